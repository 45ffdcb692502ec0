/** A phone number in a text, digits only (landlines keep their dash), and whose it is by the words before it. */
export type FoundPhone = { readonly number: string; readonly of: 'applicant' | 'respondent'; readonly text: string };

const spoken: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  一: '1',
  幺: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
const numberPattern =
  /(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d(?:[-\s]?\d){8})(?!\d)|(?<!\d)(0\d{2,3}[-\s]?\d{7,8})(?!\d)|((?:[零〇一幺二两三四五六七八九][\s,、]?){11})/gu;
const mentions =
  /(我|俺|额|咱|本人|打我|孙女|孙子|闺女)|(他|她|对方|老板|房东|包工头|工头|公司|物业|司机|儿子|邻居|男方|女方|卖家|店主|商家)/gu;

/** Whose number it is: who was spoken of last before it. */
function ownerOf(before: string): FoundPhone['of'] {
  const last = [...before.matchAll(mentions)].at(-1);
  return last?.[2] === undefined ? 'applicant' : 'respondent';
}

/** Finds mobile and landline numbers, spoken ones too (幺三八…). */
export function findPhones(text: string): readonly FoundPhone[] {
  const found: FoundPhone[] = [];
  for (const match of text.matchAll(numberPattern)) {
    const [whole, mobile, landline, words] = match;
    const digits = (mobile ?? [...(words ?? '')].map((character) => spoken[character] ?? '').join('')).replaceAll(/[-\s]/g, '');
    const number = landline === undefined ? digits : landline.replaceAll(/\s/g, '-');
    if (landline === undefined && !/^1[3-9]\d{9}$/.test(number)) continue;
    const before = text.slice(Math.max(0, match.index - 24), match.index).replace(/^.*[。;；\n]/su, '');
    found.push({ number, of: ownerOf(before), text: whole });
  }
  return found;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Tells whether an 18-digit identity number's check digit is right (GB 11643-1999). */
export function isNationalId(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

/** Finds identity numbers whose check digit is right. A wrong one is not taken: it is asked again. */
export function findNationalIds(text: string): readonly string[] {
  return [...text.matchAll(/(?<!\d)\d{6}(?:\s?\d){11}\s?[\dXx](?!\d)/g)]
    .map((match) => match[0].replaceAll(/\s/g, '').toUpperCase())
    .filter(isNationalId);
}

const plates = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-Za-z][·.\s-]?[A-Za-z0-9]{5,6}(?![A-Za-z0-9])/g;

/** Finds licence plates, written `晋K12345`; new-energy plates have six characters. */
export function findPlates(text: string): readonly string[] {
  return [...text.matchAll(plates)].map((match) => match[0].replaceAll(/[·.\s-]/g, '').toUpperCase());
}
