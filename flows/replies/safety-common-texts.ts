import { safetyBetweenTexts } from './safety-between-texts.ts';
import { safetySelfTexts } from './safety-self-texts.ts';
import { safetyViolenceTexts } from './safety-violence-texts.ts';

/** What fits any kind of danger: listening, staying, answers to what people say in between. */
const commonTexts = {
  'safety.ack.yes': '谢谢您告诉我。',
  'safety.ack.no': '好,我知道了。',
  'safety.ack.other': '嗯,我听着呢。',
  'safety.ack.unsure': '说不清也没关系。',
  'safety.staying.0': '我在这儿,没走,真人也叫了。您愿意的话,跟我说说是什么事压得您这么难?',
  'safety.staying.1': '嗯,您说,我都看着呢,也都给来的人留着,您不用从头再讲。情况要是变了,马上打110或120。',
  'safety.staying.2': '我陪着您,真人也叫了。觉得不对劲就打110、120,别等。',
  'safety.staying.3': '收到。您慢慢说,想到什么说什么。',
  'safety.no_hurry': '不想说就不说,我不追着问。我就在这儿,真人也叫了。有危险马上打110、120。',
  'safety.objects': '我听到了,您不想惊动别人。我是机器人,真有事我扶不住您,所以请了真人。来的人先听您说,怎么办跟您商量着来。',
  'safety.no_methods': '这个我不能说,我盼着您平平安安的。心里那股难受,可以跟我说,也可以跟来的真人说。撑不住马上打110、120。',
  'safety.who': '我是机器人,不是真人。真人已经叫了,等的时候我陪着您。',
  'safety.person': '真人已经叫了,是我们值班的人,{promise}联系您。我是机器人,人来之前我一直在。有危险马上打110、120,别等。',
  'safety.person.again': '叫着呢,值班的人{promise}就联系您,他先看您刚才说的,不用从头讲。等不及就打110、120,或者打我们电话{phone}。',
  'safety.child.person': '大人已经在叫了,是专门帮人的值班叔叔阿姨,{promise}联系你。我是机器人,他来之前我一直在。有危险马上打110。',
  'safety.child.person.again': '叫着呢,{promise}就有大人联系你。等不及就打110,或者去找身边信得过的大人。',
  'safety.home.person': '值班的人已经请了,{promise}在这儿回您,不往您手机上打电话。急的话打110。',
  'safety.home.person.again': '在请着,{promise}在这儿回您。急的话打110。',
  'safety.matter_later': '您这件事我记下了,跑不了,来的人也看得到。咱们先顾着人平安,再说它。',
  'safety.leave': '好,那咱们说您的事。真人还是会来看看您。心里又难受了,随时说;有危险打110、120。\n',
  'safety.leave_not_yet': '您的事我都记着,一件不落。眼下先等真人来跟您说上话,我再往下办。有危险马上打110、120。',
  'safety.talk': '想听人说说话,现在就能打{name}{number}。',
  'safety.women': '也可以打{name}{number},现在有人接。',
  'safety.home.leave': '好,说您的事。真人在这儿回您,不给您打电话。您要是不想跟他坐一起谈,就不坐。有急事打110。',
  'safety.choice.yes': '有',
  'safety.choice.no': '没有',
  'safety.choice.refuse': '不想说',
  'safety.choice.safe': '方便',
  'safety.choice.unsafe': '不方便',
  'safety.choice.alone': '就我一个人',
  'safety.choice.together': '有人在',
  'safety.choice.matter': '先说我的事',
  'safety.choice.want': '要',
  'safety.choice.not_now': '先不要',
  'safety.why.first': '出现“{kind}”方面的危险信号,先用审定的安全话术',
  'safety.why.next': '安全谈话的下一问',
  'safety.kind.self': '轻生或自伤',
  'safety.kind.home': '家庭暴力',
  'safety.kind.child': '孩子受伤害',
  'safety.kind.sexual': '性侵害',
  'safety.kind.violence': '被打或被威胁',
  'safety.kind.threat': '扬言伤人',
  'safety.kind.medical': '急病、受伤',
  'safety.kind.fire': '着火、燃气、被困',
  'safety.kind.unknown': '人身安全',
  'safety.summary': '危险:{kind},{level}。居民在机器人这儿说的,未核实。',
  'safety.level.elevated': '要尽快有人联系',
  'safety.level.imminent': '眼前就有危险',
} as const;

/** Every fixed text of the safety conversation, by key. */
export const safetyWords = { ...commonTexts, ...safetyBetweenTexts, ...safetySelfTexts, ...safetyViolenceTexts } as const;

/** The key of a safety text. */
export type SafetyTextKey = keyof typeof safetyWords;

/** Tells whether a key names a safety text. */
export function isSafetyTextKey(key: string): key is SafetyTextKey {
  return Object.hasOwn(safetyWords, key);
}
