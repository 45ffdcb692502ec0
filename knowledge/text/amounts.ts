import { parseNumber } from '../laws/article-number.ts';

/** A figure with its unit, in one form: 天 and 日 are `日`, ten thousand yuan are yuan, a share is `分之` or `%`. */
export type Amount = {
  readonly value: string;
  readonly unit: string;
  readonly written: string;
  readonly start: number;
  readonly end: number;
};

const pattern =
  /(?<![第\d.零〇一二两三四五六七八九十百千])([零〇一二两三四五六七八九十百千\d]+(?:\.\d+)?|半)\s*(万|亿)?\s*(余|多)?(个工作日|工作日|周岁|岁|个小时|小时|分钟|个月|月(?!\d|\s*\d)|日|天|年|周(?!岁|末|围|边|转|期|知|到)|倍|元|块钱|%|％|成(?!立|为|员|功|年|本|果|交|分|就|人|绩)|分之[一二三四五六七八九十百]+)/g;

const families: Readonly<Record<string, string>> = {
  天: '日',
  个工作日: '工作日',
  岁: '周岁',
  个小时: '小时',
  '％': '%',
  块钱: '元',
  月: '个月',
};

/** Reads figures with a unit out of a text, in Arabic or Chinese numbers. Dates, ordinals and telephone numbers are none. */
export function readAmounts(text: string): readonly Amount[] {
  const found: Amount[] = [];
  for (const match of text.matchAll(pattern)) {
    const [written, figure = '', scale, , unit = ''] = match;
    const start = match.index;
    const end = start + written.length;
    const number = figure === '半' ? 0.5 : (parseNumber(figure) ?? Number(figure));
    if (Number.isNaN(number)) continue;
    if (unit === '年' && (number >= 1900 || /^(?:龄|级|代|轻|纪|底|初|度|终|薪)/.test(text.slice(end)))) continue;
    if ((unit === '月' || unit === '日') && /[年月]$/.test(text.slice(0, start))) continue;
    if (unit === '月' && !/^(?:内|以|的|工资|，|。|；|后|前|$)/.test(text.slice(end))) continue;
    const times = scale === '万' ? 10_000 : scale === '亿' ? 100_000_000 : 1;
    const share = unit.startsWith('分之');
    found.push({
      value: share ? `${figure}:${unit.slice(2)}` : String(number * times),
      unit: share ? '分之' : (families[unit] ?? unit),
      written,
      start,
      end,
    });
  }
  return found;
}

/** Tells whether two figures say the same: equal value and unit, 百分之五 as 5 %, working days as days where the other gives days. */
export function sameAmount(a: Amount, b: Amount): boolean {
  if (a.value === b.value && a.unit === b.unit) return true;
  const percent = (amount: Amount): string | null => {
    if (amount.unit === '%') return amount.value;
    if (amount.unit === '成') return String(Number(amount.value) * 10);
    const [base, part = ''] = amount.value.split(':');
    return amount.unit === '分之' && base === '百' ? String(parseNumber(part) ?? '') : null;
  };
  const share = percent(a);
  if (share !== null && share === percent(b)) return true;
  const days = (amount: Amount): string | null =>
    amount.unit === '周' ? String(Number(amount.value) * 7) : amount.unit === '日' ? amount.value : null;
  const months = (amount: Amount): string | null =>
    amount.unit === '年' ? String(Number(amount.value) * 12) : amount.unit === '个月' ? amount.value : null;
  return (days(a) !== null && days(a) === days(b)) || (months(a) !== null && months(a) === months(b));
}
