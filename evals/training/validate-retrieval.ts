import type { Candidates } from '../../knowledge/retrieval/features.ts';
import { featureNames } from '../../knowledge/retrieval/features.ts';
import { createRanker } from '../../knowledge/retrieval/ranker.ts';
import { fitRanker } from './fit-ranker.ts';
import { measureOutOfFold, openRetrievalLab, scatter } from './retrieval-lab.ts';

/**
 * Cross-validates retrieval on the development halves: five folds, by chance or (`blocked`) five runs of STARD's own order, so that
 * neighbouring questions stay together. Everything trained, label features included, is fitted inside the training folds.
 * Usage: node evals/training/validate-retrieval.ts random|blocked [folds to run] [../shared/data]
 */
const mode = process.argv[2] === 'blocked' ? 'blocked' : 'random';
const foldsToRun = Number(process.argv[3] ?? 5);
const lab = await openRetrievalLab(process.argv[4] ?? '../shared/data');
const folds = 5;
const stardCount = lab.gold.filter((question) => question.set === 'stard').length;
const foldOf = lab.gold.map((question, at) =>
  mode === 'blocked' && question.set === 'stard' ? Math.floor((at / stardCount) * folds) : Math.floor(scatter(at, 1) * folds),
);

type Tally = {
  r5: number;
  r10: number;
  r100: number;
  candidates: number;
  mrr: number;
  questions: number;
  articles: number;
  found10: number;
};
const tallies = new Map<string, Tally>();

function count(name: string, candidates: Candidates, scores: Float32Array, targets: readonly number[]): void {
  const tally = tallies.get(name) ?? { r5: 0, r10: 0, r100: 0, candidates: 0, mrr: 0, questions: 0, articles: 0, found10: 0 };
  tallies.set(name, tally);
  const order = [...scores.keys()]
    .sort((a, b) => (scores[b] as number) - (scores[a] as number))
    .map((row) => candidates.places[row] as number);
  const ranks = targets.map((target) => order.indexOf(target)).filter((rank) => rank >= 0);
  const within = (k: number): number => ranks.filter((rank) => rank < k).length;
  tally.r5 += within(5) / targets.length;
  tally.r10 += within(10) / targets.length;
  tally.r100 += within(100) / targets.length;
  tally.candidates += ranks.length / targets.length;
  tally.found10 += within(10);
  const best = Math.min(...ranks, 999);
  tally.mrr += best < 10 ? 1 / (best + 1) : 0;
  tally.questions += 1;
  tally.articles += targets.length;
}

for (let fold = 0; fold < Math.min(folds, foldsToRun); fold += 1) {
  const isTrain = (at: number): boolean => at >= lab.gold.length || foldOf[at] !== fold;
  const groups = [...measureOutOfFold(lab, isTrain, mode, 4)];
  const fitted = fitRanker(groups, 'validation');
  const rankers = { linear: createRanker({ ...fitted, trees: [] }), boosted: createRanker(fitted) };
  const allowed = Uint8Array.from(lab.labelled, (_, at) => (isTrain(at) ? 1 : 0));
  const projection = lab.fitProjectionOn(allowed);
  const counts = lab.store.count(allowed);
  lab.gold.forEach(({ set, targets }, at) => {
    if (isTrain(at)) return;
    const candidates = lab.measure(at, allowed, projection, counts);
    const width = featureNames.length;
    for (const name of ['grams', 'base', 'vector', 'projection', 'vote', 'evidence', 'lay'] as const) {
      const column = featureNames.indexOf(name);
      count(
        `${set} ${name}`,
        candidates,
        Float32Array.from(candidates.places, (_, row) => candidates.features[row * width + column] as number),
        targets,
      );
    }
    for (const [name, ranker] of Object.entries(rankers)) count(`${set} ${name}`, candidates, ranker.score(candidates.features), targets);
  });
  lab.log(`fold ${fold + 1} of ${folds}`);
}
const share = (value: number, of: number): string => ((100 * value) / of).toFixed(1);
console.log(`| ${mode} folds | R@5 | R@10 | R@100 | among candidates | MRR@10 | questions | gold articles found in 10 |`);
console.log('|---|---|---|---|---|---|---|---|');
for (const [name, t] of [...tallies].sort())
  console.log(
    `| ${name} | ${share(t.r5, t.questions)} | ${share(t.r10, t.questions)} | ${share(t.r100, t.questions)} | ${share(t.candidates, t.questions)} | ${share(t.mrr, t.questions)} | ${t.questions} | ${t.found10} of ${t.articles} |`,
  );
