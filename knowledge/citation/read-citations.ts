import { formatArticle, parseNumber } from '../laws/article-number.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { bareLawName } from '../laws/law-name.ts';
import { findLawName, type NamedLaw } from './find-law-name.ts';

/** A citation as it stands in a text. `start` and `end` are places in the text. */
export type ReadCitation = {
  /** The canonical name where the law is known, else the name as written; empty where the text names none. */
  readonly law: string;
  readonly known: boolean;
  readonly article: string;
  readonly paragraph: number | null;
  readonly item: number | null;
  /** The year that the text gives to the law (`2012年治安管理处罚法`), or `null`. */
  readonly year: number | null;
  readonly start: number;
  readonly end: number;
};

const figure = '[零〇一二两三四五六七八九十百千\\d]+';
const joint = '\\s*(?:、|，|,|和|与|及|以及|或者|或|至|到|—+|-+|~|～)\\s*';
/** One or several numbers before 条 (第5、6条; 第五至七条), an insertion, a paragraph, an item. */
const articlePattern = new RegExp(
  `第?\\s*(${figure}(?:${joint}第?\\s*${figure})*)\\s*条(?:\\s*之\\s*([一二三四五六七八九十\\d]+)(?!\\s*[款项]))?` +
    `(?:\\s*的?\\s*第?\\s*(${figure})\\s*款)?(?:\\s*的?\\s*第?\\s*[（(]?\\s*(${figure})\\s*[)）]?\\s*项)?`,
  'g',
);
const paragraphPattern = new RegExp(`(?:同法|该法|同条|该条|本条|前条|同一条)\\s*的?\\s*第\\s*(${figure})\\s*款`, 'g');
const rangeJoint = /^\s*(?:至|到|—+|-+|~|～)\s*$/;
const maximumSpan = 30;
/** What makes a counted 条 no article: a street, a message, an item. */
const otherThings = /^(?:街|马路|路(?!道)|巷|胡同|生产线|消息|微信|短信|建议|件|裤|鱼|狗|腿|命)/;

/** Reads `5、6` as two numbers and `五至七` as three. A span longer than thirty keeps its ends only. */
function readNumbers(text: string): readonly number[] {
  const parts = text.split(new RegExp(`(${joint})`)).filter((part) => part !== '');
  const numbers: number[] = [];
  let span = false;
  for (const part of parts) {
    const number = parseNumber(part.replace('第', '').trim());
    if (number === null) {
      span = rangeJoint.test(part);
      continue;
    }
    const previous = numbers.at(-1);
    if (span && previous !== undefined && number > previous && number - previous <= maximumSpan)
      for (let between = previous + 1; between < number; between += 1) numbers.push(between);
    numbers.push(number);
    span = false;
  }
  return numbers;
}

/** What a text calls by a short name of its own: `《…》（以下简称《…》）`. */
function readOwnShortNames(text: string, library: LawLibrary): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  for (const match of text.matchAll(/《([^》]+)》\s*[（(](?:以下)?简称[：:]?\s*[《“"]?([^》”")）]+)[》”"]?[)）]/g)) {
    const law = match[1] === undefined ? null : library.resolveName(match[1]);
    if (law !== null && match[2] !== undefined) own.set(bareLawName(match[2]), law);
  }
  return own;
}

/** Reads every citation of an article in a text, however written, in its order. Clauses of contracts (合同第五条) are none. */
export function readCitations(text: string, library: LawLibrary): readonly ReadCitation[] {
  const plain = text.normalize('NFC').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const own = readOwnShortNames(plain, library);
  const found: ReadCitation[] = [];
  let last: NamedLaw | null = null;
  let lastEnd = -1;
  for (const match of plain.matchAll(articlePattern)) {
    const whole = match[0];
    const start = match.index;
    if (!whole.includes('第') && !/\d|[十百千]/.test(match[1] ?? '') && !/[》法典例]\s*$/.test(plain.slice(0, start))) continue;
    if (otherThings.test(plain.slice(start + whole.length))) continue;
    const between = lastEnd >= 0 ? plain.slice(lastEnd, start) : '';
    const named = findLawName(plain.slice(0, start), between, last, library, own);
    if (named === 'clause') continue;
    if (named === null && !whole.includes('第')) continue;
    last = named ?? { law: '', known: false, year: null };
    const numbers = readNumbers(match[1] ?? '');
    const spanned = /^\s*(?:至|到|—|-|~|～)\s*$/.test(between) && found.length > 0 && named !== null;
    const previous = found.at(-1);
    if (spanned && previous !== undefined && previous.law === last.law) {
      const from = parseNumber(previous.article.slice(1, -1)) ?? 0;
      const to = numbers[0] ?? 0;
      if (to > from && to - from <= maximumSpan)
        for (let number = from + 1; number < to; number += 1)
          found.push({ ...previous, article: formatArticle({ number, inserted: 0 }), paragraph: null, item: null, end: start });
    }
    numbers.forEach((number, place) => {
      const isLast = place === numbers.length - 1;
      found.push({
        ...(last ?? { law: '', known: false, year: null }),
        article:
          number === 0 ? whole : formatArticle({ number, inserted: isLast && match[2] !== undefined ? (parseNumber(match[2]) ?? 0) : 0 }),
        paragraph: isLast && match[3] !== undefined ? parseNumber(match[3]) : null,
        item: isLast && match[4] !== undefined ? parseNumber(match[4]) : null,
        start,
        end: start + whole.length,
      });
    });
    lastEnd = start + whole.length;
  }
  for (const match of plain.matchAll(paragraphPattern)) {
    const before = found.findLast((citation) => citation.end <= match.index);
    if (before !== undefined)
      found.push({ ...before, paragraph: parseNumber(match[1] ?? ''), item: null, start: match.index, end: match.index + match[0].length });
  }
  return found.toSorted((a, b) => a.start - b.start);
}
