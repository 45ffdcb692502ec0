import type { Fields } from '../../core/field.ts';
import type { Form, FormField } from '../../core/form.ts';
import type { Site } from '../../core/site.ts';
import type { Turn } from '../../core/turn.ts';
import { parseChineseNumber } from '../extract/chinese-number.ts';
import { findDates } from '../extract/date.ts';
import { fieldOf } from '../extract/field-of.ts';
import { readMoneyAnswer } from '../extract/money.ts';
import { readAnswer } from '../extract/read-answer.ts';

/** What a correction says: the new values by field, or a field that is wrong without the right value. */
export type Correction = { readonly fields: Fields; readonly wrong: FormField | null };

type Known = { readonly form: Form; readonly fields: Fields; readonly readBack: readonly string[]; readonly site: Site };

const keywords: readonly (readonly [RegExp, string])[] = [
  [/(?:对方|他|她|老板|那家)的?(?:电话|手机|号码)/u, 'respondent.phone'],
  [/电话|手机|号码/u, 'applicant.phone'],
  [/身份证/u, 'applicant.national_id'],
  [/(?:对方|他|她|老板|包工头|房东|邻居|那家|司机)(?:的)?(?:名字|姓名)?/u, 'respondent.name'],
  [/名字|姓名|我(?:不)?叫|我姓/u, 'applicant.name'],
  [/金额|钱数|数目|工钱|多少钱|欠款|总数|钱/u, 'amount'],
  [/时间|日期|日子|哪天/u, 'happened_on'],
  [/地点|地址|地方|住址|小区|村/u, 'place'],
  [/人数|几个人|多少人/u, 'people_count'],
  [/证据|凭据/u, 'evidence_held'],
  [/要求|诉求|想要的?|结果/u, 'demand'],
  [/事情|经过/u, 'story'],
];
const wrongWords = /不对|错了|写错|说错|记错|搞错|打错|弄错|听错|不是|应该是|应是|改成|改为|更正|纠正|换成/u;

function withText(turn: Turn, text: string): Turn {
  return { ...turn, text };
}

function fieldNamed(known: Known, name: string | undefined): FormField | undefined {
  return known.form.fields.find((field) => field.name === name);
}

function byKind(known: Known, kind: FormField['kind'], said: (field: FormField) => boolean): FormField | undefined {
  const filled = known.form.fields.filter((field) => field.kind === kind && known.fields[field.name] !== undefined);
  return filled.find(said) ?? filled[0];
}

/** 不是X是Y: the field is the one that holds X. */
function readContrast(turn: Turn, known: Known): Correction | null {
  const match = /(?:不是|并非|哪是)([^,。,;是]{1,20}?)[,、。\s]*(?:而是|应该是|应是|改成|是|就)([^。;]{1,30})/u.exec(turn.text);
  const [, wrong = '', right = ''] = match ?? [];
  if (match === null || wrong === '' || right === '') return null;
  const oldMoney = readMoneyAnswer(wrong);
  const newMoney = readMoneyAnswer(right);
  if (oldMoney !== null && newMoney !== null) {
    const field = byKind(known, 'money', (other) => known.fields[other.name]?.value === oldMoney.fen) ?? fieldNamed(known, 'amount');
    const count = known.form.fields.find(
      (other) => other.kind === 'number' && known.fields[other.name]?.value === parseChineseNumber(wrong.replaceAll(/[个人户月]/gu, '')),
    );
    if (count !== undefined) return { fields: { [count.name]: fieldOf(turn, newMoney.fen / 100, 0.95, right) }, wrong: null };
    if (field !== undefined) return { fields: { [field.name]: fieldOf(turn, newMoney.fen, 0.95, newMoney.text) }, wrong: null };
  }
  const newDate = findDates(right, turn.at)[0];
  if (newDate !== undefined && findDates(wrong, turn.at).length > 0) {
    const field = byKind(known, 'date', () => false) ?? fieldNamed(known, 'happened_on');
    if (field !== undefined) return { fields: { [field.name]: fieldOf(turn, newDate.day, 0.95, newDate.text) }, wrong: null };
  }
  const holder = known.form.fields.find((field) => {
    const value = known.fields[field.name]?.value;
    return typeof value === 'string' && field.name !== 'story' && (value.includes(wrong.trim()) || wrong.trim().includes(value));
  });
  if (holder === undefined) return null;
  const choice = holder.kind === 'choice' || holder.kind === 'phone' ? readAnswer(holder, withText(turn, right), known.site) : null;
  const old = String(known.fields[holder.name]?.value ?? '');
  const plain = right.trim().replaceAll(/[了的呀啊哦]+$/gu, '');
  const value = old.includes(wrong.trim()) && old !== wrong.trim() ? old.replace(wrong.trim(), plain) : plain;
  return { fields: { [holder.name]: choice ?? fieldOf(turn, value, 0.95, plain) }, wrong: null };
}

function readRest(turn: Turn, field: FormField, rest: string, known: Known): Correction {
  const plain = rest
    .replace(
      /^(?:.*?(?:应该是|应是|改成|改为|换成|而是))|^.*?(?:不对|错了|写错了?|说错了?|记错了?|搞错了?|打错了?|不是[^,是]*)[,。、\s]*(?:是|叫|应该)?/u,
      '',
    )
    .replace(/^[,:是叫\s]+/u, '');
  const answer = plain.length === 0 ? null : readAnswer(field, withText(turn, plain), known.site);
  return answer === null ? { fields: {}, wrong: field } : { fields: { [field.name]: { ...answer, confidence: 0.95 } }, wrong: null };
}

/** 第3条不对,是老李: the line of the read-back. */
function readLineNumber(turn: Turn, known: Known): Correction | null {
  const match = /^第?\s*([一二三四五六七八九十\d]{1,2})\s*(?:条|项|个|点|样)?[,\s]*((?:不对|错|应该|改|是|写错|不是).*)$/u.exec(
    turn.text.trim(),
  );
  const place = parseChineseNumber(match?.[1] ?? '');
  const field = place === null ? undefined : fieldNamed(known, known.readBack[place - 1]);
  return match === null || field === undefined ? null : readRest(turn, field, match[2] ?? '', known);
}

/** 电话写错了,是138…: the field is named by a word. */
function readKeyword(turn: Turn, known: Known): Correction | null {
  if (!wrongWords.test(turn.text) || turn.text.length > 80) return null;
  for (const [pattern, name] of keywords) {
    const match = pattern.exec(turn.text);
    const field = fieldNamed(known, name);
    if (match === null || field === undefined || known.fields[name] === undefined) continue;
    if (
      !wrongWords.test(turn.text.slice(match.index, match.index + match[0].length + 12)) &&
      !/^(?:不对|错了|写错|说错|记错|搞错)/u.test(turn.text.trim())
    )
      continue;
    return readRest(turn, field, turn.text.slice(match.index + match[0].length), known);
  }
  return null;
}

/**
 * Reads a correction, given at any time: 不是三万是三千; 第3条不对,是老李; 电话写错了,是138…; 应该是上个月. `null` where the turn corrects nothing.
 */
export function readCorrection(turn: Turn, known: Known): Correction | null {
  const contrast = known.readBack.length > 0 ? (readLineNumber(turn, known) ?? readContrast(turn, known)) : readContrast(turn, known);
  return contrast ?? readKeyword(turn, known);
}

/** Tells whether the words announce a correction without naming the field (说错了,两万三). */
export function announcesCorrection(text: string): boolean {
  return /(?:说错|写错|记错|搞错|打错|弄错|更正|应该是|纠正一下|不对)[^?]{0,30}$/u.test(text) && text.length < 60;
}
