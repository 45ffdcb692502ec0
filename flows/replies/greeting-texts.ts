/** Greetings, small talk and what is said about ourselves. */
export const greetingTexts = {
  'greeting.hello':
    '您好，我是{botName}，是个机器人，替{siteName}守在这儿。\n我能帮您：\n1. 问法律上的事\n2. 登记纠纷，找调解员\n3. 查办理进度\n都不收钱。想找真人，随时说“找人工”。\n您遇到什么事了？慢慢说。',
  'greeting.again': '在呢，您说。想找真人就说“找人工”。',
  'greeting.listen': '您说，什么事？想到哪儿说到哪儿。',
  'greeting.resume': '在呢。上次您的事还没说完，咱们接着说，还是先说别的？',
  'greeting.who': '我是{botName}，是个机器人，不是真人。要跟真人说话，回“找人工”就行。',
  'greeting.intro': '我是{botName}，是机器人，随时可以找人工。\n',
  'thanks.reply': '不客气。还有事随时找我，想找真人就说“找人工”。',
  'thanks.bye': '好，您慢走。有事随时来。',
  'anger.reply': '让您受累了，心里有火我明白。您要是愿意，我马上给您找真人；也可以接着跟我说。',
  'out_of_scope.reply': '这个我帮不上，怕说错耽误您。我管的是纠纷调解和法律上的事。别的事可以打12345问问，也可以让真人跟您说。',
  'unclear.reply': '我没太听明白。您是想问法律上的事，还是跟谁有了纠纷要登记？',
  'unclear.voice': '您发的这个我还听不了、看不了。麻烦您打几个字，或者说“找人工”。',
  'house.cost': '不收钱。问事、登记、人民调解，一分钱都不收。',
  'house.time': '一般小事7天内、普通的15天内、复杂的30天内办。调解员接手后会跟您说准日子。',
  'house.privacy': '您说的只给办这件事的人看，不会拿到群里说，也不会随便告诉别人。想删，随时说“删除我的信息”。',
  'house.where': '{siteName}在{address}，电话{phone}。',
  'house.binding':
    '调解成了要写协议，双方签了字就得照着办。30天内还能一块儿去法院做司法确认，那就跟判决一样能强制执行。不想调了，您随时可以去仲裁或者打官司。',
  'house.voluntary': '调解要双方都愿意。对方不来，不能硬拉，您还可以仲裁、找主管部门或者去法院。',
  'group.go_private': '这是大家都看得见的群，您的名字、电话这些别在这儿写。\n请点我的头像单独发消息给我，我在那儿给您办。',
  'busy.wait': '您发得有点快，我一条一条看，请稍等一下。都记着呢，不会漏。',
  'fallback.person':
    '我这边出了点毛病，没看成您的话。已经叫真人来看，{promise}回您。\n着急就打{phone}。有人要伤人或者有生命危险，马上打110、120。',
} as const;
