import type { Reply } from '../../core/channel.ts';
import type { Citation } from '../../core/citation.ts';
import type { GroundedAnswer } from '../../core/retriever.ts';
import { makeReply, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';

const mostSteps = 4;
const mostEvidence = 4;
const mostDeadlines = 2;
const mostCited = 6;
const mostCitedInShort = 3;

/** The articles in words, the weightiest first; all of them stand in the reply's `citations`. */
function citeAll(citations: readonly Citation[], most: number): string {
  const byLaw = new Map<string, string[]>();
  for (const citation of citations.filter((one) => one.inForce).slice(0, most))
    byLaw.set(citation.law, [...(byLaw.get(citation.law) ?? []), citation.article]);
  return [...byLaw].map(([law, articles]) => `《${law}》${articles.join('、')}`).join(';');
}

function section(parts: readonly string[], make: (joined: string) => string, separator: string): string {
  return parts.length === 0 ? '' : make(parts.join(separator));
}

function withoutStop(text: string): string {
  return text.replaceAll(/[。;]+$/gu, '');
}

/** The words of an answer that only quotes articles: no reviewed entry stands behind it, and it says so. */
function composeFromArticles(answer: GroundedAnswer): Reply {
  const citations = answer.citations.filter((one) => one.inForce);
  const basis = wording('answer.basis', { citations: citeAll(citations, mostCited) });
  return makeReply('answer.from_articles', wording('answer.from_articles', { meaning: answer.meaning, basis }), {
    origin: 'corpus',
    citations,
    quickReplies: [quickReplyTexts.person, quickReplyTexts.register],
  });
}

/** The words of a grounded answer: the meaning first, then steps, evidence, deadlines, and the articles of the outcome as 依据. Articles not in force are left out. */
export function composeAnswer(answer: GroundedAnswer): Reply {
  if (answer.entryId === null) return composeFromArticles(answer);
  const steps = answer.steps.slice(0, mostSteps).map((step, place) => `${place + 1}. ${withoutStop(step)}`);
  const citations = citeAll(answer.citations, mostCited);
  const text = wording('answer.grounded', {
    meaning: answer.meaning,
    steps: section(steps, (joined) => wording('answer.steps', { steps: joined }), '\n'),
    evidence: section(
      answer.evidence.slice(0, mostEvidence).map(withoutStop),
      (joined) => wording('answer.evidence', { evidence: joined }),
      '、',
    ),
    deadlines: section(
      answer.deadlines.slice(0, mostDeadlines).map(withoutStop),
      (joined) => wording('answer.deadlines', { deadlines: joined }),
      ';',
    ),
    notMediable: answer.notMediable === null ? '' : wording('answer.not_mediable', { reason: answer.notMediable }),
    risk: section(answer.riskNotes.slice(0, 1).map(withoutStop), (joined) => wording('answer.risk', { note: joined }), ''),
    basis: citations === '' ? '' : wording('answer.basis', { citations }),
  });
  return makeReply('answer.grounded', text, {
    entryId: answer.entryId,
    origin: 'corpus',
    citations: answer.citations.filter((one) => one.inForce),
    quickReplies: [quickReplyTexts.register, quickReplyTexts.person],
  });
}

/** The short form for a question in the middle of something else: the meaning and the articles. */
export function composeShortAnswer(answer: GroundedAnswer): Reply {
  const citations = citeAll(answer.citations, mostCitedInShort);
  const text = wording(answer.entryId === null ? 'answer.from_articles_short' : 'answer.grounded_short', {
    meaning: answer.meaning,
    basis: citations === '' ? '' : wording('answer.basis', { citations }),
  });
  return makeReply('answer.short', text, {
    origin: 'corpus',
    entryId: answer.entryId,
    citations: answer.citations.filter((one) => one.inForce),
  });
}
