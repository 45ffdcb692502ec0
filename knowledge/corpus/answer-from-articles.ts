import type { AnswerOutcome, Hit } from '../../core/retriever.ts';
import type { AnswerParts } from './compose-answer.ts';
import { readRefusalSigns } from './refusal-signs.ts';

/**
 * When articles alone may answer. The ranker is a softmax over candidates, so that an article's share of it is its chance of being the one that is
 * asked for. `doubt`: above this the wording is of a kind that nothing answers. `quote`: the longest part of an article that is shown.
 */
export const articleSettings = { candidates: 300, first: 0.25, other: 0.12, most: 3, doubt: -3, quote: 130 };

/** Looks an article's text up as it holds on the day; `null` where its text is not imported. */
export type FindText = (law: string, article: string) => { readonly text: string; readonly version: string } | null;

/**
 * Answers by quoting the imported articles where no reviewed entry fits and the ranker is sure: their own words, no reading of them. `null` where
 * it is not sure, the wording is doubtful, or no text is there to quote.
 */
export function answerFromArticles(
  question: string,
  search: (question: string, k: number) => readonly Hit[],
  findText: FindText,
  parts: AnswerParts,
): AnswerOutcome | null {
  const { candidates, first, other, most, doubt, quote } = articleSettings;
  if (parts.doubt.doubt(question) > doubt) return null;
  if (readRefusalSigns(question, parts.library, parts.on).size > 0) return null;
  const hits = search(question, candidates);
  const highest = hits[0]?.score ?? 0;
  const odds = hits.map(({ score }) => Math.exp(score - highest));
  const total = odds.reduce((sum, value) => sum + value, 0);
  const share = total > 0 ? 1 / total : 0;
  if (share < first) return null;
  const chosen = hits.slice(0, most).flatMap(({ law, article }, place) => {
    if ((odds[place] as number) / total < other) return [];
    const standing = parts.library.standing(law, article, parts.on);
    const found = findText(law, article);
    if (standing.kind !== 'in_force' || found === null || found.text === '') return [];
    return [{ citation: { law, article, version: standing.version.version ?? ('unknown' as const), inForce: true }, text: found.text }];
  });
  if (chosen.length === 0) return null;
  const named = chosen.map(({ citation }) => `《${citation.law}》${citation.article}`);
  if (parts.verify(named.join('\n')).some(({ status }) => status !== 'ok')) return null;
  const quotes = chosen.map(({ text }, place) => {
    const words = text.replace(/\s+/g, '');
    return `${named[place]}：${words.length > quote ? `${words.slice(0, quote)}……` : words}`;
  });
  return {
    kind: 'grounded',
    entryId: null,
    disputeType: 'none',
    topic: named[0] ?? '',
    meaning: quotes.join('\n').slice(0, 299),
    steps: [],
    evidence: [],
    deadlines: [],
    cost: null,
    contacts: [],
    notMediable: null,
    riskNotes: [],
    citations: chosen.map(({ citation }) => citation),
    confidence: share,
  };
}
