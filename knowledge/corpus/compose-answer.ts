import type { Citation, VerifiedCitation } from '../../core/citation.ts';
import type { CalendarDay } from '../../core/instant.ts';
import type { AnswerOutcome } from '../../core/retriever.ts';
import { normaliseArticle } from '../laws/article-number.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { type ConfidenceParts, confidenceOf } from './answer-confidence.ts';
import type { AnswerModel } from './answer-model.ts';
import type { CorpusEntry } from './entry.ts';
import type { EntryFinder } from './find-entries.ts';
import { readRefusalSigns } from './refusal-signs.ts';

/** The entry's citations that exist and are in force on the day, as they are shown; the others are dropped. */
export function checkCitations(entry: CorpusEntry, library: LawLibrary, on: CalendarDay): readonly Citation[] {
  return entry.citations.flatMap((citation) => {
    const standing = library.standing(citation.law, citation.article, on);
    const article = normaliseArticle(citation.article);
    if (standing.kind !== 'in_force' || article === null) return [];
    return [{ law: standing.version.law, article, version: standing.version.version ?? 'unknown', inForce: true }];
  });
}

/** What an answer is composed with. `verify` reads the citations of a text and judges them. */
export type AnswerParts = ConfidenceParts & { readonly verify: (text: string) => readonly VerifiedCitation[] };

/** Every sentence of an entry that a resident may read. */
const wordsOf = ({ answer, steps, evidence, deadlines, cost, contacts, notMediable, riskNotes }: CorpusEntry): string =>
  [answer, ...steps, ...evidence, ...deadlines, cost ?? '', ...contacts, notMediable ?? '', ...riskNotes].join('\n');

/**
 * Answers from the best entry: grounded in citations in force today, or that nothing fits, or that it cannot be stood by: no citation is
 * left, or the words name an article that the verifier does not pass.
 */
export function composeAnswer(question: string, finder: EntryFinder, model: AnswerModel, parts: AnswerParts): AnswerOutcome {
  const search = finder.find(question, 5);
  const confidence = confidenceOf(question, search, model, parts);
  const entry = search.found[0]?.entry;
  if (entry === undefined || confidence < model.floor) {
    const near = search.found.filter((found) => found.best > 0.15).slice(0, 3);
    const unknownRule = readRefusalSigns(question, parts.library, parts.on).has('unknownLaw');
    return { kind: 'no_match', nearestTopics: near.map((found) => found.entry.topic), ...(unknownRule ? { unknownRule } : {}) };
  }
  const citations = checkCitations(entry, parts.library, parts.on);
  if (citations.length === 0) return { kind: 'unavailable', reason: 'no_citation_in_force' };
  const shown = citations.map(({ law, article }) => `《${law}》${article}`).join('\n');
  if (parts.verify(`${wordsOf(entry)}\n${shown}`).some(({ status }) => status !== 'ok'))
    return { kind: 'unavailable', reason: 'citation_not_passed' };
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
