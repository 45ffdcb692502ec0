const digits: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const names = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Reads a Chinese or Arabic number under ten thousand (`一千零七十九`, `两百`, `一〇七九`, `1079`); `null` where it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  if (/^\d{1,5}$/.test(plain)) return Number(plain);
  if (plain === '' || !/^[零〇一二两三四五六七八九十百千]+$/.test(plain)) return null;
  if (!/[十百千]/.test(plain)) return Number([...plain].map((digit) => digits[digit]).join(''));
  let total = 0;
  let current = 0;
  for (const sign of plain) {
    const unit = units[sign];
    if (unit === undefined) current = digits[sign] ?? 0;
    else {
      total += (current === 0 ? 1 : current) * unit;
      current = 0;
    }
  }
  return total + current;
}

/** Writes a number of 1 to 9,999 as statutes do: 1079 → `一千零七十九`, 15 → `十五`. */
export function formatNumber(value: number): string {
  const thousands = Math.floor(value / 1000);
  const hundreds = Math.floor(value / 100) % 10;
  const tens = Math.floor(value / 10) % 10;
  const ones = value % 10;
  let text = thousands > 0 ? `${names[thousands]}千` : '';
  if (hundreds > 0) text += `${names[hundreds]}百`;
  else if (thousands > 0 && (tens > 0 || ones > 0)) text += '零';
  if (tens > 0) text += text === '' && tens === 1 ? '十' : `${names[tens]}十`;
  else if (hundreds > 0 && ones > 0) text += '零';
  return text + names[ones];
}

/** An article's place in its law: the number, and which insertion after it (`第一百三十三条之一` → 133, 1). */
export type ArticleNumber = { readonly number: number; readonly inserted: number };

/** Reads `第…条[之…]` in Chinese or Arabic figures; `null` where it is none. */
export function parseArticle(text: string): ArticleNumber | null {
  const match = /^第?\s*([零〇一二两三四五六七八九十百千\d０-９]+)\s*条(?:\s*之\s*([一二三四五六七八九十\d]+))?$/.exec(
    text.normalize('NFKC').trim(),
  );
  const number = match?.[1] === undefined ? null : parseNumber(match[1]);
  if (number === null || number === 0) return null;
  return { number, inserted: match?.[2] === undefined ? 0 : (parseNumber(match[2]) ?? 0) };
}

/** Writes an article as it stands in the law: `第一百三十三条之一`. */
export function formatArticle({ number, inserted }: ArticleNumber): string {
  return `第${formatNumber(number)}条${inserted > 0 ? `之${formatNumber(inserted)}` : ''}`;
}

/** `第1079条`, `1079条`, `第一千零七十九条` → `第一千零七十九条`; `null` where the text is no article. */
export function normaliseArticle(text: string): string | null {
  const article = parseArticle(text);
  return article === null ? null : formatArticle(article);
}
