/** What a resident says about the intake itself rather than about the matter. */
export type Control =
  | 'skip'
  | 'unknown'
  | 'refuse'
  | 'why'
  | 'start_again'
  | 'cancel'
  | 'pause'
  | 'resume'
  | 'register'
  | 'second_matter'
  | 'confirm'
  | 'deny';

const end = '(?:吧|了|啦|呀|啊|哈|哩|呢|嘛|先)*$';
const patterns: readonly (readonly [Control, RegExp])[] = [
  [
    'why',
    /(?:为什么|为啥|干嘛|干啥|凭什么|凭啥|怎么还|咋还).{0,8}(?:问|要|填|写|电话|名字|姓名|知道)|要(?:我|俺)?(?:的)?(?:这个|电话|名字|姓名|手机号?)(?:干|做|有)(?:啥|什么|嘛|什么用|啥用)|问这(?:个|些)?(?:干|做)(?:啥|什么|嘛)/u,
  ],
  [
    'second_matter',
    /(?:还有|另外|再有)(?:一件|一个|一桩|件|个|别的)?(?:事|纠纷|问题)(?:儿|情)?(?:想说|要登记|要说|也想登记)|(?:换|说)一?(?:件|个)(?:别的|另外的?)事/u,
  ],
  ['start_again', new RegExp(`^(?:重新来|从头来|从头说|重来|重新开始|重填|重新登记|全?都不对|重新说|重新填)(?:一遍|一次)?${end}`, 'u')],
  [
    'cancel',
    new RegExp(
      `^(?:那就|还是)?(?:算了|不登记|不弄|不办|取消|取消登记|撤销|撤了|停|停下|停止|拉倒|我?不想登记|不用登记|别登记|不用办)(?:不登记|不办|不弄|不用)?${end}`,
      'u',
    ),
  ],
  [
    'pause',
    /^(?:那)?(?:等会儿?|等一下|先这样|回头再?说|明天再?说|一会儿?再?说|先不说|我?先?忙|有空再说|下次再?说|改天|先到这|晚点再?说|过会儿再?说|先去|要去|等我)[^?]{0,14}$/u,
  ],
  [
    'resume',
    new RegExp(
      `^(?:我?(?:想|要|来))?(?:继续登记|接着登记|继续|接着说|接着来|接着填|接着办|往下说|继续说|回到登记|继续办|继续填|刚才登记的|接着说?(?:登记|刚才|前面|我)的?(?:事|话)?|回来了,?(?:接着|继续)[^?]{0,6}|接着刚才的?(?:事|说)?)${end}`,
      'u',
    ),
  ],
  [
    'register',
    new RegExp(
      `^(?:我|俺)?(?:想|要|来|就)?(?:要)?(?:登记|申请调解|找调解员|调解|立案登记|登记纠纷|我要登记|申请|报个?案|备案)(?:一下|下|个?纠纷)?${end}`,
      'u',
    ),
  ],
  [
    'skip',
    new RegExp(
      `^(?:先)?(?:跳过|下一个|略过|过|以后再说|后面再说|待会儿?再?说|先不填|先不说这个|先空着|下一题|问别的)(?:这个|这条)?${end}`,
      'u',
    ),
  ],
  [
    'unknown',
    /^(?:我|俺|这个?|那个?|这|真的?|也|还|都)*(?:不知道|不清楚|记不清|记不得|记不住|忘了|忘记了?|不晓得|不晓|说不上来|说不好|说不清|不记得|搞不清|没注意|弄不清|不懂|想不起来|拿不准)[^?]{0,8}$/u,
  ],
  [
    'refuse',
    /^(?:我|俺|这个?|也|就|真|还是|都)*(?:不想说|不方便|不告诉|保密|不能说|不愿意?说|不愿意?留|不想留|不留|不给|不说|不便|能不能不说|可以不说吗|不说行吗|非得说吗|不填)[^。]{0,12}$/u,
  ],
  [
    'confirm',
    /^(?:(?:这回|这下|现在|都|嗯+|是|全)[,]?)?(?:对+|对对对?|对的|是的?|没错|没问题|正确|可以|行|好的?|嗯+|确认|都对|全对|就是这样|就这样|是这样|中|成|ok|OK|没有不对的?|没有了?|不用改|提交|没毛病)[的着了呀啊哩哦,。.!、\s]*(?:没错|都对|没问题|就这样|谢谢)?[的了呀啊。.!]*$/u,
  ],
  ['deny', /^(?:不对|不是|错了|有错|有不对的?|不行|有问题|不太对|有一条不对|有的不对)[的了呀啊,。.!]*$/u],
];

