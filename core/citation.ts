import type { CalendarDay } from './instant.ts';

/** An article of a law as it is shown to a resident: always checked, never as a model wrote it. */
export type Citation = {
  /** The law's short name without 中华人民共和国: `民法典`. */
  readonly law: string;
  /** `第一千零七十九条`, `第一百三十三条之一`. */
  readonly article: string;
  /** The version's date, or `unknown` where the source gives none. */
  readonly version: CalendarDay | 'unknown';
  readonly inForce: boolean;
};

/** What the verifier found of one citation in a text. */
export type CitationStatus = 'ok' | 'not_found' | 'repealed' | 'unsupported';

/** One citation read out of a text, with the verdict. */
export type VerifiedCitation = { readonly law: string; readonly article: string; readonly status: CitationStatus };

/** The text of an article in one version. */
export type ArticleText = Citation & {
  readonly text: string;
  /** `第一编 总则 > 第一章 基本规定`, or empty. */
  readonly path: string;
};
