/**
 * The fixed texts for danger, reviewed as a whole (STANDARDS.md §2.6-2.9, §2.17). Places: `{botName}`, `{lines}` (what is open now),
 * `{promise}`, `{phone}`. First texts by theme and level; then one short question a turn. Nothing here is generated.
 */
export const safetyTexts = {
  'safety.suicide.elevated.first':
    '您愿意说出来，我很重视。我是{botName}，是机器，已经在叫值班的人来跟您说话。我想直接问一句：您是不是有结束自己生命的念头？怎么答都行，我不评判您。\n现在就能打通：{lines}',
  'safety.suicide.imminent.first':
    '您先停一停，别一个人扛。我是{botName}，是机器，正在叫值班的人，他{promise}联系您。请现在就打120或110，也可以让身边的人打。手边有药、刀、绳子这些，先放远或者交给别人；在高处、水边，先退回来。我不走，在这儿陪着您。\n现在能打通：{lines}',
  'safety.suicide.now': '谢谢您告诉我。您现在在哪儿？是不是这会儿就打算做？说个大概位置，好让人找得到您。',
  'safety.suicide.means': '您手边有能伤到自己的东西吗？有的话，先把它拿远，或者交给家里人、邻居。',
  'safety.suicide.alone': '您身边现在有人吗？一个人的话，能不能先去有人的屋里、邻居家或者楼下有灯的地方？',
  'safety.suicide.trusted': '有没有一个您信得过的人，能马上来陪陪您？给他打个电话，说一句“我现在需要你来”就够了。',
  'safety.suicide.stay': '我收到了，我还在。值班的人{promise}跟您说话。想说什么都可以慢慢说；觉得撑不住了，就打：{lines}',
  'safety.suicide.other':
    '您担心的人现在在哪儿、身边有人吗？能的话先陪在他旁边，把药、刀这些收走，马上打120或110。值班的人{promise}联系您。',

  'safety.home.elevated.first':
    '我收到了。先问一句：您现在说话方便吗？方便就回“方便”，不方便就回“不方便”，我就不再多发。我是{botName}，是机器，值班的人会照您说的方式联系。急的时候打110。\n现在能打通：{lines}',
  'safety.home.imminent.first':
    '先保人。能走就带上孩子离开那间屋，去有人的地方；走不了，就待在能锁门、离厨房远的地方。能打电话就打110，报地址，说有人要伤您。我是{botName}，是机器，正在叫值班的人。不方便就不用回我。\n现在能打通：{lines}',
  'safety.home.safe_now': '这会儿您和孩子是在安全的地方吗？身上有伤没有？伤得重先打120，让医生把伤写进病历。',
  'safety.home.not_free': '好，我先不多说。您方便的时候再回一个字就行。有急事打110。',
  'safety.home.order':
    '这不是您的错。法院有一种人身安全保护令，可以不让他靠近您、不让他打骂骚扰，不用先离婚，也不收钱；一般72小时内定，情况紧急24小时内定。居委会、妇联、派出所也能替您申请。报警回执、伤情照片、聊天记录都留好，放在他翻不到的地方。这些要不要做，由您定。',
  'safety.home.place': '您今晚有没有能去的地方？没有的话跟值班的人说，可以帮您问临时住处。您希望我们怎么联系您、几点方便？',
  'safety.home.stay': '我收到了。值班的人{promise}按您方便的方式联系您，不会跟别人提起这件事。有急事打110。',

  'safety.child.elevated.first':
    '谢谢您说出来，这件事很要紧。我是{botName}，是机器，已经在叫值班的人。孩子现在在哪儿，安全吗？要是正在受伤害，请马上打110。我们的工作人员知道了孩子受害，按法律必须马上报告，也会替说的人保密。\n现在能打通：{lines}',
  'safety.child.imminent.first':
    '孩子的安全最要紧。请马上打110，说清地址和孩子多大；受了伤打120。能把孩子带到安全的地方就先带走，别跟对方硬拼。我是{botName}，是机器，正在叫值班的人。\n现在能打通：{lines}',
  'safety.child.self.first':
    '你愿意告诉我，很勇敢，这不是你的错。我是{botName}，是机器，正在叫大人来帮你。要是现在有人要伤你，先跑到有人的地方，或者打110，告诉警察你在哪儿。你现在安全吗？\n现在能打通：{lines}',
  'safety.child.where': '孩子在哪个小区、哪栋楼，或者在哪个学校？大概多大？说个大概，好让人找得到。不知道就说不知道。',
  'safety.child.trusted': '孩子身边有没有一个靠得住的大人，比如老师、奶奶、邻居？先请这个人陪着孩子。',
  'safety.child.stay': '我收到了。值班的人{promise}联系您，也会按规定去报告。情况有变就打110，随时可以接着跟我说。',

  'safety.sexual.elevated.first':
    '谢谢您信得过，把这事说出来。这不是您的错。我是{botName}，是机器，正在叫值班的人，您可以要求由女同志来谈。您现在安全吗？要报警就打110。先别洗澡、别换洗衣服，这些能当证据；身上不舒服先去医院。\n现在能打通：{lines}',
  'safety.sexual.imminent.first':
    '您先想办法离开，去有人的地方。能打电话就打110，说清在哪儿；打不了就把位置发给信得过的人。我是{botName}，是机器，正在叫值班的人。这不是您的错。\n现在能打通：{lines}',
  'safety.sexual.trusted': '有没有一个您信得过的人能来陪您？去医院、去派出所，都可以让这个人陪着。',
  'safety.sexual.stay': '我收到了。值班的人{promise}联系您，说到哪一步由您定，不会跟别人讲。有急事打110。',

  'safety.threat_made.elevated.first':
    '听得出来，您这口气憋了很久，受了委屈。我是{botName}，是机器，正在叫值班的人来听您说，事情咱们一件一件办。先问一句：您这会儿在哪儿？是不是打算现在就去找对方？\n现在能打通：{lines}',
  'safety.threat_made.imminent.first':
    '您先站住，别往前走。手里的东西先放下，离开那儿，到没人吵的地方坐十分钟。您吃的亏，我们一件一件替您记下来办。我是{botName}，是机器，值班的人{promise}跟您通话。有人会受伤的时候，要请民警到场，也是护着您。\n现在能打通：{lines}',
  'safety.threat_made.means': '您手边有没有会伤到人的东西？先放到拿不着的地方，好不好？',
  'safety.threat_made.trusted': '身边有没有一个您听得进劝的人？先跟他待在一块儿，别一个人闷着。',
  'safety.threat_made.stay': '您说的我都记着。值班的人{promise}跟您说。在这之前先别去找对方，心里的火可以冲我说。',

  'safety.violence.elevated.first':
    '您受惊了，先顾人。伤着了先去医院，让医生把伤写清楚；对方还在闹、还在威胁，就打110，别单独去见他。我是{botName}，是机器，正在叫值班的人。您现在安全吗，身边有人吗？\n现在能打通：{lines}',
  'safety.violence.imminent.first':
    '先躲开，别开门，别上前。马上打110，说清地址、几个人、有没有拿东西；有人受伤打120。跟家里人待在能锁门的屋里。我是{botName}，是机器，正在叫值班的人。\n现在能打通：{lines}',
  'safety.violence.evidence': '方便的时候，把伤情、短信、录音、监控这些留好，报了警要拿回执。人安全以前，不用急着弄这些。',
  'safety.violence.stay': '我收到了。值班的人{promise}联系您。人安全了，事情我们再一件一件办。有变化马上打110。',

  'safety.medical.imminent.first':
    '请马上打120，说清地址和人怎么了，听电话里医生的指挥。着火、困住打119，水淹房塌先往安全的地方走。别随便搬动受伤的人；煤气中毒先开窗、把人抬到通风处；触电先断电。我是{botName}，是机器，正在叫值班的人。\n现在能打通：{lines}',
  'safety.medical.elevated.first':
    '这种情况别拖。不舒服得厉害就打120，说清地址和症状。我是{botName}，是机器，正在叫值班的人。现在人怎么样？\n现在能打通：{lines}',
  'safety.medical.where': '120打通了吗？你们在哪个小区、哪个村？告诉我一声，我让值班的人也帮着联系。',
  'safety.medical.stay': '我收到了。值班的人{promise}联系您。别的事先放一放，先听120的。',

  'safety.unknown.elevated.first':
    '我收到了，这事得请人来看。我是{botName}，是机器，正在叫值班的人，他{promise}联系您。要是有人有危险，请马上打110或120。您现在安全吗？\n现在能打通：{lines}',
  'safety.unknown.imminent.first':
    '先保证安全：有人要伤人打110，有人受伤、吃错东西打120，着火打119。我是{botName}，是机器，正在叫值班的人，他{promise}联系您。\n现在能打通：{lines}',
  'safety.unknown.stay': '我收到了。值班的人{promise}联系您。有危险马上打110或120。',

  'safety.watch.check': '还有一句：听着您这阵子不好过。您心里有没有冒出过不想活、或者想伤人的念头？有就告诉我，没有咱们接着办事。',
  'safety.watch.home_check': '还有一句，方便的话您告诉我：家里有没有人对您动过手、您怕不怕他？不想说也没关系，随时可以找人工。',
  'safety.left': '好，咱们接着办事。您什么时候想说别的，或者想找人，都可以直接说。',
  'safety.why': '筛查发现可能有危险：先用这段审定的话，别照着念完就算，问清现在安不安全。',
} as const;

/** The key of a safety text. */
export type SafetyKey = keyof typeof safetyTexts;
