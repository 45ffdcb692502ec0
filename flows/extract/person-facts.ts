import { parseChineseNumber } from './chinese-number.ts';
import { takeName } from './name-shape.ts';

/** The age bands that decide what may be asked: under 14 a guardian must agree (个人信息保护法 art. 31), 60 and over is visited at home. */
export type AgeGroup = 'child' | 'teen' | 'adult' | 'senior';

const childUpTo = 14;
const adultFrom = 18;
const seniorFrom = 60;
const count = '(\\d{1,3}|[一二三四五六七八九十百]{1,4})';
const ages: readonly RegExp[] = [
  new RegExp(`(?:我|俺|额|本人|老汉)(?:今年|都|已经|快|也)*(?:有)?${count}(?:岁|了|多岁|周岁)`, 'u'),
  new RegExp(`(?:^|[,。\\s])(?:今年)${count}(?:岁|了|$|[,。])`, 'u'),
  new RegExp(`(?:我|俺)(?:是)?(?:个)?${count}岁的?`, 'u'),
];
const pupil = /(?:我|俺)(?:是|在|上|读|念)?(?:个)?(?:上|读|念)?(?:小学|[一二三四五六]年级|小学生)/u;
const schoolchild = /(?:我|俺)(?:是|在|上|读|念)?(?:个)?(?:上|读|念)?(?:初[一二三中]|高[一二三中]|中学生|职高)/u;

/** The resident's age where they tell it; `null` where they do not. */
export function findAge(text: string): number | null {
  for (const pattern of ages) {
    const age = parseChineseNumber(pattern.exec(text)?.[1] ?? '');
    if (age !== null && age >= 5 && age <= 110) return age;
  }
  return null;
}

/** The band of an age. */
export function ageGroupOf(age: number): AgeGroup {
  if (age < childUpTo) return 'child';
  if (age < adultFrom) return 'teen';
  return age < seniorFrom ? 'adult' : 'senior';
}

/** The age band that a text tells: by a number, or by the school year. */
export function findAgeGroup(text: string): AgeGroup | null {
  const age = findAge(text);
  if (age !== null) return ageGroupOf(age);
  if (pupil.test(text)) return 'child';
  return schoolchild.test(text) ? 'teen' : null;
}

/** Tells whether the other side of a matter writes in: somebody has registered them, or they are told to come. */
export function writesAsRespondent(text: string): boolean {
  return /(?:他|她|对方|人家|[\u4e00-\u9fa5]{2,3})(?:来|去|到|在|上)?(?:你们)?(?:这儿|这里|那儿|那里)?(?:登记(?:了)?我|告(?:了)?我|投诉(?:了)?我)|(?:把我|我被)(?:给)?(?:登记|告|投诉)|你们(?:通知|打电话|叫|让)(?:我|俺)(?:来|去)?调解|有人说(?:我|俺)欠/u.test(
    text,
  );
}

const needs: readonly (readonly [RegExp, string])[] = [
  [/(?:我|俺|他|她|老人)?(?:耳朵|耳)(?:背|聋|不好|听不清)|听不见|听力不好/u, '听力不便'],
  [/(?:腿脚|腿|走路|行动)(?:不好|不便|不方便|不利索|有毛病)|坐轮椅|拄拐|瘫痪|下不了楼/u, '行动不便'],
  [/不识字|不认字|没文化|不会写字|不会打字/u, '不识字或不会打字'],
  [/(?:我|俺|他|她|老人)(?:的)?眼睛?(?:不好|花了|看不清|看不见)|盲人/u, '视力不便'],
  [/残疾证|[一二三四]级残|我是残疾/u, '持残疾证'],
  [/(?:我|俺)(?:怀孕|有身孕|怀着)/u, '孕期'],
  [/聋哑|手语/u, '需要手语'],
];

/** What the resident says must be cared for; `null` where nothing is told. Sensitive: kept only with a separate consent (art. 29). */
export function findSpecialNeeds(text: string): string | null {
  const found = needs.filter(([pattern]) => pattern.test(text)).map(([, label]) => label);
  return found.length === 0 ? null : found.join('、');
}

/** Whose grandchild, neighbour or child writes for the applicant, as said: 奶奶, 老母亲. */
export function findSpokenForTie(text: string): string | null {
  return (
    /(?:替|给|帮)(?:我|俺)?(?:的)?(老?(?:爹|爸|娘|妈|父亲|母亲|奶奶|爷爷|姥姥|姥爷|老伴|公公|婆婆|邻居|大爷|大娘|岳母|岳父|父母|哥|姐|弟弟?|妹妹?|媳妇|儿子|闺女))/u.exec(
      text,
    )?.[1] ?? null
  );
}

/** More people on the other side, named after the first with 和 or a comma: 李强和王军欠我. */
export function findMoreNames(text: string, first: string): readonly string[] {
  const at = text.indexOf(first);
  if (at < 0) return [];
  const found: string[] = [];
  let rest = text.slice(at + first.length);
  for (;;) {
    const joint = /^(?:和|跟|与|、|还有|以及)(?:他?(?:弟弟?|哥哥?|儿子|媳妇|老婆|男人|爹|爸|妈|合伙人))?/u.exec(rest);
    if (joint === null) return found;
    const name = takeName(rest.slice(joint[0].length));
    if (name === null || found.length > 8) return found;
    found.push(name);
    rest = rest.slice(joint[0].length + name.length);
  }
}

/** People who apply together with the writer: 我和李四、王五一起, 我跟我哥关俊杰. */
export function findFellowApplicants(text: string): readonly string[] {
  const start = /(?:我|俺|我们)(?:和|跟|与)(?:我|俺)?(?:的)?(?:工友|老乡|哥|弟|姐|妹|媳妇|老伴|邻居|同事|朋友)?/u.exec(text);
  if (start === null) return [];
  const rest = text.slice(start.index + start[0].length);
  const name = takeName(rest);
  if (name === null) return [];
  const names = [name, ...findMoreNames(rest, name)];
  const after = rest.slice(rest.indexOf(names.at(-1) ?? name) + (names.at(-1) ?? name).length);
  return /^(?:一起|一块儿?|俩|两个|几个|都|等|三人|两人|[一二三四五六七八九十]个人|给|在)/u.test(after) ? names : [];
}

/** Tells whether a guardian of the child who writes speaks and agrees (个人信息保护法 art. 31). */
export function saysGuardianAgrees(text: string): boolean {
  return /我是(?:他|她|孩子|娃|闺女|小孩)?的?(?:监护人|妈妈?|爸爸?|爹|娘|家长|爷爷|奶奶|姥姥|姥爷)[^。]{0,12}(?:同意|可以登记|愿意登记|给他登|给她登)/u.test(
    text,
  );
}
