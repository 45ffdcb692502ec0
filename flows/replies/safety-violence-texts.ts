/**
 * What is said where somebody is hurt or threatened, or threatens. Reviewed, fixed. Before we know that it is safe to talk nothing here
 * names violence (反家庭暴力法 art. 5; STANDARDS.md §2.8). Protection orders: arts. 23-30, 法释〔2022〕17号 arts. 1, 6. Reporting harm to
 * children: 未成年人保护法 art. 11. A threat is met calmly and without a lecture.
 */
export const safetyViolenceTexts = {
  'safety.home.imminent.first':
    '能走就先走,到有人的地方,锁上门也行。马上打110,一句话“来人”加上地址就够。受了伤打120。\n我是机器人,已经在叫真人,不会往您手机上打电话。\n您现在说话方便吗?有人会看您的手机,就回“不方便”。',
  'safety.home.elevated.first':
    '收到了,您说的我当真。我是机器人,已经请真人来,{promise}在这儿回您,不会给您打电话。有急事随时打110。\n先问一句:您现在说话方便吗?有人会看您的手机,就回“不方便”。',
  'safety.home.watch.check': '我多问一句:您这会儿平安吗?要是哪天觉得不安稳,打110,或者跟我说“找人工”。咱们接着说您的事。',
  'safety.home.quiet': '好,我不多说了,也不会给您打电话、发短信。这儿随时能来。有急事打110。等方便了,回“方便了”,我再跟您细说。',
  'safety.home.quiet_again': '我在。方便了就回“方便了”,急的话打110。',
  'safety.home.ask_again': '我看着呢。先定一下:能放心说话,回“方便”;有人会看手机,回“不方便”,我就不多发。急的话打110。',
  'safety.home.hurt':
    '好,那我直说。您没有错,打人在哪儿都不对。看完记得把这段聊天删掉。\n您和孩子现在平安吗?身上有没有伤?有伤先去医院,跟大夫说是怎么伤的,病历和照片留好。',
  'safety.home.protection':
    '{ack}有件事您该知道:可以向法院申请“人身安全保护令”,不收钱,不用先离婚。法院72小时内给答复,急的24小时内。能让他不许打、不许骚扰、搬出去。您自己不方便,社区、妇联可以替您申请。\n报警的回执、伤的照片、聊天记录都留好。要不要我们的人帮您办?',
  'safety.home.help':
    '好,我记下了,真人会在这儿跟您说怎么办。不会叫您跟他坐到一起谈,除非您自己愿意。{women}\n有没有一个信得过的人,今晚能让您和孩子过去住?',
  'safety.home.no_help': '好,都听您的,不急着定。什么时候想办,随时来说。有危险先打110。{women}\n有没有一个信得过的人,能让您过去避一避?',
  'safety.home.other.imminent.first':
    '谢谢您管这件事。现在请马上打110,说清地址和听到的动静,您自己别冲进去。我是机器人,已经在叫真人,{promise}联系您。\n里头有孩子、老人吗?',
  'safety.home.other.elevated.first':
    '谢谢您替她说。我是机器人,已经请真人来,{promise}联系您。正在出事就马上打110。\n请您先别替她去找对方说,也别把这事传开,免得她更难。她现在平安吗?',
  'safety.home.other.next':
    '{ack}她方便的时候,请告诉她:可以报警,可以找社区、妇联,可以向法院申请保护令,不收钱。办不办由她自己定。我们的人会来跟您说怎么帮。有没有一个她信得过的人?',
  'safety.child.imminent.first':
    '孩子的平安最要紧。请马上打110,受了伤打120。能做到的话,先把孩子带到安全的地方,自己也当心。\n我是机器人,已经在叫真人,{promise}联系您。\n孩子现在在哪儿?',
  'safety.child.elevated.first':
    '谢谢您说出来,孩子的事我们不能等。我是机器人,已经请真人来,{promise}联系您。\n照法律,遇到孩子可能受伤害,我们必须马上报给公安和民政,谁说的会保密。有危险先打110。\n孩子现在平安吗?跟谁在一起?',
  'safety.child.watch.check': '我多问一句:孩子这会儿平安吗?要是担心孩子受伤害,说“找人工”,有危险打110。咱们接着说您的事。',
  'safety.child.speaker.imminent.first':
    '你说的我信,不是你的错。我是机器人,已经在叫大人来帮你,{promise}联系你。\n现在先跑到安全的地方:邻居家、商店、学校都行。马上打110,打不通就大声喊人。\n你现在在哪儿?受伤了没有?',
  'safety.child.speaker.elevated.first':
    '你说的我信,不是你的错。你肯说出来,很勇敢。我是机器人,已经请了能帮你的大人,{promise}联系你。为了你平安,照法律我们要告诉警察和民政,别人不会知道是你说的。\n有危险就打110。你现在安全吗?',
  'safety.child.speaker.next': '嗯,我在听。有没有一个你信得过的大人?老师、奶奶、邻居阿姨都行。现在就去找他,跟他说一遍。你想找谁?',
  'safety.child.next': '{ack}请别当着孩子的面去质问,也别一遍遍让孩子讲。伤拍下来,衣服先别洗,看病的单子留好。谁能先把孩子接到身边?',
  'safety.sexual.imminent.first':
    '您说的我信,这不是您的错。请马上打110,能走就先走到有人的地方。受了伤打120。\n我是机器人,已经在叫真人,{promise}联系您。\n您现在在安全的地方吗?',
  'safety.sexual.elevated.first':
    '您说的我信,这不是您的错。我是机器人,已经请真人来,{promise}在这儿回您,别人不会知道。有危险马上打110。\n您现在在安全的地方吗?',
  'safety.sexual.watch.check': '我多问一句:您现在平安吗?想跟真人说,随时说“找人工”,女同志接也可以。咱们接着说您的事。',
  'safety.sexual.next':
    '{ack}报不报警由您定。先别洗、别扔,衣服用纸袋装好,聊天记录留着;尽早去医院查一查,跟大夫说实话。想让女同志跟您说,告诉我一声。\n有没有一个信得过的人能陪着您?',
  'safety.violence.imminent.first':
    '先保命:躲开,锁上门,或者往人多的地方走,别跟他硬来。马上打110,说清地址;有人受伤打120。\n我是机器人,已经在叫真人,{promise}联系您。\n您现在安全吗?',
  'safety.violence.elevated.first':
    '这事我当真。我是机器人,已经请真人来,{promise}联系您。他要是来了,别开门、别跟他硬来,马上打110。受了伤先看病。\n您现在安全吗?',
  'safety.violence.watch.check': '我多问一句:他会不会真动手?您这会儿平安吗?觉得不安稳就打110,或者说“找人工”。咱们接着说您的事。',
  'safety.violence.next':
    '{ack}他说的话、发的消息、监控、伤的照片、病历,都留好别删。去派出所报个案,把回执留着,往后用得上。这几天尽量别一个人。有没有人能陪着您?',
  'safety.threat.imminent.first':
    '听得出来您憋屈到头了,这话我当真。我是机器人,已经叫真人来听您说,{promise}联系您。\n请您现在先把手里的东西放下,离开那儿,找个坐的地方喝口水。怕压不住,马上打110,让他们来隔开;有人受伤打120。\n您这会儿在哪儿?离对方近吗?',
  'safety.threat.elevated.first':
    '听得出来您气坏了,搁谁受这个都难受。这话我当真,已经请真人来听您说,{promise}联系您。我是机器人,您先跟我说着。怕压不住火,打110,他们会来隔开。\n您这会儿在哪儿?离对方近吗?',
  'safety.threat.watch.check': '听得出您气得不轻,这事搁谁都来火。我多问一句:您这会儿不会去找他吧?先缓一缓,咱们一样一样来办。',
  'safety.threat.means': '{ack}手边有没有能伤人的东西?有的话先放远,或者让家里人收起来。',
  'safety.threat.means_yes':
    '谢谢您肯说实话。请您现在就把它放下、放远,或者交给家里人收着,您离开那儿坐一会儿。怕压不住就打110。\n有没有一个您听得进去的人,现在能去他那儿坐坐?找谁合适?',
  'safety.threat.trusted': '{ack}有没有一个您听得进去的人?请您现在给他打个电话,去他那儿坐坐。您找谁合适?',
  'safety.threat.other.imminent.first':
    '这话要当真。请马上打110,把他是谁、在哪儿、说了什么讲清楚;告诉对方先躲开。您自己别硬拦。\n我是机器人,已经在叫真人,{promise}联系您。\n他现在在哪儿?',
  'safety.threat.other.elevated.first':
    '谢谢您说出来,这话要当真。我是机器人,已经请真人来,{promise}联系您。看着他要动手就马上打110,别硬拦。\n他现在在哪儿?跟谁在一起?',
  'safety.medical.imminent.first':
    '先救人:马上打120,说清地址、人怎么样了,听电话里的医生怎么说就怎么做。身边有人就快喊人。着火、煤气打119,先跑出去。\n我是机器人,已经在叫真人。\n120打通了吗?',
  'safety.medical.elevated.first': '人要紧,先去医院,不好了马上打120。我是机器人,已经请真人来,{promise}联系您。\n人现在怎么样?',
  'safety.medical.watch.check': '我多问一句:人现在要紧吗?要紧就先打120或者去医院。咱们接着说您的事。',
  'safety.medical.next': '{ack}守着人,等医生来,别乱喂水喂药。门口留个人接车。医药费、责任的事往后放,我都给您记着。人现在怎么样?',
  'safety.unknown.imminent.first':
    '先离开有危险的地方,马上打110;着火打119,有人受伤打120。我是机器人,已经在叫真人,{promise}联系您。\n您现在安全吗?',
  'safety.unknown.elevated.first':
    '您说的我当真。我是机器人,已经请真人来,{promise}联系您。有人要伤人、有生命危险,马上打110、120。\n您现在安全吗?',
  'safety.unknown.watch.check': '我多问一句:您这会儿平安吗?不安稳就打110,或者说“找人工”。咱们接着说您的事。',
} as const;
