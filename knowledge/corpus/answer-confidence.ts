import type { CalendarDay } from '../../core/instant.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { readAmounts, sameAmount } from '../text/amounts.ts';
import { readConcepts } from '../text/concepts.ts';
import type { AnswerModel } from './answer-model.ts';
import { scoreBoosted } from './boosted-trees.ts';
import type { CorpusEntry } from './entry.ts';
import { entryFeatureNames } from './entry-features.ts';
import type { EntrySearch } from './find-entries.ts';
import type { QuestionDoubt } from './question-doubt.ts';
import { readRefusalSigns, refusalSigns } from './refusal-signs.ts';

/** Measures of the first entry that the calibration weighs too. */
const firstMeasures = [
  'best',
  'second',
  'topic',
  'phraseWords',
  'phrasePairs',
  'phraseConcepts',
  'textWords',
  'textPairs',
  'termShare',
  'likelyWords',
  'likelyPairs',
  'likelyConcepts',
  'align',
  'bestVector',
  'centre',
  'lawVector',
  'layWords',
  'typeShare',
  'conceptBest',
  'classifier',
  'sum',
] as const; // prettier-ignore

/** What the calibration weighs of one look-up. */
export const confidenceNames: readonly string[] = [
  'score',
  'margin',
  'lead',
  'share',
  'coverage',
  'length',
  'concepts',
  'none',
  'figures',
  'doubt',
  'far',
  ...refusalSigns,
  ...firstMeasures,
]; // prettier-ignore

/** What a look-up is weighed with. */
export type ConfidenceParts = { readonly library: LawLibrary; readonly on: CalendarDay; readonly doubt: QuestionDoubt };

/** Units in which rules state limits; a resident's own months and sums are no claim about a rule. */
const ruleUnits = new Set(['日', '倍', '%', '小时', '周岁', '分之']);

/** Figures of the question that the entry gives otherwise: an asserted rule that is not so. */
function countOtherFigures(question: string, entry: CorpusEntry): number {
  const theirs = readAmounts([entry.answer, ...entry.steps, ...entry.deadlines, entry.cost ?? ''].join('\n'));
  return readAmounts(question).filter((amount) => {
    if (!ruleUnits.has(amount.unit)) return false;
    const sameUnit = theirs.filter((other) => other.unit === amount.unit);
    return sameUnit.length > 0 && !sameUnit.some((other) => sameAmount(other, amount));
  }).length;
}

/** Measures one look-up, in the order of `confidenceNames`. */
export function measureSearch(question: string, { found, coverage, terms }: EntrySearch, parts: ConfidenceParts): readonly number[] {
  const [first, second] = found;
  const score = first?.score ?? 0;
  const later = found.slice(1, 5).reduce((sum, other) => sum + other.score, 0) / Math.max(1, Math.min(4, found.length - 1));
  const odds = found.reduce((sum, other) => sum + Math.exp(other.score - score), 0);
  const concepts = readConcepts(question).length;
  const signs = readRefusalSigns(question, parts.library, parts.on);
  const measureOf = (name: string): number => first?.measures[entryFeatureNames.indexOf(name)] ?? 0;
  return [
    score,
    score - (second?.score ?? 0),
    score - later,
    odds > 0 ? 1 / odds : 0,
    coverage,
    Math.log(1 + terms),
    Math.min(3, concepts),
    concepts === 0 ? 1 : 0,
    first === undefined ? 0 : Math.min(2, countOtherFigures(question, first.entry)),
    Math.max(-6, Math.min(6, parts.doubt.doubt(question))),
    // Under this likeness hardly anything is the right entry, however many common words it shares.
    Math.max(0, 0.32 - (first?.best ?? 0)),
    ...refusalSigns.map((sign) => (signs.has(sign) ? 1 : 0)),
    ...firstMeasures.map(measureOf),
  ];
}

/** The probability that measures come to by a calibration. */
export function weighMeasures(measures: readonly number[], { bias, weights, start, trees }: AnswerModel['confidence']): number {
  const linear = confidenceNames.reduce((total, name, at) => total + (weights[name] ?? 0) * (measures[at] as number), bias);
  return 1 / (1 + Math.exp(-(linear + start + scoreBoosted(trees, measures)) / 2));
}

/** How likely a reviewer would call the first entry the right one, 0 to 1. */
export function confidenceOf(question: string, search: EntrySearch, model: AnswerModel, parts: ConfidenceParts): number {
  return weighMeasures(measureSearch(question, search, parts), model.confidence);
}
