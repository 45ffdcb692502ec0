import type { Field } from '../../core/field.ts';
import type { FormField } from '../../core/form.ts';
import type { Site } from '../../core/site.ts';
import type { Turn } from '../../core/turn.ts';
import { numberBody, parseRoughNumber } from './chinese-number.ts';
import { findNationalIds, findPhones, findPlates } from './contact.ts';
import { findDates } from './date.ts';
import { findDurations, toMonths } from './duration.ts';
import { findEvidence, saysNoEvidence } from './evidence.ts';
import { fieldOf } from './field-of.ts';
import { readMoneyAnswer } from './money.ts';
import { readNameAnswer } from './party-name.ts';
import { findPlace } from './place.ts';
import { findRespondent } from './respondent.ts';

const courtesy = /^(?:嗯+|哦+|啊+|好的?|行|可以|那|就是|其实|应该|大概|好像|我(?:就)?(?:是)?(?:说|想|觉得)?|回答|是这样)[,。\s]*/u;

function plainWords(text: string): string {
  return text
    .trim()
    .replace(courtesy, '')
    .replaceAll(/[。.!\s]+$/g, '');
}

function readText(field: FormField, turn: Turn): Field | null {
  const words = field.name === 'story' ? turn.text.trim() : plainWords(turn.text);
  // 烟, 水: one character can be the whole answer to a short question.
  return words.length < 2 && !(field.name !== 'story' && /^[\u4e00-\u9fa5]$/u.test(words))
    ? null
    : fieldOf(turn, words.slice(0, 2000), 0.85, words);
}

/** A wish, a reason, a bare no: nobody's name, though it was said where a name was asked for. */
const noParty =
  /^(?:让|叫(?:他|她|人|对方)|要|想|希望|盼|因为|所以|就想|就是想|赔|退|还我|还钱|给我|给俺|别|不|没有?$|没啥|谢|好的|行|可以|停了|已经)|把|让他|让她|叫他|叫她|怎么|什么|为啥/u;

function readName(field: FormField, turn: Turn): Field | null {
  if (field.name.startsWith('applicant')) {
    const name = readNameAnswer(turn.text);
    return name === null ? null : fieldOf(turn, name, 0.95, name);
  }
  const found = findRespondent(turn.text);
  if (found !== null && found.confidence >= 0.6) return fieldOf(turn, found.name, 0.9, found.name);
  const words = plainWords(turn.text).replace(/^(?:对方|他|她|老板|那家|人家)?(?:名字)?(?:叫|是|就是|姓名)[:]?/u, '');
  const first = words.split(/[,。;\n]/u)[0]?.trim() ?? '';
  const kept = first.replaceAll(/(?:的|吧|呀|啊|呢|来着)$/gu, '');
  return kept.length < 2 || kept.length > 24 || /\d{5,}/.test(kept) || noParty.test(kept) ? null : fieldOf(turn, kept, 0.85, kept);
}

function readBoolean(turn: Turn): Field | null {
  const words = plainWords(turn.text);
  if (/不愿|不肯|不同意|不行|不想|没有|没|不是|不|拒绝|无|否|甭/u.test(words)) return fieldOf(turn, false, 0.85, '');
  return /愿意|同意|肯|行|可以|能|有|是|对|要|中|成|嗯|好/u.test(turn.text) ? fieldOf(turn, true, 0.85, '') : null;
}

function readChoice(field: FormField, turn: Turn): Field | null {
  const choices = field.choices ?? [];
  const words = turn.text.trim();
  const number = /^(?:第|选)?([1-9一二三四五六七八九])(?:个|号|项)?$/u.exec(words)?.[1];
  const place = number === undefined ? Number.NaN : (parseRoughNumber(number)?.value ?? Number.NaN);
  const byNumber = choices[place - 1];
  if (byNumber !== undefined) return fieldOf(turn, byNumber.value, 0.95, words);
  const byWords = choices
    .flatMap((choice) => [choice.label, ...choice.words].map((word) => ({ choice, word })))
    .filter(({ word }) => words.includes(word))
    .sort((a, b) => b.word.length - a.word.length)[0];
  return byWords === undefined ? null : fieldOf(turn, byWords.choice.value, 0.9, byWords.word);
}

