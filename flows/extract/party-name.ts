import { surnameOf } from './surname.ts';

/** A party read from a text: the name or what they are called, the relation where one was said, and how sure the reading is. */
export type FoundParty = { readonly name: string; readonly relation: string | null; readonly confidence: number };

/** What stands where a name could stand and is none. */
export const notName =
  /^(?:什么|谁|农民|工人|村民|业主|租客|租户|居民|住户|老人|女的|男的|学生|老师|司机|打工|受害|被|来|在|从|想|要|说|去|给|跟|和|这|那|一个|一名|个|您|你|他|她|不|没|问|为|干|做|因为|本地|外地|咨询|房东|老板|时候|高兴|真|很|好|都|就|有|对|平|该|应|都|明|原告|被告|当事|家属|和谐|成年|来自|南方|北方|单身|那家|那个|方便|全|应该|连|管|元|向|父母|朋友|银行|前妻|前夫|亲戚|单位)/u;
const given = '([\\u4e00-\\u9fa5]{1,5})';
/** After 我是 a name must end the clause: «我是公司员工» is none. */
const clean = '([\\u4e00-\\u9fa5]{2,4})(?=$|[,。.!;、\\s])';
const roleEnd = /[人员省市县村主户工生家店司客友长师民方的]$/u;
const applicantPatterns: readonly RegExp[] = [
  new RegExp(`(?:我|俺|本人|老汉|老婆子)(?:的)?(?:名字|姓名|大名)?(?:叫|就叫|名叫)(?:做|个)?${given}`, 'u'),
  new RegExp(`(?:我的?|俺的?)?(?:名字|姓名)(?:叫|是|:)\\s*${given}`, 'u'),
  new RegExp(`(?:^|[,。.;!\\s])(?:我|俺|我这边|这里)是${clean}`, 'u'),
  new RegExp(`(?:^|[,。.;!\\s])本人[:,]?\\s*${given}`, 'u'),
];
const stop = /(?:今年|住|电话|手机|是|的|在|,|来|要|家|被|男|女|想|跟|和|这|我|他|说|岁|村|,|啊|呀|呢|吧|了)/u;

/** The name at the start of a text, surname first, at most four characters; `null` where there is none. */
export function cutName(raw: string): string | null {
  const text = raw.split(stop)[0] ?? '';
  if (text === '' || notName.test(text)) return null;
  const surname = surnameOf(text);
  if (surname === null) return null;
  const name = text.slice(0, surname.length + 2);
  return name.length > surname.length && name.length <= 4 ? name : null;
}

/** The resident's own name where they say it (我叫…, 我是…, 本人…, 我姓王); a bare surname is unsure. */
export function findApplicantName(text: string): FoundParty | null {
  for (const [place, pattern] of applicantPatterns.entries()) {
    const raw = pattern.exec(text)?.[1];
    const name = raw === undefined || (place >= 2 && roleEnd.test(raw)) ? null : cutName(raw);
    if (name !== null) return { name, relation: null, confidence: place < 2 ? 0.95 : 0.8 };
  }
  const surname = /(?:我|俺|免贵)(?:免贵)?姓([\u4e00-\u9fa5]{1,2})/u.exec(text)?.[1];
  const found = surname === undefined ? null : surnameOf(surname);
  return found === null ? null : { name: found, relation: null, confidence: 0.5 };
}

/** A whole answer as a person's name (王建国; 俺叫王建国); `null` where it looks like none. */
export function readNameAnswer(text: string): string | null {
  const said = findApplicantName(text);
  if (said !== null && said.confidence > 0.6) return said.name;
  const plain = text
    .trim()
    .replace(/^(?:我是|我叫|叫|是|姓名|名字|:|:|他叫|她叫)+/u, '')
    .replaceAll(/[。.!,\s]+$/g, '');
  const first = plain.split(/[,。\s]/u)[0] ?? '';
  if (!/^[\u4e00-\u9fa5·]{2,4}$/u.test(first) || surnameOf(first) === null || notName.test(first)) return null;
  return first;
}
