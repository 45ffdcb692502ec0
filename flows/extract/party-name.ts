import { takeName, takeSaidName } from './name-shape.ts';
import { surnameOf } from './surname.ts';

/** A party read from a text: the name or what they are called, the relation where one was said, and how sure the reading is. */
export type FoundParty = { readonly name: string; readonly relation: string | null; readonly confidence: number };

const roleEnd = /[人员省市县村主户工生家店司客友长师民方的]$/u;
const said = '([\\u4e00-\\u9fa5·]{1,6})';
/** After 我是 a name must end the clause: «我是公司员工» is none. */
const clean = '([\\u4e00-\\u9fa5]{2,4})(?=$|[,。.!;、\\s])';
type Pattern = { readonly pattern: RegExp; readonly confidence: number; readonly loose: boolean };
const patterns: readonly Pattern[] = [
  { pattern: new RegExp(`申请人(?:姓名)?[:是]\\s*${said}`, 'u'), confidence: 0.95, loose: true },
  {
    pattern: new RegExp(`(?<!对|他|她)(?:我|俺|额|俄|咱|本人|老汉|老婆子)(?:的)?(?:名字|姓名|大名)?(?:叫|就叫|名叫)(?:做|个)?${said}`, 'u'),
    confidence: 0.95,
    loose: true,
  },
  { pattern: new RegExp(`(?<!他的?|她的?|对方的?)(?:名字|姓名)(?:就?叫|是|写|:)\\s*${said}`, 'u'), confidence: 0.95, loose: true },
  { pattern: new RegExp(`(?:^|[,。.;!\\s])(?:我|俺|额|俄|我这边|这里)(?:就)?是${clean}`, 'u'), confidence: 0.8, loose: false },
  { pattern: new RegExp(`(?:^|[,。.;!\\s])本人[:,]?\\s*${said}`, 'u'), confidence: 0.8, loose: false },
];
/** Who writes for somebody else: the one who is spoken for is the applicant. */
const forAnother =
  /(?:替|给|帮)(?:我|俺)?(?:的)?(?:老)?(?:爹|爸|娘|妈|父亲|母亲|奶奶|爷爷|姥姥|姥爷|老伴|公公|婆婆|邻居|大爷|大娘|叔|姨|丈母娘|岳母|岳父|老人|父母|哥|姐|弟弟?|妹妹?|媳妇|男人|儿子|闺女)[^,。,]{0,8}?(?:登记|办|问|说|写|申请|反映|来|打听)/u;

/** Tells whether somebody writes for another person (替我爹登记个事). */
export function writesForAnother(text: string): boolean {
  return forAnother.test(text);
}

function findSpokenFor(text: string): FoundParty | null {
  if (!writesForAnother(text)) return null;
  const raw = /(?:[,。\s]|他|她|老人|我爹|我妈|我奶奶|我爷爷)(?:名字)?(?:叫|名叫)([\u4e00-\u9fa5]{2,5})/u.exec(text);
  const own = raw !== null && /[我俺额]$/u.test(text.slice(0, raw.index + 1));
  const name = raw === null || own ? null : takeSaidName(text.slice(raw.index + raw[0].length - (raw[1]?.length ?? 0)));
  return name === null ? null : { name, relation: null, confidence: 0.85 };
}

/** The resident's own name where they say it (我叫…, 我是…, 本人…, 我姓王), or that of the one they write for; a bare surname is unsure. */
export function findApplicantName(text: string): FoundParty | null {
  const other = findSpokenFor(text);
  if (other !== null) return other;
  for (const { pattern, confidence, loose } of patterns) {
    const match = pattern.exec(text);
    if (match?.[1] === undefined || (!loose && roleEnd.test(match[1]))) continue;
    const rest = text.slice(match.index + match[0].length - match[1].length);
    const name = loose ? takeSaidName(rest) : takeName(match[1]);
    if (name !== null && !(match[1].length === name.length + 1 && roleEnd.test(match[1]) && !loose))
      return { name, relation: null, confidence };
  }
  const surname = /(?:我|俺|免贵)(?:免贵)?姓([\u4e00-\u9fa5]{1,2})/u.exec(text)?.[1];
  const found = surname === undefined ? null : surnameOf(surname);
  return found === null ? null : { name: found, relation: null, confidence: 0.65 };
}

/** A whole answer as a person's name (王建国; 俺叫王建国); `null` where it looks like none. */
export function readNameAnswer(text: string): string | null {
  const found = findApplicantName(text);
  if (found !== null && found.confidence > 0.7) return found.name;
  const plain = text
    .trim()
    .replace(/^(?:嗯+|哦|好的?|行)?[,\s]*(?:我是|我叫|俺叫|俺是|额叫|叫|是|姓名|名字|写|就写|:|他叫|她叫)+/u, '')
    .replaceAll(/[。.!,\s]+$/g, '');
  const first = plain.split(/[,。\s\d]/u)[0] ?? '';
  const name = takeSaidName(first);
  if (name !== null) return name;
  // Asked for a name, two to four characters that are no talk are one, however rare.
  return /^[\u4e00-\u9fa5·]{2,4}$/u.test(plain) &&
    !/[吗呢吧啊了呀哦嗯我你他她它这那什么谁哪怎]|没有|不|随便|保密|知道|好的|可以|谢谢|人工|登记|继续/u.test(plain)
    ? plain
    : null;
}
