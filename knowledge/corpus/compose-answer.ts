import type { Citation } from '../../core/citation.ts';
import type { CalendarDay } from '../../core/instant.ts';
import type { AnswerOutcome } from '../../core/retriever.ts';
import { normaliseArticle } from '../laws/article-number.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import type { AnswerModel } from './answer-model.ts';
import type { CorpusEntry } from './entry.ts';
import type { EntryFinder, EntrySearch } from './find-entries.ts';

/** What the calibration weighs of one look-up. */
export function measureSearch({ found, coverage }: EntrySearch): Record<Exclude<keyof AnswerModel['confidence'], 'bias'>, number> {
  const [first, second] = found;
  const score = first?.score ?? 0;
  return { score, margin: score - (second?.score ?? 0), best: first?.best ?? 0, coverage, terms: first?.terms ?? 0 };
}

/** How likely a reviewer would call the first entry the right one, 0 to 1. */
export function confidenceOf(search: EntrySearch, { confidence }: AnswerModel): number {
  const measures = measureSearch(search);
  const names = ['score', 'margin', 'best', 'coverage', 'terms'] as const;
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
  const confidence = confidenceOf(search, model);
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
