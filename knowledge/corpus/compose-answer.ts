import type { Citation } from '../../core/citation.ts';
import type { CalendarDay } from '../../core/instant.ts';
import type { AnswerOutcome } from '../../core/retriever.ts';
import { normaliseArticle } from '../laws/article-number.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { readAmounts, sameAmount } from '../text/amounts.ts';
import { readConcepts } from '../text/concepts.ts';
import type { AnswerModel } from './answer-model.ts';
import type { CorpusEntry } from './entry.ts';
import type { EntryFinder, EntrySearch } from './find-entries.ts';
import { countRefusalSigns } from './refusal-signs.ts';

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

/** What the calibration weighs of one look-up. */
export function measureSearch(
  question: string,
  { found, coverage }: EntrySearch,
  library: LawLibrary,
  on: CalendarDay,
): Record<Exclude<keyof AnswerModel['confidence'], 'bias'>, number> {
  const [first, second] = found;
  const score = first?.score ?? 0;
  return {
    score,
    margin: score - (second?.score ?? 0),
    best: first?.best ?? 0,
    coverage,
    terms: first?.terms ?? 0,
    pairs: first?.pairs ?? 0,
    words: first?.words ?? 0,
    concepts: Math.min(3, readConcepts(question).length),
    none: readConcepts(question).length === 0 ? 1 : 0,
    signs: countRefusalSigns(question, library, on),
    // Under this likeness hardly anything is the right entry, however many common words it shares.
    far: Math.max(0, 0.32 - (first?.best ?? 0)),
    figures: first === undefined ? 0 : countOtherFigures(question, first.entry),
  };
}

/** How likely a reviewer would call the first entry the right one, 0 to 1. */
export function confidenceOf(
  question: string,
  search: EntrySearch,
  { confidence }: AnswerModel,
  library: LawLibrary,
  on: CalendarDay,
): number {
  const measures = measureSearch(question, search, library, on);
  const names = ['score', 'margin', 'best', 'coverage', 'terms', 'pairs', 'words', 'concepts', 'none', 'signs', 'far', 'figures'] as const;
  const sum = names.reduce((total, name) => total + confidence[name] * measures[name], confidence.bias);
  return 1 / (1 + Math.exp(-sum));
}

/** The entry's citations that exist and are in force on the day, as they are shown; the others are dropped. */
export function checkCitations(entry: CorpusEntry, library: LawLibrary, on: CalendarDay): readonly Citation[] {
  return entry.citations.flatMap((citation) => {
    const standing = library.standing(citation.law, citation.article, on);
    const article = normaliseArticle(citation.article);
    if (standing.kind !== 'in_force' || article === null) return [];
    return [{ law: standing.version.law, article, version: standing.version.version ?? 'unknown', inForce: true }];
  });
}

/** Answers from the best entry: grounded in citations in force today, or that nothing fits, or that no citation is left to stand on. */
export function composeAnswer(
  question: string,
  finder: EntryFinder,
  library: LawLibrary,
  on: CalendarDay,
  model: AnswerModel,
): AnswerOutcome {
  const search = finder.find(question, 5);
  const confidence = confidenceOf(question, search, model, library, on);
  const entry = search.found[0]?.entry;
  if (entry === undefined || confidence < model.floor) {
    const near = search.found.filter((found) => found.best > 0.15).slice(0, 3);
    return { kind: 'no_match', nearestTopics: near.map((found) => found.entry.topic) };
  }
  const citations = checkCitations(entry, library, on);
  if (citations.length === 0) return { kind: 'unavailable', reason: 'no_citation_in_force' };
  return {
    kind: 'grounded',
    entryId: entry.id,
    disputeType: entry.disputeType,
    topic: entry.topic,
    meaning: entry.answer,
    steps: entry.steps,
    evidence: entry.evidence,
    deadlines: entry.deadlines,
    cost: entry.cost,
    contacts: entry.contacts,
    notMediable: entry.notMediable,
    riskNotes: entry.riskNotes,
    citations,
    confidence,
  };
}
