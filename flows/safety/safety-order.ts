import type { ScreenedTurn } from '../../core/turn.ts';
import type { SafetyKey } from '../replies/safety-texts.ts';
import type { SafetyTheme } from './safety-theme.ts';

/** What is said after the first text, one a turn, in this order. The last is said again whenever danger is spoken of. */
export const safetyOrder: Readonly<Record<SafetyTheme, readonly SafetyKey[]>> = {
  suicide: ['safety.suicide.now', 'safety.suicide.means', 'safety.suicide.alone', 'safety.suicide.trusted', 'safety.suicide.stay'],
  home: ['safety.home.safe_now', 'safety.home.order', 'safety.home.place', 'safety.home.stay'],
  child: ['safety.child.where', 'safety.child.trusted', 'safety.child.stay'],
  sexual: ['safety.sexual.trusted', 'safety.sexual.stay'],
  threat_made: ['safety.threat_made.means', 'safety.threat_made.trusted', 'safety.threat_made.stay'],
  violence: ['safety.violence.evidence', 'safety.violence.stay'],
  medical: ['safety.medical.where', 'safety.medical.stay'],
  unknown: ['safety.unknown.stay'],
};

const childWrites =
  /我(?:才|今年)?[^，。]{0,3}(?:[七八九]|十[一二三四五]?|1[0-5])岁|(?:我爸|我妈|我爹|爸爸|妈妈|后爸|后妈|继父|叔叔|舅舅|老师)[^，。！？]{0,10}(?:打我|碰我|摸我|掐我|关我|找我)|我(?:跟|和)弟弟|我同桌|我们班|不敢跟(?:我)?妈(?:妈)?说/;
const aboutAnother =
  /(?:妈|爸|爹|娘|老伴|媳妇|老婆|老公|儿子|闺女|女儿|孩子|娃|弟|妹|姐|哥|同学|室友|朋友|老人|他|她|有个人|舅舅|老汉)[^。！？]{0,14}(?:不想活|要跳|跳楼|喝|吃了|站在|坐在|关|锁|割|划|攒|遗书|插上|挂了|拧开)/;

/** The first text of a theme at a level. */
export function firstKey(theme: SafetyTheme, level: 'elevated' | 'imminent', turn: ScreenedTurn): SafetyKey {
  if (theme === 'child' && childWrites.test(turn.text)) return 'safety.child.self.first';
  return `safety.${theme}.${level}.first`;
}

/** Somebody else is in danger of suicide: the writer is asked about them, not about themselves. */
export function isAboutAnother(theme: SafetyTheme, turn: ScreenedTurn): boolean {
  return theme === 'suicide' && aboutAnother.test(turn.text) && !/我(?:也|就|真|都)?(?:不想活|想死|要跳|活不下去)/.test(turn.text);
}
