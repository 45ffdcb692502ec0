import type { ArticleText, Citation, VerifiedCitation } from './citation.ts';
import type { DisputeLabel } from './dispute-type.ts';
import type { CalendarDay } from './instant.ts';
import type { OwnContent } from './store.ts';

/** One article found for a question. `source` is `law` or the id of the corpus entry that cites it. */
export type Hit = {
  readonly law: string;
  readonly article: string;
  readonly score: number;
  readonly source: string;
};

/** An answer that rests on one reviewed corpus entry (or on articles alone), in the parts that a reply is composed of. */
export type GroundedAnswer = {
  readonly kind: 'grounded';
  readonly entryId: string | null;
  readonly disputeType: DisputeLabel;
  readonly topic: string;
  /** What it means for the asker, under 300 characters. */
  readonly meaning: string;
  readonly steps: readonly string[];
  readonly evidence: readonly string[];
  readonly deadlines: readonly string[];
  readonly cost: string | null;
  readonly contacts: readonly string[];
  /** Why this matter cannot be mediated, or `null`. */
  readonly notMediable: string | null;
  readonly riskNotes: readonly string[];
  readonly citations: readonly Citation[];
  /** 0 to 1, calibrated: how likely a reviewer would call it the right entry. */
  readonly confidence: number;
};

/** The three outcomes of a question. */
export type AnswerOutcome =
  | GroundedAnswer
  | {
      readonly kind: 'no_match';
      readonly nearestTopics: readonly string[];
      /** The question leans on a law or an article that there is not. */
      readonly unknownRule?: boolean;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** A reviewed entry by its id and the title that staff and residents read. */
export type EntryName = { readonly id: string; readonly topic: string };

/** An addition to the corpus that is not fit to be published. `rule` is stable; `message` names the place or the words. */
export type OwnFault = { readonly rule: string; readonly message: string };

/** Finds law and corpus passages for a question, and guards every citation that is shown. */
export interface Retriever {
  /** The `k` best articles, best first. */
  search(question: string, k: number): Promise<readonly Hit[]>;
  /** The answer to a question, or that nothing fits. Never throws: a fault is `unavailable`. */
  answer(question: string): Promise<AnswerOutcome>;
  /** The article's text on a day (today where none is given); `null` where no such article is known or held on that day. */
  findArticle(law: string, article: string, on?: CalendarDay): ArticleText | null;
  /** Reads every citation in a text and checks it. Fails closed: what cannot be checked is not `ok`. */
  verify(text: string): readonly VerifiedCitation[];
  /** The `k` entries nearest to a question, best first, also where none of them is an answer. */
  nearestEntries(question: string, k: number): Promise<readonly EntryName[]>;
  /** What keeps an addition of staff out of the corpus; empty where it is fit. */
  checkOwn(content: OwnContent): readonly OwnFault[];
}
