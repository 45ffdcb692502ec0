import { toPlain } from '../plain-text.ts';
import { wishesMatter } from './reads-matter.ts';
import { wantsPerson } from './wants-person.ts';

/** What somebody in danger answered, as far as the words tell. */
export type SafetyAnswer =
  | 'yes'
  | 'no'
  | 'unsure'
  | 'refuses'
  | 'objects'
  | 'asks_method'
  | 'asks_who'
  | 'wants_person'
  | 'acted'
  | 'angry'
  | 'jokes'
  | 'wants_matter'
  | 'matter'
  | 'safe_again'
  | 'other';

const shortReply = 24;
/** Something was done already: rescue comes before everything. */
const deed = /(?:已经|刚|都)[^。]{0,6}(?:喝了|吃了|吞了|割了|服了|下去了|跳了)|(?:喝|吃|吞)下去了|血止不住|流了?(?:好多|很多)血/;
const patterns: readonly (readonly [SafetyAnswer, RegExp])[] = [
  ['acted', deed],
  [
    'asks_method',
    /(?:怎么|咋|如何|啥|哪种|什么)[^。]{0,8}(?:死|走)(?:得|的|法|最|才)?[^。]{0,4}(?:不疼|不痛|快|舒服|没痛苦|干净)|(?:多少|几)(?:片|颗|瓶|粒|毫升)|(?:疼不疼|痛不痛)/,
  ],
  [
    'objects',
    /(?:别|不要|不用|不许|不准|甭|少)[^。]{0,4}(?:报警|叫人|叫警察|惊动|告诉(?:我)?(?:别人|家里|任何人|他们|爸|妈|孩子|老公|老婆)|打电话|找人|管我)|谁也别管|别管我|不用你管/,
  ],
  ['asks_who', /你(?:是|到底是)?(?:真人|机器人|人还是|谁|什么东西)|是(?:真人|机器人)(?:吗|不|还是)/],
  [
    'angry',
    /^(?:滚|闭嘴|去你的|去死吧你|骗子|废物|垃圾|神经病|有病吧?你?|没用的东西|烦死了?|烦人|屁用|装什么)|(?:你|你们)(?:个|这个?|这)?(?:破|狗屁|死|烂|傻|啥|什么)(?:机器|玩意|东西|机器人|系统)|机器(?:人)?(?:懂|知道|管)(?:个)?(?:啥|什么|屁)|跟(?:个)?(?:机器|机器人)(?:说|有)(?:啥|什么|个屁)|要你(?:有)?(?:啥|何|什么|屁)用|就会(?:说|念|背)(?:这|套)|敷衍|糊弄(?:我|人|谁)/,
  ],
  [
    'refuses',
    /^(?:我|俺)?(?:不想说|不说|不愿意?说|别问了?|不要问|不想回答|懒得说|问这些?干|问(?:这|那)(?:干|做)|不告诉你|烦不烦|别烦我?|没啥(?:可|好)说的?|说了(?:也)?没用|跟你说(?:也)?没用)/,
  ],
  ['safe_again', /^(?:现在|这会儿)?(?:我)?(?:方便了?|可以说|能说话了?|他走了|她走了|他出去了|他睡了|可以说了|安全了)/],
  [
    'jokes',
    /开(?:个|个小)?玩笑|说着玩|闹着玩|逗你|(?:就|只)(?:是)?(?:随口|随便)?说说|瞎说|胡说的?|说说而已|说的?(?:是)?气话|一时(?:的)?气话|气话|吓唬(?:吓唬)?(?:他|她|人|你)?|别当真|不当真|发(?:发)?牢骚|打个比方/,
  ],
  [
    'no',
    /^(?:嗯)?(?:没有?|没|不|无|不是|不在|没想|不会|没啥|没事|还没|不方便|不安全|不要|先不要|不用|没人|就我|就我一个人|一个人|我一个人|自己一个人|没打通|打不通|没人接|没受伤|不远|没了)[的了啊呀吧,。!]*$|^(?:没有?|不会|没想过|不是)[,。]?.{0,14}$/,
  ],
  ['unsure', /^(?:不知道|说不清|不清楚|不好说|可能|也许|有时候|有点|偶尔)/],
  [
    'yes',
    /^(?:嗯+|是|是的|有|对|想|想过|在|在呢|在的|方便|安全|要|好|好的|可以|行|打通了|打了|打着呢|接通了|通了|平安|都在|有人|有人在|就现在|就今天|今晚|现在|手边|有一点|会)[的了啊呀呢吧,。!]*.{0,14}$/,
  ],
];

/** Reads an answer within the safety conversation. `isMatter`: the triage sees a dispute or a question in it. */
export function readReply(text: string, isMatter: boolean): SafetyAnswer {
  const words = toPlain(text).trim();
  if (wantsPerson(words) && !deed.test(words)) return 'wants_person';
  for (const [answer, pattern] of patterns) {
    const limited = answer === 'yes' || answer === 'no' || answer === 'unsure';
    if (limited && words.length > shortReply) continue;
    if (pattern.test(words)) return answer;
    // After what cannot wait: a wish to go on with the matter is a wish even where it begins with «no».
    if (answer === 'refuses' && wishesMatter(words)) return 'wants_matter';
  }
  return isMatter ? 'matter' : 'other';
}

/** Tells whether an answer says that somebody is with them. Read for the question «are you alone» only. */
export function isTogether(text: string): boolean {
  return (
    /有人(?:在|陪)|(?:爸|妈|哥|姐|弟|妹|老公|老婆|媳妇|孩子|儿|闺女|同事|朋友|邻居|室友|他|她)[^,。]{0,6}(?:在|陪)|不是一个人/.test(text) &&
    !/不在|没人/.test(text)
  );
}
