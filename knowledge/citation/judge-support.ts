import { type Amount, readAmounts, sameAmount } from '../text/amounts.ts';
import { readWords } from '../text/words.ts';

/** Words that any sentence about law holds: they support nothing. */
const empty = new Set(
  '规定 根据 依据 依照 按照 有关 法律 法规 应当 可以 不得 必须 需要 条款 情形 情况 下列 如下 以下 之一 进行 作出 提出 要求 问题 我们 你们 他们 这个 那个 如果 因为 所以 但是 就是 什么 怎么 没有 不能 自己 对方 当事人 双方 一方 行为 属于 处理 明确 法院 人民法院 权利 义务 责任 承担 依法 相关 内容 解释 适用 条例 民法典 您好 因此 由于 其中 以及 或者 而且 不是 还是 可能 已经 即使 这里 这种 关于 对于 通过 认为 一般 具体 主要 上述 第一 第二 第三'.split(
    ' ',
  ),
);

/** A word of substance: two characters or more, no boilerplate, no number of an article. */
const hasSubstance = (word: string): boolean => word.length >= 2 && !empty.has(word) && !/^第?[零一二三四五六七八九十百千]+/.test(word);

type Stated = { readonly amount: Amount; readonly context: string };

/** Figures with the words around them, which tell what they are figures of. */
function readStated(text: string): readonly Stated[] {
  return readAmounts(text).map((amount) => ({
    amount,
    context: text.slice(Math.max(0, amount.start - 8), amount.start) + text.slice(amount.end, amount.end + 4),
  }));
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
  const theirs = readStated(article);
  const ours = readStated(claim);
  return ours.some(({ amount, context }) => {
    const sameUnit = theirs.filter((other) => other.amount.unit === amount.unit);
    if (sameUnit.length === 0 || theirs.some((other) => sameAmount(other.amount, amount))) return false;
    if (sameUnit.some((other) => sharesPair(context, other.context))) return true;
    const single =
      ours.filter((other) => other.amount.unit === amount.unit).length === 1 &&
      new Set(sameUnit.map((other) => other.amount.value)).size === 1;
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
