import { numberBody, parseRoughNumber } from './chinese-number.ts';

/** A length of time in a text: so many months, days or years, as said. */
export type Duration = { readonly count: number; readonly unit: 'day' | 'month' | 'year'; readonly text: string; readonly start: number };

const pattern = new RegExp(`(${numberBody}|半|好几|几)(?:来|多)?(个多月|个?半?个?月|天|年|星期|个星期|周|个礼拜|礼拜)(半|多)?`, 'gu');

/** Finds lengths of time: 五个月, 半年, 一年半, 20天, 仨月. Weeks count as seven days. A calendar year (2024年) is none. */
export function findDurations(text: string): readonly Duration[] {
  const found: Duration[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, body = '', unitText = '', more] = match;
    if (unitText === '年' && /^\d{2,4}$/.test(body)) continue;
    if (/^月$/.test(unitText) && !/[仨俩]$/.test(body)) continue;
    const base = body === '半' ? 0.5 : (parseRoughNumber(body)?.value ?? Number.NaN);
    if (Number.isNaN(base)) continue;
    const value = base + (more === '半' || unitText.includes('半') ? 0.5 : 0);
    const place = { text: whole, start: match.index };
    if (unitText.includes('月')) found.push({ count: value, unit: 'month', ...place });
    else if (unitText === '年') found.push({ count: value, unit: 'year', ...place });
    else found.push({ count: unitText === '天' ? value : value * 7, unit: 'day', ...place });
  }
  return found;
}

/** The length in whole months, at least one; `null` under a fortnight. */
export function toMonths(duration: Duration): number | null {
  if (duration.unit === 'month') return Math.max(1, Math.round(duration.count));
  if (duration.unit === 'year') return Math.round(duration.count * 12);
  return duration.count < 15 ? null : Math.max(1, Math.round(duration.count / 30));
}
