import type { ArticleFacts } from '../../knowledge/index/article-index.ts';
import { featureNames } from '../../knowledge/retrieval/features.ts';
import { createRanker } from '../../knowledge/retrieval/ranker.ts';
import { fitRanker } from './fit-ranker.ts';
import { type FoldMode, foldOf, type MeasuredQuestion, measureOutOfFold, type RetrievalLab } from './retrieval-lab.ts';

/** Sums over the questions of a set; `each10` holds every question's recall in ten, for an interval. */
export type Tally = { r5: number; r10: number; r100: number; candidates: number; mrr: number; questions: number; each10: number[] };

/** Tallies by set and method: `stard boosted`. */
export type Tallies = Readonly<Record<string, Tally>>;

/** The single measures that stand in the table beside the rankers. */
const singles = ['grams', 'base', 'projection', 'askedVote', 'writtenBest', 'evidence'] as const;

function count(
  tallies: Record<string, Tally>,
  name: string,
  { places }: MeasuredQuestion,
  scores: Float32Array,
  targets: readonly number[],
): void {
  const tally = tallies[name] ?? { r5: 0, r10: 0, r100: 0, candidates: 0, mrr: 0, questions: 0, each10: [] };
  tallies[name] = tally;
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number)).map((row) => places[row] as number);
  const ranks = targets.map((target) => order.indexOf(target)).filter((rank) => rank >= 0);
  const within = (k: number): number => ranks.filter((rank) => rank < k).length / targets.length;
  tally.r5 += within(5);
  tally.r10 += within(10);
  tally.r100 += within(100);
  tally.candidates += within(Number.POSITIVE_INFINITY);
  const best = Math.min(...ranks, 999);
  tally.mrr += best < 10 ? 1 / (best + 1) : 0;
  tally.questions += 1;
  tally.each10.push(within(10));
}

/** What every real question was measured to be, by each kind of folds. */
export type Measured = Readonly<Record<FoldMode, readonly MeasuredQuestion[]>>;

/** Fits a ranker without each fold of a kind, on questions measured both ways, and tallies the questions of the fold. */
export function rankFolds(mode: FoldMode, measured: Measured, gold: RetrievalLab['gold'], facts: ArticleFacts): Tallies {
  const tallies: Record<string, Tally> = {};
  for (let fold = 0; fold < 5; fold += 1) {
    const isHeld = ({ at }: MeasuredQuestion): boolean => foldOf(gold, at, mode) === fold;
    const seen = [...measured.random, ...measured.blocked].filter((question) => !isHeld(question));
    const fitted = fitRanker(seen, facts, 'validation');
    const rankers = { linear: createRanker({ ...fitted, trees: [] }), boosted: createRanker(fitted) };
    for (const question of measured[mode].filter(isHeld)) {
      const { set, targets } = gold[question.at] as RetrievalLab['gold'][number];
      for (const name of singles) {
        const column = featureNames.indexOf(name);
        const scores = Float32Array.from(question.places, (_, row) => question.features[row * featureNames.length + column] as number);
        count(tallies, `${set} ${name}`, question, scores, targets);
      }
      for (const [name, ranker] of Object.entries(rankers))
        count(tallies, `${set} ${name}`, question, ranker.score(question, facts, question.companions), targets);
    }
  }
  return tallies;
}

/**
 * Cross-validates retrieval: five folds, by chance and blocked. What is measured of a question comes from labels and a projection without
 * its fold, and the ranker that scores it was fitted without the questions of its fold.
 */
export function crossValidate(lab: RetrievalLab): Readonly<Record<FoldMode, Tallies>> {
  const measured = { random: measureOutOfFold(lab, () => true, 'random'), blocked: measureOutOfFold(lab, () => true, 'blocked') };
  const rank = (mode: FoldMode): Tallies => rankFolds(mode, measured, lab.gold, lab.articles.facts);
  return { random: rank('random'), blocked: rank('blocked') };
}
