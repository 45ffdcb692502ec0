/** What the simulated residents say: questions, disputes, small talk, orders of a form, in no order that a person would keep. */
const soakLines: readonly string[] = [
  '老板压了我三个月工钱没给',
  '楼上天天半夜蹦跶怎么办',
  '借条没写还钱日子还算数吗',
  '在吗',
  '邻居把垃圾堆我家门口',
  '物业费不交会咋样',
  '我想登记',
  '他叫王铁柱，住锦绣家园二号楼',
  '欠我八千块',
  '去年腊月的事',
  '谢谢啊',
  '房东不退押金',
  '网上买的手机是坏的不给退',
  '对',
  '不知道',
  '离婚孩子归谁',
  '我这个事要找哪儿',
  '被车蹭了对方跑了',
  '我家地让人占了半垄',
  '没签合同能要双倍工资吗',
  '不用登记了',
  '试用期给多少工资',
  '怎么打官司',
  '继续',
];

const wantsPerson = '给我找个真人';
/** One in eight asks for a person once; from then on nobody but staff speaks there, and no staff plays along. */
const askForPerson = { everyNth: 8, atPlace: 12 };
/** No divisor in common with the number of lines: everybody says all of them. */
const stride = 5;

/** What a resident says in the given place, counted from 0: each goes through all lines in a turn of their own. */
export function lineOf(conversation: number, place: number): string {
  if (conversation % askForPerson.everyNth === 0 && place === askForPerson.atPlace) return wantsPerson;
  return soakLines[(conversation * 7 + place * stride) % soakLines.length] ?? '';
}
