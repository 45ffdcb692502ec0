import { toPlain } from '../plain-text.ts';

const young =
  /(?:我|俺)(?:今年)?(?:才|刚)?(?:[五六七八九]|十[一二三四五六七]?|[5-9]|1[0-7])岁|(?:我|俺)[^,。!?]{0,4}(?:上|在|读|念)(?:小学|初[一二三中]|[一二三四五六]年级|[七八九]年级|高[一二三中])|我(?:还)?是(?:个)?(?:小学生|初中生|高中生|中学生|未成年)|我(?:们)?(?:班主任|同桌|宿管)|(?:放学|上学)[^,。]{0,8}(?:打我|堵我|欺负我)/;
const grown = /老公|老婆|媳妇|丈夫|妻子|离婚|我(?:家)?(?:孩子|儿子|闺女|女儿|娃)|贷款|工地|上班|退休/;

/** Tells whether a child or a youth under 18 writes, as far as the words tell. They are spoken to as one speaks to a child, and harm to them is reported. */
export function isYoung(text: string): boolean {
  const words = toPlain(text);
  return young.test(words) && !grown.test(words);
}
