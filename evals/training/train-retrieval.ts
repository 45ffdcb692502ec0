import { performance } from 'node:perf_hooks';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { buildArticleIndex } from '../../knowledge/index/article-index.ts';
import { importLaws } from '../../knowledge/laws/import-laws.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';
import { type Candidates, measureCandidates } from '../../knowledge/retrieval/features.ts';
import { createLabelStore, type LabelCounts, type LabelledQuestion, weighWords } from '../../knowledge/retrieval/label-store.ts';
import { type Projection, project } from '../../knowledge/retrieval/projection.ts';
import { readQuestion } from '../../knowledge/retrieval/question-index.ts';
import { createRanker } from '../../knowledge/retrieval/ranker.ts';
import { selectTop } from '../../knowledge/retrieval/select-top.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readGrams } from '../../knowledge/text/grams.ts';
import { hashWord, readWords } from '../../knowledge/text/words.ts';
import { fitProjection, type ProjectionRow } from './fit-projection.ts';
import { fitRanker, type RankGroup } from './fit-ranker.ts';
import { readGoldQuestions } from './retrieval-data.ts';

const data = process.env['SHARED'] ?? '../shared/data';
const mode = process.argv[2] ?? 'random';
const onlyFolds = Number(process.argv[3] ?? 5);
const log = (text: string): void => console.log(`${(performance.now() / 1000).toFixed(0)}s ${text}`);

const validity = readValidity();
const laws = await importLaws([`${data}/laws/national_articles.jsonl`, `${data}/laws/regulations_articles.jsonl`], validity);
const model = loadWordVectors();
const articles = buildArticleIndex(laws, model);
log(`${articles.articles.length} articles indexed`);
const gold = readGoldQuestions(data, articles);
const embed = (words: readonly string[]): Float32Array | null => model.embed(words, 'question');
const labelled: LabelledQuestion[] = gold.map((question) => ({
  terms: readQuestion(question.text, embed),
  targets: question.targets,
  answer: weighWords(readWords(question.answer).map(hashWord), articles.words.rarity),
  entryId: null,
}));
const places = new Map(articles.articles.map(({ version, article }, place) => [`${articles.versions[version]?.law}${article}`, place]));
for (const entry of loadCorpus().entries) {
  const targets = entry.citations.flatMap(({ law, article }) => places.get(`${law}${article}`) ?? []);
  const answer = weighWords(readWords([entry.answer, ...entry.steps].join('\n')).map(hashWord), articles.words.rarity);
  if (targets.length > 0) for (const phrasing of entry.phrasings) labelled.push({ terms: readQuestion(phrasing, embed), targets, answer, entryId: entry.id });
}
const store = createLabelStore(labelled, articles);
log(`${gold.length} gold questions, ${labelled.length - gold.length} phrasings`);

const exactSearch = (vector: Float32Array, k: number): readonly number[] => {
  const n = articles.dimensions;
  const scores = new Float32Array(articles.articles.length);
  for (let place = 0; place < scores.length; place += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += (articles.vectors[place * n + i] as number) * (vector[i] as number);
    scores[place] = sum;
  }
  return selectTop(scores, k);
};
const negatives = labelled.map(({ terms, targets }, at) => {
  const base = new Float32Array(articles.articles.length);
  articles.words.addScores(terms.words, 1, base);
  const text = gold[at]?.text;
  if (text !== undefined) articles.grams.addScores(readGrams(text), 1, base);
  return selectTop(base, 20).filter((place) => !targets.includes(place));
});
log('negatives found');

function fitOn(allowed: Uint8Array): Projection {
  const rows: ProjectionRow[] = labelled.flatMap(({ terms, targets, entryId }, at) =>
    allowed[at] === 0 || terms.vector === null ? [] : [{ vector: terms.vector, targets, negatives: negatives[at] ?? [], weight: entryId === null ? 1 : 0.5 }],
  );
  return fitProjection(rows, articles.vectors, articles.dimensions);
}

function measure(at: number, allowed: Uint8Array, projection: Projection, counts: LabelCounts): Candidates {
  const question = labelled[at] as LabelledQuestion;
  const text = gold[at]?.text ?? '';
  const neighbours = store.nearest(question.terms, 20, allowed);
  const asked = {
    text,
    terms: question.terms,
    grams: readGrams(text),
    projected: question.terms.vector === null ? null : project(projection, question.terms.vector),
    neighbours,
    counts,
    expansion: store.expand(neighbours, 80),
  };
  return measureCandidates(asked, articles, exactSearch, null);
}

const stardCount = gold.filter((question) => question.set === 'stard').length;
const scatter = (at: number, salt: number): number => {
  let hash = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
};
const folds = 5;
const inner = 4;
const foldOf = gold.map((question, at) =>
  mode === 'blocked' && question.set === 'stard' ? Math.floor((at / stardCount) * folds) : Math.floor(scatter(at, 1) * folds),
);
const innerFoldOf = gold.map((question, at) =>
  mode === 'blocked' && question.set === 'stard' ? Math.floor((at / stardCount) * 20) % inner : Math.floor(scatter(at, 2) * inner),
);

