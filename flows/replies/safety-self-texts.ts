/**
 * What is said to somebody who thinks of dying or of hurting themselves, and to somebody who fears for another. Reviewed, fixed. Rules:
 * 心理援助热线技术指南(试行) and STANDARDS.md §2.6, §2.17: take it seriously, ask directly, now, means, alone, one trusted person; no
 * argument, no promise demanded, no method named, no diagnosis.
 */
export const safetySelfTexts = {
  'safety.self.imminent.first':
    '您说的我当真,我很担心您。我是机器人,已经在叫真人来,{promise}联系您。\n请您现在离能伤到您的东西远一点,到有人的地方去,或者喊一个人到身边来。\n已经吃了什么、伤了自己,马上打120;觉得撑不住,马上打110。{talk}\n您现在是不是想结束自己的生命?我在这儿,您跟我说。',
  'safety.self.elevated.first':
    '您这话我当真,听着心里很难受吧。我是机器人,不过已经请真人来了,{promise}联系您。{talk}\n要是一下子撑不住,马上打110或120。\n我直接问您一句:您是不是有不想活、想死的念头?怎么说都行,我不怪您。',
  'safety.self.watch.check':
    '听着您这阵子很不好受。我多问一句,您别介意:有没有难到不想活的时候?有就告诉我,我给您找真人;没有也好,咱们接着说您的事。',
  'safety.self.now': '{ack}这么难还肯跟我说,不容易。这个念头现在就有吗?有没有想过就在今天、这几天?',
  'safety.self.means': '{ack}能伤到您的东西,这会儿在手边吗?',
  'safety.self.means_yes':
    '谢谢您跟我说实话。请您现在就把它放到够不着的地方,或者让别人拿走,您人也离开那儿。这事我已经报成最急的了,觉得撑不住就打110,别等。\n您现在是一个人吗?',
  'safety.self.alone': '{ack}您现在是一个人吗?身边有没有人?',
  'safety.self.together':
    '有人在就好。请把刚才跟我说的,也跟身边的人说一遍,让他别走开。他不顶事的话,再给一个您信得过的人打电话。您最想让谁来?',
  'safety.self.trusted':
    '{ack}有没有一个您信得过的人?家里人、邻居、朋友都行。请您现在就给他打个电话,就说“我心里难受,你来陪陪我”。您想找的是谁?',
  'safety.self.trusted_none':
    '一时想不出人也不要紧。您可以敲开邻居家的门,或者去村委会、社区,有人的地方都行。{talk}我一直在这儿,真人也叫了。',
  'safety.self.yes_now':
    '谢谢您告诉我。现在最要紧的是您人平安:请到有人的地方去,离能伤到您的东西远一点。这事我已经报成最急的了。撑不住就马上打110,已经伤着了打120。\n能伤到您的东西,这会儿在手边吗?',
  'safety.self.no':
    '好,您说没有,我听到了。要是哪会儿这念头冒出来,随时在这儿说,或者打110。真人还是会来问问您。{talk}\n您身边有没有一个信得过的人,能跟他说说话?',
  'safety.self.acted': '现在马上打120,跟他们说您吃了什么、伤在哪儿、人在哪儿,门打开。身边有人就快喊人。真人已经在联系您。\n120打通了吗?',
  'safety.self.other.imminent.first':
    '您做得对,这事耽误不得。我是机器人,已经在叫真人,{promise}联系您。\n现在请您:\n1. 马上打110,已经吃了什么、伤着了打120\n2. 有人守着他,别让他一个人\n3. 把能伤到他的东西拿远\n跟他别吵、别讲道理,陪着就好。\n您现在在他身边吗?',
  'safety.self.other.elevated.first':
    '谢谢您替他说出来,这话要当真。我是机器人,已经请真人来了,{promise}联系您。\n这会儿请别让他一个人,把能伤到他的东西拿远。可以直接问他“你是不是想死”,问了不会害他。有危险马上打110、120。{talk}\n您现在在他身边吗?',
  'safety.self.other.watch.check': '您是担心他想不开吗?担心的话,可以直接问问他,也可以说“找人工”,我给您找真人。咱们接着说您的事。',
  'safety.self.other.means': '{ack}他身边有没有能伤到自己的东西?请您先悄悄拿开。',
  'safety.self.other.trusted': '{ack}他最听谁的话?请您现在就把那个人叫来,一起陪着他。您自己也别一个人扛。叫谁来合适?',
} as const;