function readNumber(field: FormField, turn: Turn): Field | null {
  if (field.name.startsWith('months')) {
    const duration = findDurations(turn.text)
      .map(toMonths)
      .find((count) => count !== null);
    if (duration !== undefined && duration !== null) return fieldOf(turn, duration, 0.9, '');
  }
  if (
    field.name === 'people_count' &&
    /^(?:就|只有)?(?:我|俺|额)?(?:就|只)?(?:是)?(?:我|俺|额)?(?:自己|自个儿?|本人|一个人?|个人)(?:[,。了呀啊一个人]|$)|^就(?:我|俺|额)(?:[,。了呀啊]|$)/u.test(
      turn.text.trim(),
    )
  )
    return fieldOf(turn, 1, 0.9, '');
  const match = new RegExp(numberBody, 'u').exec(turn.text);
  const number = match === null ? null : parseRoughNumber(match[0]);
  return number === null || match === null ? null : fieldOf(turn, number.value, number.approximate ? 0.7 : 0.9, match[0]);
}

/** Tells whether the words answer the question about evidence with «there is none». */
export function answersNoEvidence(text: string): boolean {
  return (
    findEvidence(text).length === 0 &&
    (saysNoEvidence(text) ||
      /^(?:没|没有)(?:写|打|签|留|拍)[^,。,]{0,8}$/u.test(text.trim()) ||
      /^(?:没有?|没啥|无|啥也没有|什么都没有|没了)(?:[,。呀啊呢]|$)/u.test(text.trim()))
  );
}

function readList(turn: Turn): Field | null {
  const evidence = findEvidence(turn.text);
  if (evidence.length > 0) return fieldOf(turn, evidence, 0.9, '');
  if (answersNoEvidence(turn.text)) return null;
  const parts = plainWords(turn.text)
    .replace(/^(?:我?(?:手里|手头|这儿|家里)?(?:还)?有|就|只有)/u, '')
    .split(/[、,;和\n]/u)
    .map((part) => part.trim())
    .filter((part) => !/^(?:没|无|不)/u.test(part))
    .filter((part) => part.length >= 2 && part.length <= 20 && /证|条|单|据|录|照|票|记|本|账|看见|作证|签|拍|牌|信|合同|协议/u.test(part));
  if (parts.length > 0) return fieldOf(turn, parts, 0.7, '');
  // Words of their own for what they hold (联名信, 一袋种子): kept as said rather than asked again.
  const words = plainWords(turn.text).replace(/^(?:我?(?:手里|手头|这儿|家里)?(?:还)?有|就|只有)(?:个|张|份|些)?/u, '');
  const isThing =
    /^[\u4e00-\u9fa5A-Za-z0-9、,，和]{2,20}$/u.test(words) && !/[吗呢么?？]|不知道|怎么|什么|你们?|忘|算了|谢|好的|登记/u.test(words);
  return isThing ? fieldOf(turn, [words], 0.6, words) : null;
}

function readPlace(turn: Turn, site: Site): Field | null {
  const found = findPlace(turn.text, site);
  if (found !== null) return fieldOf(turn, found.place, Math.max(found.confidence, 0.8), found.place);
  const words = plainWords(turn.text).replace(/^(?:就?在|住在?|家在)/u, '');
  const looksLikePlace = /[村区路街巷镇乡县市园楼厂院号店家队组屯庄沟湾城场桥站坡岭口门]|工地|公司|单位|学校/u.test(words);
  return words.length < 2 || words.length > 40 || !looksLikePlace ? null : fieldOf(turn, words, 0.7, words);
}

/** Reads a turn as the answer to one field of a form. `null` where the words do not fit the field's kind: then it is asked again. */
export function readAnswer(field: FormField, turn: Turn, site: Site): Field | null {
  switch (field.kind) {
    case 'text':
      return readText(field, turn);
    case 'name':
      return readName(field, turn);
    case 'phone': {
      const phone = findPhones(turn.text)[0];
      return phone === undefined ? null : fieldOf(turn, phone.number, 0.95, phone.text);
    }
    case 'national_id': {
      const id = findNationalIds(turn.text)[0];
      return id === undefined ? null : fieldOf(turn, id, 0.95, id);
    }
    case 'plate': {
      const plate = findPlates(turn.text)[0];
      return plate === undefined ? null : fieldOf(turn, plate, 0.95, plate);
    }
    case 'money': {
      const money = readMoneyAnswer(turn.text);
      return money === null ? null : fieldOf(turn, money.fen, money.approximate ? 0.75 : 0.9, money.text);
    }
    case 'date': {
      const date = findDates(turn.text, turn.at)[0];
      return date === undefined ? null : fieldOf(turn, date.day, date.precision === 'day' ? 0.95 : 0.75, date.text);
    }
    case 'number':
      return readNumber(field, turn);
    case 'boolean':
      return readBoolean(turn);
    case 'choice':
      return readChoice(field, turn);
    case 'place':
      return readPlace(turn, site);
    case 'list':
      return readList(turn);
    default:
      return field.kind satisfies never;
  }
}
