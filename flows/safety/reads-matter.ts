import { toPlain } from '../plain-text.ts';

const longestWish = 30;
const lead =
  '(?:我|俺|咱们?|咱|你|您|那|那就|还是|先|就|再|继续|接着|回过头|回头|要|想|想要|得|给我|给俺|帮我|帮俺|替我|赶紧|快|行了?|好了?|嗯|不如|能不能|可以)*';
const verb = '(?:说|谈|聊|办|问|讲|弄|解决|登记|处理|整|唠|说回|回到|说说|谈谈|问问|讲讲)(?:回|到|一下|一说|说|清楚|完)?';
const matter =
  '(?:钱|工钱|工资|账|债|欠款|借款|事|事情|事儿|正事|正题|案子|官司|纠纷|离婚|抚养|房子?|宅基地|地|赔偿|医药费|合同|登记|问题|工伤|彩礼|物业|租金|押金|贷款)';
const end = '(?:的|那|这)?(?:事|事情|事儿|问题|上)?(?:吧|了|呗|哇|呀|啊|哩|呢|嘛|行不|行吗|好不)*$';

const wishes: readonly RegExp[] = [
  new RegExp(`^${lead}${verb}(?:我|俺|咱)?(?:们)?(?:的|那|这)?(?:个|点|笔|些|几个)?[^,。!?]{0,6}?${matter}${end}`),
  new RegExp(`^${lead}把[^,。!?]{1,10}${verb}(?:了|好|清楚)?(?:吧|了)*$`),
  /^(?:那|那就|咱们?|你|您|快)?(?:继续|接着)(?:来|问|说|登记|填|办|往下说|往下问|弄)?(?:吧|呗|哇|啊|了|哩)*$/,
  /^(?:那|那就)?(?:先|还是)?(?:说|办|弄)(?:别的|正经的|正题)(?:吧|了)*$/,
];
const against = /(?:不想|别|不要|不愿|甭|没法|没心思|懒得|不用|没必要)[^,。]{0,4}(?:说|谈|聊|办|问|讲|提)|后事/;

/**
 * Tells whether the resident wishes, in whatever words, to go on with the matter: 继续说钱的事, 还是说我那工钱, 先办我的事, 别说这个了,说离婚的事. Read only where
 * the turn itself holds no danger.
 */
export function wishesMatter(text: string): boolean {
  const words = toPlain(text).trim();
  if (words === '' || words.length > longestWish) return false;
  return words
    .split(/[,。!?;\s]+/u)
    .filter((clause) => clause !== '')
    .some((clause) => !against.test(clause) && wishes.some((wish) => wish.test(clause)));
}