type Tally = { macro100: number; macro5: number; macroCandidates: number;  found10: number; found100: number; found5: number; candidates: number; gold: number; macro10: number; mrr: number; questions: number };
const empty = (): Tally => ({ macro100: 0, macro5: 0, macroCandidates: 0, found10: 0, found100: 0, found5: 0, candidates: 0, gold: 0, macro10: 0, mrr: 0, questions: 0 });
const tallies: Record<string, Tally> = {};

function count(name: string, candidates: Candidates, scores: Float32Array, targets: readonly number[]): void {
  tallies[name] ??= empty();
  const tally = tallies[name];
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number)).map((row) => candidates.places[row] as number);
  tally.gold += targets.length;
  tally.questions += 1;
  const ranks = targets.map((target) => order.indexOf(target));
  tally.found5 += ranks.filter((rank) => rank >= 0 && rank < 5).length;
  tally.found10 += ranks.filter((rank) => rank >= 0 && rank < 10).length;
  tally.found100 += ranks.filter((rank) => rank >= 0 && rank < 100).length;
  tally.candidates += ranks.filter((rank) => rank >= 0).length;
  tally.macro10 += ranks.filter((rank) => rank >= 0 && rank < 10).length / targets.length;
  tally.macro5 += ranks.filter((rank) => rank >= 0 && rank < 5).length / targets.length;
  tally.macro100 += ranks.filter((rank) => rank >= 0 && rank < 100).length / targets.length;
  tally.macroCandidates += ranks.filter((rank) => rank >= 0).length / targets.length;
  const best = Math.min(...ranks.map((rank) => (rank < 0 ? 999 : rank)));
  tally.mrr += best < 10 ? 1 / (best + 1) : 0;
}

function groupOf(candidates: Candidates, targets: readonly number[], sample: boolean): RankGroup {
  const width = candidates.features.length / candidates.places.length;
  const sumColumn = width - 1;
  const rows = [...candidates.places.keys()];
  const right = new Set(targets);
  const order = rows.sort((a, b) => (candidates.features[b * width + sumColumn] as number) - (candidates.features[a * width + sumColumn] as number));
  const kept = sample ? order.filter((row, rank) => right.has(candidates.places[row] as number) || rank < 70 || rank % 4 === 0) : order;
  const features = new Float32Array(kept.length * width);
  kept.forEach((row, at) => {
    features.set(candidates.features.subarray(row * width, (row + 1) * width), at * width);
  });
  return { features, gold: Uint8Array.from(kept, (row) => (right.has(candidates.places[row] as number) ? 1 : 0)) };
}

for (let fold = 0; fold < onlyFolds; fold += 1) {
  const isTrain = (at: number): boolean => at >= gold.length || foldOf[at] !== fold;
  const allowed = Uint8Array.from(labelled, (_, at) => (isTrain(at) ? 1 : 0));
  const groups: RankGroup[] = [];
  for (let part = 0; part < inner; part += 1) {
    const innerAllowed = Uint8Array.from(labelled, (_, at) => (isTrain(at) && innerFoldOf[at] !== part ? 1 : 0));
    const projection = fitOn(innerAllowed);
    const counts = store.count(innerAllowed);
    gold.forEach((question, at) => {
      if (isTrain(at) && innerFoldOf[at] === part) groups.push(groupOf(measure(at, innerAllowed, projection, counts), question.targets, true));
    });
  }
  const projection = fitOn(allowed);
  const counts = store.count(allowed);
  const fitted = fitRanker(groups, 'cv');
  const linear = createRanker({ ...fitted, trees: [] });
  const boosted = createRanker(fitted);
  gold.forEach((question, at) => {
    if (isTrain(at)) return;
    const candidates = measure(at, allowed, projection, counts);
    const width = candidates.features.length / candidates.places.length;
    const column = (place: number): Float32Array => Float32Array.from(candidates.places, (_, row) => candidates.features[row * width + place] as number);
    count(`${question.set} base`, candidates, column(0), question.targets);
    count(`${question.set} projection`, candidates, column(14), question.targets);
    count(`${question.set} linear`, candidates, linear.score(candidates.features), question.targets);
    count(`${question.set} boosted`, candidates, boosted.score(candidates.features), question.targets);
  });
  log(`fold ${fold + 1}`);
  for (const [name, tally] of Object.entries(tallies)) {
    const share = (value: number, of: number): string => ((100 * value) / of).toFixed(1);
    log(
      `${mode} ${name}: R@5 ${share(tally.macro5, tally.questions)} R@10 ${share(tally.macro10, tally.questions)} R@100 ${share(tally.macro100, tally.questions)} candidates ${share(tally.macroCandidates, tally.questions)} MRR@10 ${share(tally.mrr, tally.questions)} (${tally.questions} questions; of ${tally.gold} articles R@10 ${share(tally.found10, tally.gold)} R@100 ${share(tally.found100, tally.gold)})`,
    );
  }
}
