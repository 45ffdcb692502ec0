import { parseNumber } from '../laws/article-number.ts';
import { readWords } from '../text/words.ts';

/** Words that any sentence about law holds: they support nothing. */
const empty = new Set(
  '规定 根据 依据 依照 按照 有关 法律 法规 应当 可以 不得 必须 需要 条款 情形 情况 下列 如下 以下 之一 进行 作出 提出 要求 问题 我们 你们 他们 这个 那个 如果 因为 所以 但是 就是 什么 怎么 没有 不能 自己 对方 当事人 双方 一方 行为 属于 处理 明确 法院 人民法院 权利 义务 责任 承担 依法 相关 内容 解释 适用 条例 民法典 您好 因此 由于 其中 以及 或者 而且 不是 还是 可能 已经 即使 这里 这种 关于 对于 通过 认为 一般 具体 主要 上述 第一 第二 第三'.split(
    ' ',
  ),
);

/** A word of substance: two characters or more, no boilerplate, no number of an article. */
const hasSubstance = (word: string): boolean => word.length >= 2 && !empty.has(word) && !/^第?[零一二三四五六七八九十百千]+/.test(word);

const amountPattern =
  /([零〇一二两三四五六七八九十百千\d]+(?:\.\d+)?)\s*(个工作日|工作日|周岁|小时|个月|日|天|年|倍|%|％|分之[一二三四五六七八九十百]+)/g;

type Amount = { readonly value: string; readonly unit: string; readonly context: string };

const unitFamily: Readonly<Record<string, string>> = { 天: '日', 个工作日: '日', 工作日: '日', '％': '%' };

function readAmounts(text: string): readonly Amount[] {
  return [...text.matchAll(amountPattern)].flatMap((match) => {
    const [whole, figure = '', unit = ''] = match;
    if (/^第/.test(text.slice(Math.max(0, match.index - 1), match.index)) || /^(?:19|20)\d\d$/.test(figure)) return [];
    const value = unit.startsWith('分之') ? `${figure}${unit}` : String(parseNumber(figure) ?? Number(figure));
    const context =
      text.slice(Math.max(0, match.index - 8), match.index) + text.slice(match.index + whole.length, match.index + whole.length + 4);
    return [{ value, unit: unit.startsWith('分之') ? '分之' : (unitFamily[unit] ?? unit), context }];
  });
}

function sharesPair(a: string, b: string): boolean {
  for (let i = 0; i + 1 < a.length; i += 1) {
    const pair = a.slice(i, i + 2);
    if (/^[\u4e00-\u9fff]{2}$/.test(pair) && b.includes(pair)) return true;
  }
  return false;
}

/** Units in which a rule states its limits; years and months are as often the asker's own story. */
const ruleUnits = new Set(['日', '小时', '倍', '%', '分之']);

/** A figure of the claim that the article gives otherwise: for the same thing, or where each gives one figure of a unit of limits. */
function hasWrongAmount(claim: string, article: string): boolean {
  const theirs = readAmounts(article);
  const ours = readAmounts(claim);
  return ours.some((amount) => {
    const sameUnit = theirs.filter((other) => other.unit === amount.unit);
    if (sameUnit.length === 0 || sameUnit.some((other) => other.value === amount.value)) return false;
    if (sameUnit.some((other) => sharesPair(amount.context, other.context))) return true;
    const single =
      ours.filter((other) => other.unit === amount.unit).length === 1 && new Set(sameUnit.map((other) => other.value)).size === 1;
    return single && ruleUnits.has(amount.unit);
  });
}

/** How near two words are, 0 to 1; by the word vectors where they are loaded. */
export type WordNearness = (word: string, text: readonly string[]) => number;

/** Counts a word that stands in the article, or shares two characters in a row with it. */
const literalNearness: WordNearness = (word, text) => (text.includes(word) ? 1 : 0);

/**
 * Tells whether an article can carry a claim. Only a clear mismatch is refused: a claim of three or more words of substance none of
 * which the article, its chapter or a near word of it knows, or a figure that the article gives otherwise.
 */
export function supportsClaim(claim: string, articleText: string, path: string, nearness: WordNearness = literalNearness): boolean {
  if (hasWrongAmount(claim, articleText)) return false;
  const words = [...new Set(readWords(claim))].filter(hasSubstance);
  if (words.length < 2) return true;
  const whole = `${path}\n${articleText}`;
  const articleWords = [...new Set(readWords(whole))].filter(hasSubstance);
  const known = words.map((word) => (whole.includes(word) ? 1 : nearness(word, articleWords)));
  const best = known.reduce((sum, value) => sum + (value > 0.55 ? value : 0.5 * value * value), 0);
  return words.length === 2 ? best > 0.15 : best > 0.7;
}
