const notDemand = /^(?:想|要|希望|只想|就想)?(?:问|知道|了解|咨询|打听|请教|死|不通|不开|活|登记|找人工|说一下|反映|不明白|给我说|给说)/u;
const who =
  '(?:他们?|她们?|对方|物业|老板|公司|开发商|房东|村里|医院|商家|你们|那边|邻居|儿子|女儿|闺女|家长|他家长|她家|他家|旅行社|厂家|学校|店家|店里|单位|厂里|卖家|保险公司|大家|人家)?(?:们)?';
const verb =
  '(?:赔|还|退|给|道歉|赔礼|公开|搬|拆|修|补|停|恢复|离婚|养|出(?!去|门|面)|负责|说法|讨|要回|拿回|公道|分|治|挪|清|换|认|发|结|付|过户|归|让开|不再|别再|关|迁|看(?:孩子|娃|孙)|装|拉走|澄清|腾|送走|撤|封存|交房|兑现|重新|减|少|回来|回原|复工|签|办证|打井|通开|通上|通(?:水|电|气|暖)|接(?:上|通)|供(?:上|水|电|暖|气))';
const demandPattern = new RegExp(
  `(?:我们?|俺们?|咱们?|额|老汉我)?(?:现在|就|只|也|还是|无非)?(?:想让|想叫|想要|想|要求|要|希望|盼着?|请求|让|叫|图)(?:着|把|个)?(${who}(?:能|能够|给我|给俺|给个|把|得|必须|一人|一家|每家|一月|每月|一个月|都|再|全额|赶紧|马上)*${verb}[^,。,;!?\\n]{0,20})`,
  'gu',
);
const shortDemands: readonly (readonly [RegExp, string])[] = [
  [/(?:讨|要回|要|结清|拿回|追)(?:回|到)?(?:我的|我们的|俺的|这)?(?:工资|工钱|血汗钱|薪水)/u, '要回工资'],
  [/(?:想|要|提出|打算|坚决)(?:跟他|跟她|和他|和她)?离婚|把婚离了/u, '离婚'],
  [/讨个?(?:公道|说法)|要个?说法|给个说法/u, '要一个说法'],
  [/赔礼道歉|赔不是|给我道歉|道个歉/u, '赔礼道歉'],
  [/(?:要|让|叫)(?:他|她|对方)?(?:赶紧|快点)?(?:还钱|把钱还)/u, '还钱'],
  [/^(?:要|让他|叫他|把)?(?:赔|还|退|补|给)(?:我|俺|偿)(?:的)?[\u4e00-\u9fff]{0,10}(?:费|钱|工资|押金|损失|工钱)[。!]?$/u, '赔钱'],
  [/(?:退|退还)(?:我的?|俺的?)?(?:押金|定金|订金|货款|钱|费)/u, '退钱'],
];

function readWish(text: string): string | null {
  for (const match of text.matchAll(demandPattern)) {
    const wish = match[1]?.trim() ?? '';
    const before = text.slice(Math.max(0, match.index - 4), match.index);
    // 他不想还了, 需要出示, 他要我赔六千 are no wishes of the resident.
    const refused = /(?:不|没|需|他|她|对方|人家|别|现在又|老板|只|还)$/u.test(before) || /^(?:我|俺)/u.test(wish);
    const theirs = /^(?:他|她|对方|现在)?要(?:我|俺)/u.test(text.slice(match.index, match.index + 4)) || /^让(?:我|俺)/u.test(match[0]);
    if (refused || theirs || wish === '' || /还没|^(?:修|还|看|停|关|换|退)了/u.test(wish) || notDemand.test(wish)) continue;
    if (/[吗呢么]$|怎么|咋|能不能|不愿|不肯/u.test(match[0])) continue;
    return wish;
  }
  return null;
}

/** What the resident wants, in their own words as far as they go; `null` where the text names no wish. */
export function findDemand(text: string): string | null {
  const wish = readWish(text);
  if (wish !== null) return wish;
  for (const [pattern, label] of shortDemands) {
    const match = pattern.exec(text);
    const before = match === null ? '' : text.slice(Math.max(0, match.index - 3), match.index);
    // 房东不退我押金 is a refusal of theirs.
    if (match !== null && !/(?:不|没|给|不肯|不愿意?|只)$/u.test(before) && !/^(?:不|没)/u.test(match[0])) return label;
  }
  return null;
}
