import { numberBody, parseChineseNumber, parseRoughNumber } from './chinese-number.ts';

/** A sum found in a text, in fen. */
export type Money = {
  readonly fen: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Said with 来, 多, 大概 … or as a span. */
  readonly approximate: boolean;
  /** Said with 元, 块, 毛: surely a sum. */
  readonly withCurrency: boolean;
  /** 每月, 一个月, 一天 stands before it: a rate, not a total. */
  readonly rate: 'month' | 'day' | 'year' | null;
};

const currency = '(?:块钱|块|元钱|元|圆|人民币|RMB|rmb)';
const tail = '(?:零?([一二两三四五六七八九\\d])(?:毛|角)?(?:([一二三四五六七八九\\d])分)?(?![\\d十百千万个年月天]))?';
const moneyPattern = new RegExp(
  `(${numberBody})((?:来|多|几|余|把)(?:([千万百]|[kKwW]))?|[个]?(?=大洋))?\\s*(?:(${currency})${tail}|(毛|角)(?:钱)?)?(左右|上下|出头|以上)?`,
  'gu',
);
const measureAfter =
  /^\s*(?:个|人|名|口|户|家|年|月|天|日|号|平|亩|斤|公斤|米|岁|次|条|楼|栋|单元|室|点|度|公里|吨|车|件|份|间|层|路|周|小时|分钟|星期|多个|来个|多人|来人|届|组|队|村|街|中|小区|级|位|步|棵|只|头|辆|台|代|排|块地|%|％)/u;
const sumBefore =
  /(?:欠|借|赔|工资|工钱|薪水|每月|每个月|一个月|一月|月薪|押金|定金|订金|首付|给|转|付|交|钱|要|总共|一共|共|合计|拢共|加起来|还|费|花了?|花|损失|租金|房租|彩礼|罚|扣|投|充|卡|少|发|分红|值|卖|买|开|挣|不是|是|就|才|拿|收|差|剩|大概|差不多|约|近|小|到手|一人|每人|礼)(?:了|个|我|他|她|俺|你|咱|们|人家|得|起码|至少|大概|差不多|约|有|的|过|,|,|:|:|\s|我们|他们|我家|俺们|还有|剩下|将近|快|小|近)*$/u;
const roughBefore = /(?:大概|差不多|约|大约|将近|接近|近|快|小|起码|至少)(?:有|是|要|欠|借)?$/u;

function readRate(before: string): Money['rate'] {
  if (
    /(?:每个?月|一个?月|月薪|月工资|月租|按月)(?:是|给|开|挣|工资|的|要|拿|工钱|租金|房租|到手|说好|:|:|,)*(?:大概|差不多|约)?$/u.test(
      before,
    )
  )
    return 'month';
  if (/(?:每天|一天|日工资|一个工|每个工|日薪)(?:是|给|开|挣|工资|的|要|拿)*$/u.test(before)) return 'day';
  return /(?:每年|一年|年薪|年租)(?:是|给|开|挣|工资|的|要|拿|租金)*$/u.test(before) ? 'year' : null;
}

function rateAfter(after: string): Money['rate'] {
  if (/^(?:\/|一个?|每个?)月/u.test(after) || /^一月/u.test(after)) return 'month';
  if (/^(?:\/|一|每)(?:天|个工|日)/u.test(after)) return 'day';
  return /^(?:\/|一|每)年/u.test(after) ? 'year' : null;
}

function readSum(match: RegExpExecArray): { readonly yuan: number; readonly approximate: boolean } | null {
  const [, body = '', rough, roughUnit, , dimes, cents, dimeUnit] = match;
  const number = parseRoughNumber(body + (roughUnit ?? ''));
  if (number === null) return null;
  const small =
    dimes === undefined ? 0 : (parseChineseNumber(dimes) ?? 0) / 10 + (cents === undefined ? 0 : (parseChineseNumber(cents) ?? 0) / 100);
  return {
    yuan: (dimeUnit === undefined ? number.value : number.value / 10) + small,
    approximate: number.approximate || rough !== undefined,
  };
}