/** The control words of a message, or `null`. Only whole messages count, so that a story that holds «算了» is no cancelling. */
export function readControl(text: string): Control | null {
  const words = text.trim().replaceAll(/[。.!~]+$/gu, '');
  if (words === '' || words.length > 30) return null;
  const whole = patterns.find(([, pattern]) => pattern.test(words))?.[0];
  if (whole !== undefined) return whole;
  const clauses = words.split(/[,、。\s]+/u).filter((clause) => clause !== '');
  if (clauses.length < 2) return null;
  const each = clauses.map((clause) => patterns.find(([, pattern]) => pattern.test(clause))?.[0] ?? null);
  // 算了,先不说了: every clause is such a word, and the last one says what is meant.
  return each.every((control) => control !== null) ? (each.at(-1) ?? null) : null;
}

/** Tells whether a question for a wish was answered with none (没有, 没啥要求): it is left open, and no wish of theirs is written down. */
export function saysNoWish(text: string): boolean {
  return /^(?:我|俺|也|就|暂时)?(?:没有?|没啥|没什么|无|还没)(?:想|要)?(?:好|求|想要的|要求|想法)?(?:了|呀|啊|吧)*$/u.test(
    text.trim().replaceAll(/[。.!~]+$/gu, ''),
  );
}

const chat =
  /^(?:哦+|噢|嗯+|啊+|哈+|呵+|嘿+|唉+|哎+|好的?吧?|好嘞|谢谢?(?:你|您|啊)?|多谢|辛苦了?|你好|您好|在吗|在不在|喂+|早上好|晚上好|吃了吗|今天天气[^。]{0,10}|天气真?[^。]{0,6}|知道了|收到|行吧|是吗|真的吗|厉害|不错|👍|🙏|\p{Emoji_Presentation}|\s|[,。.!?~…])+$/u;

/** Tells whether a message is only small talk: it must never fill a field. */
export function isSmallTalk(text: string): boolean {
  return chat.test(text.trim());
}

/** Tells whether a message only announces that something will be asked or told (俺想问个事): the answer is «go on», not a search. */
export function isOpening(text: string): boolean {
  const words = text.trim().replaceAll(/[。.!?~]+$/gu, '');
  return (
    /^[^,]{0,6}[,\s]?(?:我|俺|咱)?(?:想|要|来|就是)?(?:跟(?:你|您))?(?:问|打听|咨询|反映|请教|说)(?:个|一个|一下|点|一件|件|下)?(?:事|事情|问题|法律问题|法律)?(?:儿)?(?:行不|行吗|可以吗)?$/u.test(
      words,
    ) && words.length <= 16
  );
}

/** Tells whether a message asks something. */
export function isQuestion(text: string): boolean {
  if (isOpening(text)) return false;
  const words = text.trim().replaceAll(/[。.!~]+$/gu, '');
  if (
    /[?]/u.test(words) ||
    /(?:吗|呢|不呀|没有呀|行不行|能不能|可不可以|对不对|是不是|合不合法|算不算)$|(?:行|能|管用|收费|收钱|要钱|花钱|有用|算数|可以|好使|合法|够)不$/u.test(
      words,
    )
  )
    return true;
  return /怎么办|咋办|怎么(?:算|要|告|起诉|申请|处理|分|判|写|弄|赔|离)|咋(?:算|告|弄|赔)|能不能|可不可以|可以不可以|合法吗|犯法|要不要|多长时间|多久|几年|多少(?:钱|天)(?:才|算|合适)|有没有(?:效|用|权|法)|该不该|应不应该|凭什么|管不管用|请问|想问|问一下|问问|咨询|什么意思|受不受|归谁|谁(?:来)?(?:管|负责|赔)/u.test(
    words,
  );
}
