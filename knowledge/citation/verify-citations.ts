import type { CitationStatus, VerifiedCitation } from '../../core/citation.ts';
import type { CalendarDay } from '../../core/instant.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { supportsClaim, type WordNearness } from './judge-support.ts';
import { type ReadCitation, readCitations } from './read-citations.ts';

/** What stands in for an article's text where none is imported: the words of the reviewed entries that cite it, or `null`. */
export type StandIn = (law: string, article: string) => string | null;

/** What the verifier checks against. */
export type VerifierOptions = {
  readonly library: LawLibrary;
  readonly today: CalendarDay;
  readonly standIn?: StandIn;
  readonly nearness?: WordNearness;
};

const sentenceEnd = /[。！？!?；;\n]/;

/** The words that lean on a citation: what follows it in its sentence, or where nothing follows, what stands before. */
function claimOf(text: string, citation: ReadCitation, all: readonly ReadCitation[]): string {
  const after = text.slice(citation.end);
  const stop = after.search(sentenceEnd);
  const next = all.find((other) => other.start >= citation.end && other.article !== citation.article);
  const until = Math.min(stop < 0 ? after.length : stop, next === undefined ? after.length : next.start - citation.end);
  const behind = after.slice(0, until).replace(/《[^》]*》?$/, '');
  if ((behind.match(/[\u4e00-\u9fff]/g)?.length ?? 0) >= 6) return behind;
  const group = all.filter((other) => other.start < citation.start).findLast((other) => other.end < citation.start - 12);
  const front = text.slice(group?.end ?? 0, citation.start);
  return (front.split(sentenceEnd).at(-1) ?? '').replace(/《[^》]*》[^《]*$/, '');
}

function judge(text: string, citation: ReadCitation, all: readonly ReadCitation[], options: VerifierOptions): CitationStatus {
  if (!citation.known) return 'not_found';
  const standing = options.library.standing(citation.law, citation.article, options.today);
  if (standing.kind !== 'in_force') return standing.kind;
  const { version, effective } = standing.version;
  const years = [version, effective].map((day) => Number(day?.slice(0, 4)));
  if (citation.year !== null && !years.includes(citation.year)) return 'repealed';
  const { paragraphs, items } = standing.shape;
  if (citation.paragraph !== null && (citation.paragraph < 1 || citation.paragraph > paragraphs)) return 'unsupported';
  if (citation.item !== null && (citation.item < 1 || citation.item > items)) return 'unsupported';
  const words = standing.text ?? options.standIn?.(citation.law, citation.article) ?? null;
  if (words === null) return 'ok';
  return supportsClaim(claimOf(text, citation, all), words, `${citation.law} ${standing.path}`, options.nearness) ? 'ok' : 'unsupported';
}

/** Reads every citation of a text and checks it: known law, known article, in force on the day, and about what the sentence says. */
export function verifyCitations(text: string, options: VerifierOptions): readonly VerifiedCitation[] {
  const plain = text.normalize('NFC').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const all = readCitations(plain, options.library);
  return all.map((citation) => ({ law: citation.law, article: citation.article, status: judge(plain, citation, all, options) }));
}
