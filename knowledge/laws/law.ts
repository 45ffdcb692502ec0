import type { CalendarDay } from '../../core/instant.ts';

/** One law in one version, without its articles. Dates are `null` where the source gives none. */
export type LawVersion = {
  readonly law: string;
  /** `法律`, `行政法规`, `司法解释` or another kind that the source names. */
  readonly kind: string;
  /** The day on which this version was passed or published. */
  readonly version: CalendarDay | null;
  /** The first day on which it holds. */
  readonly effective: CalendarDay | null;
  /** The first day on which it no longer holds. */
  readonly repealedOn: CalendarDay | null;
  readonly supersededBy: string | null;
  /** The day on which the dates were last checked. */
  readonly checked: CalendarDay | null;
  /** The days on which it was passed and amended up to this version, oldest first; empty where the source tells none. */
  readonly amended: readonly CalendarDay[];
};

/** An article of a law as imported. `version` points into the list of law versions. */
export type LawArticle = { readonly version: number; readonly article: string; readonly text: string; readonly path: string };

/** What an import gives: versions, and their articles in order. */
export type ImportedLaws = { readonly versions: readonly LawVersion[]; readonly articles: readonly LawArticle[] };
