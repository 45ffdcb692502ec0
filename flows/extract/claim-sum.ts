import type { Money } from './money.ts';

const outstanding = /(?:还欠|还差|还剩|差我|欠着|下欠|剩下)[^,。,]{0,6}$/u;
const total = /(?:总共|一共|共|合计|拢共|加起来|总计|全部|算下来)[^,。,]{0,6}$/u;
const claimed = /(?:欠|拖欠|少给|少算|差|压着|扣|不退|没退|要回|赔|退|索|讨|补)[^,。,]{0,8}$/u;
const spent = /(?:损失|花|费|借|押金|定金|订金|首付|交|付|值|充|买|投|彩礼|货款|卷走|领走|收|转|垫)[^,。,]{0,8}$/u;
/** What was paid, offered or agreed and is not what the matter is about. */
const settled =
  /(?:只(?:给|赔|肯赔|退|剩|还)|才(?:给|赔|退)|就给|付了我|已经还|还了|说好|讲好|约定|收入|工资是|原价|定价|保险只)[^,。,]{0,6}$/u;
const unitBefore = /(?:一|每)(?:个?人|罐|斤|瓶|箱|只|头|棵|张|亩|平|套|件|次|天|平米|袋)(?:才|就|要|收|给)?$/u;
const unitAfter = /^(?:块)?(?:钱)?一(?:个人|人|罐|斤|瓶|箱|只|头|棵|张|亩|平|套|件)/u;
const landUnit = /(?:一|每)(?:平米?|亩|斤)[^,。,]{0,3}$/u;

function weigh(sum: Money, text: string): number {
  const before = text.slice(Math.max(0, sum.start - 14), sum.start);
  const after = text.slice(sum.end, sum.end + 8);
  let weight = 0;
  if (outstanding.test(before)) weight += 5;
  if (total.test(before)) weight += 4;
  if (claimed.test(before)) weight += 3;
  else if (spent.test(before)) weight += 2;
  if (/^的?(?:不|没)(?:退|给|还)/u.test(after)) weight += 2;
  if (settled.test(before) || (/给了[^,。,]{0,3}$/u.test(before) && /^(?:块|元)?(?:就|才)/u.test(after))) weight -= 6;
  else if (/给了[^,。,]{0,3}$/u.test(before)) weight -= 1;
  if (landUnit.test(before)) weight -= 12;
  else if (unitBefore.test(before) || unitAfter.test(after)) weight -= 2;
  return weight;
}

/**
 * The sum that the matter is about among all that a text names: what is still owed before the whole, what is claimed before what was paid,
 * offered or agreed, a sum before a price by the piece. Rates are none.
 */
export function pickClaim(sums: readonly Money[], text: string): Money | undefined {
  return sums
    .filter((sum) => sum.rate === null)
    .map((sum) => ({ sum, weight: weigh(sum, text) }))
    .filter(({ weight }) => weight > -4)
    .sort((a, b) => b.weight - a.weight || a.sum.start - b.sum.start)[0]?.sum;
}