/** What was bought, owed or asked for stands right after the number: 八千四的货款, 420买的. */
const sumAfter =
  /^(?:的?(?:货款|工钱|工资|押金|定金|订金|欠款|学费|彩礼|借款|药费|物业费|取暖费|房租|损失|费用)|买的|(?:都|也|还|一直|至今)?没(?:给|还|退|结|发)|不(?:给|还|退|结)|一(?:个人|人|张|套|台|只|头|棵|罐))/u;
const serviceNumbers = new Set([110, 119, 120, 122, 315, 12315, 12333, 12338, 12345, 12348, 12355, 12356, 12368, 12389]);

/** A number at the end of a clause that no measure explains: 换玻璃1150。 A house number (2号楼501) is none. */
function standsAlone(body: string, value: number, before: string, after: string): boolean {
  if (!/^\s*(?:$|[,，。.;；!！])/u.test(after) || serviceNumbers.has(value) || value < 100) return false;
  if (/^\d{3,6}(?:\.\d{1,2})?$/.test(body))
    return /[\u4e00-\u9fff]$/u.test(before) && !/[楼室栋元号层门路第院村区园座幢户证码月年是寓苑庭]$/u.test(before);
  return /[百千万]/u.test(body) && /(?:^|[,，。;；\s]|[\u4e00-\u9fff])$/u.test(before) && !/[第村楼号]$/u.test(before);
}

function isSum(match: RegExpExecArray, before: string, after: string): boolean {
  if (match[4] !== undefined || match[7] !== undefined || match[8] !== undefined) return true;
  const body = match[1] ?? '';
  if (/^\d{5,}$/.test(body) && body.length > 8) return false;
  if (/\d[年月.]?$/.test(before) || (/^\d{4}$/.test(body) === false && /^[零〇]/.test(body))) return false;
  if (/[几数]$/.test(before) && /^[十百千万]/u.test(body)) return false;
  if (measureAfter.test(after) && rateAfter(after) === null) return false;
  const value = parseRoughNumber(body)?.value ?? 0;
  if (/[万kKwW]/.test(body + (match[3] ?? '')) && /[一二两三四五六七八九十\d]/.test(body)) return true;
  if (value >= 50 && (readRate(before) ?? rateAfter(after)) !== null) return true;
  if (/[￥¥]\s*$/u.test(before)) return true;
  if (value >= 100 && (sumBefore.test(before) || sumAfter.test(after))) return true;
  return standsAlone(body, value, before, after);
}

/** Finds the sums in a text, in the order in which they stand. A bare number counts only beside words of money (欠, 工资, 赔 …). */
export function findMoney(text: string): readonly Money[] {
  const found: Money[] = [];
  for (const match of text.matchAll(moneyPattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - 14), start);
    const after = text.slice(end, end + 6);
    if (!isSum(match, before, after)) continue;
    const sum = readSum(match);
    if (sum === null || sum.yuan <= 0 || sum.yuan > 100_000_000_000) continue;
    found.push({
      fen: Math.round(sum.yuan * 100),
      text: match[0].trim(),
      start,
      end,
      approximate: sum.approximate || match[9] !== undefined || roughBefore.test(before),
      withCurrency: match[4] !== undefined || match[8] !== undefined,
      rate: readRate(before) ?? rateAfter(after),
    });
  }
  return found;
}

/** Reads an answer to «how much»: a bare number counts as yuan. `null` where there is none. */
export function readMoneyAnswer(text: string): Money | null {
  const found = findMoney(text);
  if (found.length > 0) return found.find((money) => money.rate === null) ?? found[0] ?? null;
  const bare = [...text.matchAll(new RegExp(numberBody, 'gu'))].find(
    (match) => !measureAfter.test(text.slice(match.index + match[0].length)),
  );
  if (bare === undefined) return null;
  const number = parseRoughNumber(bare[0]);
  if (number === null || number.value <= 0 || number.value > 100_000_000) return null;
  const end = bare.index + bare[0].length;
  return {
    fen: Math.round(number.value * 100),
    text: bare[0],
    start: bare.index,
    end,
    approximate: number.approximate,
    withCurrency: false,
    rate: null,
  };
}

/** Writes a sum for people: `3000元`, `2.3万元`, `12.5元`. What it writes, `findMoney` reads back to the same fen. */
export function formatMoney(fen: number): string {
  if (fen >= 1_000_000 && fen % 10_000 === 0) return `${fen / 1_000_000}万元`;
  return `${fen / 100}元`;
}
