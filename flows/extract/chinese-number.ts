const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  幺: 1,
  壹: 1,
  二: 2,
  两: 2,
  俩: 2,
  贰: 2,
  三: 3,
  仨: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const units: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  k: 1000,
  万: 10_000,
  w: 10_000,
  亿: 100_000_000,
};

/** A run of figures, taken whole: a run that may be split anywhere costs exponential time on forty figures in a row. */
const figures = '(?<!\\d)\\d+(?:\\.\\d+)?(?!\\d)';

/** Matches the body of a written number: Arabic, Chinese or mixed (`1.5万`, `两万三`, `3万5`, `3,000`). Linear in the length of the text. */
export const numberBody =
  `(?:(?<!\\d)\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|${figures}|[零〇幺二两俩三仨四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]|一(?![共起直样下定些]))` +
  `(?:${figures}|[零〇幺二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟kKwW]|(?<=十)一|一(?![共起直样下定些个天月年日家])|点(?=[零〇一二三四五六七八九\\d])){0,24}`;

type Token =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'unit'; readonly value: number }
  | { readonly kind: 'zero' };

function readTokens(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const scanner = /\d+(?:\.\d+)?|./gsu;
  for (const match of text.matchAll(scanner)) {
    const part = match[0];
    if (/^\d/.test(part)) tokens.push({ kind: 'value', value: Number(part) });
    else if (part === '零' || part === '〇') tokens.push({ kind: 'zero' });
    else if (part in digits) tokens.push({ kind: 'value', value: digits[part] ?? 0 });
    else if (part in units) tokens.push({ kind: 'unit', value: units[part] ?? 1 });
    else return null;
  }
  return tokens;
}

function readDigitRow(text: string): number | null {
  if (!/^[零〇一幺二三四五六七八九]{2,}$/.test(text)) return null;
  if (text.length === 2 && !/[零〇]/.test(text)) return null;
  return Number([...text].map((character) => digits[character] ?? 0).join(''));
}

type Reading = { total: number; section: number; pending: number | null; lastUnit: number; zero: boolean };

function takeUnit(reading: Reading, unit: number): boolean {
  if (unit >= 10_000) {
    const section = reading.section + (reading.pending ?? 0);
    if (section === 0) return false;
    reading.total = unit === 100_000_000 ? (reading.total + section) * unit : reading.total + section * unit;
    reading.section = 0;
  } else {
    if (reading.pending === null && unit !== 10) return false;
    if (reading.lastUnit <= unit && reading.section > 0) return false;
    reading.section += (reading.pending ?? 1) * unit;
  }
  reading.pending = null;
  reading.lastUnit = unit;
  reading.zero = false;
  return true;
}

function closeReading(reading: Reading): number {
  const { total, section, pending, lastUnit, zero } = reading;
  if (pending === null) return total + section;
  // A last digit without its unit counts in the next lower unit: 两万三 is 23,000, 八百六 is 860, 3万5 is 35,000.
  const shortened = lastUnit > 10 && !zero && pending < 10;
  return total + section + (shortened ? (pending * lastUnit) / 10 : pending);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function readDecimal(text: string): number | null {
  const match = /^([零〇一二三四五六七八九十百]+)点([零〇一二三四五六七八九]+)([百千万亿]*)$/.exec(text);
  if (match === null) return null;
  const whole = parseChineseNumber(match[1] ?? '');
  const fraction = Number(`0.${[...(match[2] ?? '')].map((character) => digits[character] ?? 0).join('')}`);
  const factor = [...(match[3] ?? '')].reduce((product, unit) => product * (units[unit] ?? 1), 1);
  return whole === null ? null : round((whole + fraction) * factor);
}

/**
 * Reads a number as it is written or said: 三千五, 两万三, 一万零五, 十四, 廿三, 1.5万, 3万5, 3k, 二零二四. `null` where the text is no number,
 * or names a span (三四千).
 */
export function parseChineseNumber(text: string): number | null {
  const plain = text
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十')
    .toLowerCase();
  if (plain === '') return null;
  if (/^[零〇]$/.test(plain)) return 0;
  const row = readDigitRow(plain);
  if (row !== null) return row;
  if (plain.includes('点')) return readDecimal(plain);
  const tokens = readTokens(plain);
  if (tokens === null) return null;
  const reading: Reading = { total: 0, section: 0, pending: null, lastUnit: 0, zero: false };
  for (const token of tokens) {
    if (token.kind === 'zero') reading.zero = true;
    else if (token.kind === 'value') {
      if (reading.pending !== null) return null;
      reading.pending = token.value;
    } else if (!takeUnit(reading, token.value)) return null;
  }
  return round(closeReading(reading));
}

/** Reads a number that may name a span or be open at the end: 三四千 is 3,500 and approximate. */
export function parseRoughNumber(text: string): { readonly value: number; readonly approximate: boolean } | null {
  const exact = parseChineseNumber(text);
  if (exact !== null) return { value: exact, approximate: false };
  const span = /([一二两三四五六七八九])([二两三四五六七八九])(?=[十百千万个]|$)/.exec(text);
  if (span === null) return null;
  const low = parseChineseNumber(text.replace(span[0], span[1] ?? ''));
  const high = parseChineseNumber(text.replace(span[0], span[2] ?? ''));
  return low === null || high === null ? null : { value: (low + high) / 2, approximate: true };
}
