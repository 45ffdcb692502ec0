import { dayOf, type Instant } from '../../core/instant.ts';
import { addDays, addMonths, weekdayOf } from '../extract/calendar.ts';
import { findDates } from '../extract/date.ts';

/** A legal deadline that a text speaks of: its rule and its day (`null` where only «nearly over» was said). */
export type LegalDeadline = { readonly rule: string; readonly day: string | null };

type Clock = {
  readonly rule: string;
  /** What starts the clock. */
  readonly starts: RegExp;
  /** Days from that day. */
  readonly days: number;
};

/** Clocks that start on a day the resident names (民诉法 art. 171; 调解仲裁法 arts. 27, 50; 道路交通事故处理程序规定 arts. 71, 84; 反家暴法 art. 31; 行政复议法 art. 20; 人民调解法 art. 33). */
const clocks: readonly Clock[] = [
  { rule: 'appeal', starts: /判决(?:书)?[^。]{0,10}(?:收到|拿到|下来|送达|寄)|(?:收到|拿到|下来|送达)[^。]{0,6}判决/, days: 15 },
  {
    rule: 'arbitration_award',
    starts: /(?:裁决书?|仲裁[^。]{0,4}(?:结果|裁决))[^。]{0,10}(?:收到|拿到|下来)|(?:收到|拿到)[^。]{0,8}裁决/,
    days: 15,
  },
  { rule: 'traffic_review', starts: /(?:事故|责任)认定书?[^。]{0,12}(?:收到|拿到|下来|送|出来)|(?:收到|拿到)[^。]{0,10}认定书/, days: 10 },
  { rule: 'administrative_review', starts: /(?:处罚|拆除|征收)(?:决定|通知)书?[^。]{0,10}(?:收到|送达|下来|贴)/, days: 60 },
  { rule: 'labour_arbitration', starts: /辞(?:退|了|掉)|被辞|开除|离职|解除(?:了)?(?:劳动)?合同|不让(?:我)?(?:干|上班)了|工伤/, days: 365 },
  { rule: 'judicial_confirmation', starts: /调解(?:协议|书)[^。]{0,10}签|签(?:了|的)?[^。]{0,6}调解(?:协议|书)/, days: 30 },
];

const dated =
  /开庭|庭审|听证|勘验|鉴定会|法庭调|强制|传票|截止|到期|期限|还款日|履行期|最后(?:一天|期限)|上诉期|举证期?|复议期|时效|答辩期?|申请期|答辩状|不还就执行|冷静期/;
const remaining =
  /(?:还剩|只剩|就剩|还有|剩|剩下|差|就|只给(?:了)?|限我?|内)[^。,]{0,4}?[一二两三四五六七八九十\d]{1,3}(?:天|日|个?星期|个?礼拜|周)(?!前|了就|没)|[一二两三四五六七八九十\d]{1,3}[天日](?:内|里|之内)[^。]{0,12}(?:提|交|补|起诉|答|申诉|异议|复核|复议|删|就)|(?:时效|期限?|上诉)[^。,]{0,6}(?:还有|剩)[^。,]{0,3}(?:一周|几天|两天)|(?:今天|已经|都)(?:是|算|过了?)?第?[一二两三四五六七八九十\d]{1,3}[天日]/;
const nearlyOver =
  /(?:时效|上诉期|仲裁(?:期|时效|就一年)|起诉期|期限|举证期|复议期|诉讼期)[^。]{0,12}(?:快|马上|要|就要|眼看|是不是快)[^。]{0,4}(?:过|到|没)|(?:快|马上|眼看|就要)(?:要)?(?:过|到)(?:了)?(?:时效|期限|上诉期|仲裁期|举证期)|(?:后天|明天|大后天|今天)[^。]{0,6}(?:开庭|截止|就到期|最后一天)/;
const legalWord =
  /开庭|庭审|法庭|听证|鉴定|勘验|异议|答辩|支付令|执行|申诉期|管辖|冷静期|劳动监察投诉|案子|传票|上诉|时效|仲裁|起诉|复议|举证|判决|裁决|认定书|法院|司法确认|保全|撤诉|裁定|腾房|(?:上|起)诉/;

/** Today, tomorrow and the two days after, in order. */
const nearWords = [/今天|今儿|今晚/, /明天|明早|明儿/, /(?<!大)后天/, /大后天/] as const;
const weekdays = '日一二三四五六';
const monthsOfYear = 12;

/** The day of «下星期三»: the weekday in the week after this one, weeks beginning on Monday. */
function nextWeekDays(text: string, today: string): readonly string[] {
  return [...text.matchAll(/(下|这|本)(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/g)].map((match) => {
    const wanted = match[2] === '天' ? 0 : weekdays.indexOf(match[2] ?? '日');
    const fromMonday = (day: number): number => (day + 6) % 7;
    const shift = fromMonday(wanted) - fromMonday(weekdayOf(today)) + (match[1] === '下' ? 7 : 0);
    return addDays(today, shift);
  });
}

/** Days that lie ahead: as named, and where only month and day were said and that day is past, the same day a year on. */
function daysAhead(text: string, at: Instant, today: string): readonly string[] {
  const named = findDates(text, at).filter(({ precision }) => precision === 'day');
  const ahead = named.map(({ day, text: words }) => (day < today && !/年/.test(words) ? addMonths(day, monthsOfYear) : day));
  const soon = nearWords.flatMap((words, days) => (words.test(text) ? [addDays(today, days)] : []));
  return [...ahead, ...soon, ...nextWeekDays(text, today)];
}

/** Finds a legal deadline that ends within `days` of `at`, or `null`. Days are of the calendar in China; working days are not counted apart. */
export function deadlineWithin(text: string, at: Instant, days: number): LegalDeadline | null {
  if (!legalWord.test(text) && !/辞|开除|离职|工伤|调解协议|决定书|通知书/.test(text)) return null;
  if (nearlyOver.test(text)) return { rule: 'nearly_over', day: null };
  const left = remaining.exec(text);
  if (left !== null && legalWord.test(text)) return { rule: 'days_left', day: null };
  const today = dayOf(at);
  const last = addDays(today, days);
  const near = dated.test(text) ? daysAhead(text, at, today).find((day) => day >= today && day <= last) : undefined;
  if (near !== undefined) return { rule: 'dated', day: near };
  for (const date of findDates(text, at).filter(({ precision }) => precision === 'day' || precision === 'month')) {
    if (date.day > today) continue;
    for (const clock of clocks) {
      if (!clock.starts.test(text)) continue;
      const end = addDays(date.day, clock.days);
      if (end >= today && end <= last) return { rule: clock.rule, day: end };
    }
  }
  return null;
}
