import type { Citation } from '../../core/citation.ts';
import type { CalendarDay } from '../../core/instant.ts';
import type { AnswerOutcome } from '../../core/retriever.ts';
import { normaliseArticle } from '../laws/article-number.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import type { CorpusEntry } from './entry.ts';
import type { EntryFinder, EntrySearch } from './find-entries.ts';

/** How a score becomes a probability, and the floor under which nothing fits. Fitted by `evals/training/calibrate-answers.ts`. */
export type AnswerCalibration = {
  readonly bias: number;
  readonly score: number;
  readonly margin: number;
  readonly coverage: number;
  readonly length: number;
  readonly floor: number;
};

/** Measures of one look-up that the calibration weighs. */
export function measureSearch(question: string, { found, coverage }: EntrySearch): Omit<AnswerCalibration, 'bias' | 'floor'> {
  const first = found[0]?.score ?? 0;
  return { score: first, margin: first - (found[1]?.score ?? 0), coverage, length: Math.min(1, question.length / 60) };
}

/** How likely a reviewer would call the first entry the right one, 0 to 1. */
export function confidenceOf(question: string, search: EntrySearch, calibration: AnswerCalibration): number {
  const measures = measureSearch(question, search);
  const sum =
    calibration.bias +
    calibration.score * measures.score +
    calibration.margin * measures.margin +
    calibration.coverage * measures.coverage +
    calibration.length * measures.length;
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
  calibration: AnswerCalibration,
): AnswerOutcome {
  const search = finder.find(question, 5);
  const confidence = confidenceOf(question, search, calibration);
  const entry = search.found[0]?.entry;
  if (entry === undefined || confidence < calibration.floor) {
    const near = search.found.filter((found) => found.score > 0.1).slice(0, 3);
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
