/**
 * What is said in between, whatever the danger: anger at us, a joke, a question of law, silence, the second time the same would be said.
 * Reviewed, fixed. Nobody is argued with, nobody is left (STANDARDS.md §2.17).
 */
export const safetyBetweenTexts = {
  'safety.angry.0': '您冲我发火没事,我不往心里去,也不走。我是机器人,帮不了您多少,所以叫了真人,{promise}联系您。有危险马上打110、120。',
  'safety.angry.1': '您骂两句也行,我听着。这会儿人平安最要紧,别的都好说。真人在路上了,我陪您等。',
  'safety.jokes.self':
    '您说是随口一说,我听到了。这种话我宁可多当真一回,也不想漏了您。真人还是会来问一声,没事最好。{talk}\n这阵子是不是有什么事压着您?身边有没有一个信得过的人能说说?',
  'safety.jokes.threat':
    '您说是气话,我听到了。这口气憋着不好受,真人来就是听您说的。怕哪会儿压不住,就打110。\n有没有一个您听得进去的人,能去他那儿坐坐?找谁合适?',
  'safety.answered.direct': '刚才您问的先答到这儿。我还是惦记着您:您有没有不想活的念头?有什么说什么。',
  'safety.answered.now': '刚才您问的先答到这儿。我还是惦记着您:难受的念头这会儿还在吗?',
  'safety.answered.means': '刚才您问的先答到这儿。我还想问您一句:能伤到您的东西,这会儿在手边吗?',
  'safety.answered.alone': '刚才您问的先答到这儿。您这会儿身边有人吗?',
  'safety.answered.trusted': '刚才您问的先答到这儿。信得过的人里,您最想让谁来陪陪您?',
  'safety.answered.other': '刚才您问的先答到这儿。真人已经叫了,您这会儿平安吗?有危险马上打110、120。',
  'safety.answered.staying': '您问的先答到这儿。真人已经叫了,会接着跟您说。心里一下撑不住,马上打110、120,也随时跟我说。',
  'safety.unanswered': '您问的这个我没把握,怕说错,记下来让真人答您。',
  'safety.back':
    '我看到了,您心里又难受上来了,真人已经叫了,{promise}联系您。{talk}撑不住马上打110或120。\n我还是直接问您:这会儿是不是又有想死的念头?',
  'safety.late': '说好的时间到了,人还没联系上您,是我们没做到,对不住。已经又往上叫了,别干等:{talk}有危险马上打110、120。',
  'safety.spread': '视频、照片存一份当凭据,别转发,别让孩子的名字、样子传开。',
  'safety.silence.self': '我还在这儿,不催您。真人也在找您。撑不住马上打110、120,或者敲开邻居的门。您想说了,随时说。',
  'safety.silence.other': '我还在,真人也叫了。情况要是变了,马上打110、120。您想说了,随时说。',
  'safety.no_hurry.again': '好,不问了。您歇口气,我在这儿陪着。真人来了您跟他说也行。有危险马上打110、120。',
  'safety.objects.again':
    '我明白您不愿意让人知道。叫来的是我们值班的人,不会到处说。我还是放心不下您,所以请他来一趟。有危险马上打110、120。',
  'safety.no_methods.again': '这话我答不了。您疼成这样,我想让您先有人陪。请现在就给一个人打电话,或者打110,我在这儿等着。',
  'safety.who.again': '对,我是机器人,这个不瞒您。跟您说话的真人马上就来,我先陪着。',
  'safety.matter_later.again': '您问的都记下了,来的真人会答您。这会儿先顾着您平安:到有人的地方去,撑不住马上打110、120。',
  'safety.leave_not_yet.again': '不是不办您的事,是放心不下您。等真人跟您说上话,咱们马上接着办。眼下有危险就打110、120。',
  'safety.staying.4': '嗯,看到了。不用急着说清楚,我在。',
  'safety.staying.5': '我听着呢。真人叫了就会来,您先找个能坐下、有人的地方。有危险马上打110、120。',
  'safety.acted.wait': '好。请把门打开,电话别挂,医生怎么说就怎么做。身边没人就喊邻居。人别睡过去,跟我说着话。真人也在赶。',
  'safety.acted.no_answer': '别停,接着拨120;还是不通就打110,说“快来人”加上地址。同时大声喊邻居、敲门。\n这回打通了吗?',
  'safety.acted.stay.0': '我在。有变化就跟120的医生说。门开着了吗?身边有人了吗?',
  'safety.acted.stay.1': '我没走。医生到之前,听120电话里的,别一个人待着。',
  'safety.rescue.no': '别停,接着拨;120不通就打110,说清地址和人怎么样了。身边有人就分头喊。\n打通了吗?',
} as const;
