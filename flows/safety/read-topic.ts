import { isAtLeast, type RiskKind, type ScreenResult } from '../../core/risk.ts';
import { toPlain } from '../plain-text.ts';
import type { SafetyState, Topic } from './safety-state.ts';

const topicOfKind: Readonly<Record<RiskKind, Topic>> = {
  suicide: 'self',
  self_harm: 'self',
  domestic_violence: 'home',
  child_harm: 'child',
  sexual_violence: 'sexual',
  violence_victim: 'violence',
  threat_received: 'violence',
  threat_made: 'threat',
  medical: 'medical',
};
/** Of several dangers of one level the first of these leads the talk: what cannot wait, then who cannot help themselves. */
const precedence: readonly Topic[] = ['fire', 'medical', 'self', 'child', 'home', 'sexual', 'threat', 'violence', 'unknown'];

const someone =
  '(?:我|俺|咱)?(?:家)?(?:弟|哥|姐|妹|妈|爸|爹|娘|儿|女儿|闺女|老公|老婆|媳妇|婆婆|公公|男人|丈夫|妻子|朋友|同学|同事|工友|邻居|孩子|娃|孙|室友|舍友|对象|女友|男友|侄|外甥|老伴|大爷|大娘|大妈|叔|婶|舅|姑|姨)';
const otherInClause = new RegExp(
  `${someone}|(?<!其)他|她|有(?:个)?人|那(?:个)?(?:人|老头|女的|男的|孩子)|(?:对门|隔壁)(?:的)?[^,。!?]{1,4}(?:在|说|要|想)`,
);
/** Somebody else says or does what threatens; what one says to them oneself is one's own. */
const threatens = new RegExp(
  `(?:${someone}|(?<!跟|对|和|给|向|其|让|叫|把|找)(?:他|她)|有(?:个)?人|那(?:个)?人)[^,。!?]{0,8}(?:说|扬言|喊|嚷|发誓|要去|要拿|拿着(?:刀|斧|棍))`,
);
const reporting = /(?:说|发|喊|嚷|闹|写|留(?:言|话|信)|威胁|扬言)[^,。!?]{0,6}$/;
/** Speaks of oneself: 我 that is not the beginning of 我妈, 我弟. */
const ownInClause = new RegExp(`(?:我|俺)(?!们?家|们)(?!${someone.replace('(?:我|俺|咱)?', '')})`);

const child =
  /(?:我|俺)(?:今年)?(?:才)?(?:[五六七八九]|十[一二三四五六七]?|[5-9]|1[0-7])岁|我(?:上|在|读|念)(?:小学|初[一二三中]|[一二三四五六七八九]年级|高[一二中])|我(?:还)?是(?:小学生|初中生|学生|小孩)|我(?:爸|妈|爸爸|妈妈|后爸|后妈|继父)[^。]{0,8}(?:打我|骂我|不给我吃|锁|掐我|拿[^。]{0,6}抽我)|老师[^。]{0,6}(?:摸我|打我|脱)|同学[^。]{0,8}(?:打我|逼我|扒我|脱我)/;
const grown = /老公|老婆|媳妇|丈夫|妻子|离婚|孩子|我儿|闺女|贷款|工地|上班|退休|我(?:今年)?(?:[二三四五六七八九]十|[2-9]\d)/;

const fire = /着火|起火|失火|烧起来|(?:煤气|燃气)(?:泄|漏|味)|烟[^,。]{0,4}(?:进屋|灌|呛)|洪水|塌了/;

/** The topic that leads, of the gravest findings. */
export function readTopic(screen: ScreenResult): Topic {
  const gravest = screen.findings.filter(({ level }) => level === screen.level);
  const found =
    gravest.length > 0
      ? gravest.map(({ kind, words }) =>
          (kind === 'medical' || kind === null) && fire.test(words) ? 'fire' : kind === null ? 'unknown' : topicOfKind[kind],
        )
      : screen.kinds.map((kind) => topicOfKind[kind]);
  return precedence.find((topic) => found.includes(topic)) ?? 'unknown';
}

/** Tells of whom the words of danger speak. In doubt it is the person who writes: to ask them directly harms nobody. */
export function readAbout(text: string, screen: ScreenResult, topic: Topic): SafetyState['about'] {
  if (topic === 'child') return child.test(text) && !grown.test(text) ? 'child' : 'other';
  if (topic === 'violence' || topic === 'sexual' || topic === 'medical' || topic === 'fire' || topic === 'unknown') return 'self';
  if (topic === 'home') return readAboutHome(text);
  if (topic === 'threat') return threatens.test(toPlain(text)) ? 'other' : 'self';
  const finding = screen.findings.find(({ level, words }) => isAtLeast(level, 'watch') && words !== '');
  return readAboutClause(text, toPlain(finding?.words ?? ''));
}

/** Looks at the clause that holds the words, and at the one before it where that only reports what somebody said. */
function readAboutClause(text: string, words: string): SafetyState['about'] {
  const at = words === '' ? -1 : text.indexOf(words);
  const before = at < 0 ? text : text.slice(0, at);
  const clauses = before.split(/[,。!?;\n]/);
  const clause = (clauses.at(-1) ?? '') + (at < 0 ? '' : words);
  const reported = clauses.at(-2) ?? '';
  const reports = reporting.test(clauses.at(-1) ?? '') || (clauses.at(-1) === '' && reporting.test(reported));
  const speaker = clauses.at(-1) === '' ? reported : clause;
  if (reports && otherInClause.test(speaker) && !new RegExp(`^${ownInClause.source}[^,。]{0,4}(?:说|发|喊)`).test(speaker)) return 'other';
  if (ownInClause.test(clause)) return 'self';
  return otherInClause.test(clause) ? 'other' : 'self';
}

function readAboutHome(text: string): SafetyState['about'] {
  const own =
    /(?:打|掐|踹|推|揍|捅|锁|骂|动手|拳|扇|砍|勒|拽|关|跟踪|威胁|控制)[^。]{0,6}(?:我|俺)|(?:我|俺)[^。]{0,8}(?:被|让|叫|挨|身上|脸上|头|怕|不敢|躲)|(?:我|俺)(?:老公|男人|丈夫|老婆|媳妇|对象|那口子)|(?:他|她)[^。]{0,10}(?:打|动手)/;
  const others =
    /(?:邻居|隔壁|楼上|楼下|对门|我(?:姐|妹|妈|闺女|女儿|朋友|同事|嫂子|侄女|表姐|表妹|二姨|姑|姨))[^。]{0,20}(?:打|骂|动手|家暴|哭|喊|救命)/;
  return others.test(text) && !/(?:打|掐|踹|揍|捅|威胁)(?:了|得|伤)?(?:我|俺)/.test(text) ? 'other' : own.test(text) ? 'self' : 'self';
}
