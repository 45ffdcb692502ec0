/** A word for how the other side stands to the resident: the relation as the ticket says it, and what kind of tie it is. */
export type Relation = { readonly name: string; readonly pattern: RegExp; readonly kind: 'kin' | 'neighbour' | 'role' };

const kin = '(?:的)?(?:弟弟?|哥哥?|姐姐?|妹妹?|妈|爸|爹|娘|家人)?';

/** The relations in the order in which they are tried. */
export const relations: readonly Relation[] = [
  {
    name: '配偶',
    kind: 'kin',
    pattern: new RegExp(
      `(?:我|俺)?(?:前夫|前妻|男人|老公|丈夫|老伴|媳妇|老婆|妻子|当家的|孩子他爸|孩子他妈|孩他爹|婆姨|爱人|那口子|(?:娃|孩儿|孩子|孩|娃儿)(?:他|她)(?:爸爸?|妈妈?|大(?!伯|爷|姑)|娘|爹)|(?<=[我俺]家(?:那个?|的)?)(?:老头子?|老汉|那位|掌柜的?|男的|女的|婆娘|老太婆|老婆子))${kin}`,
      'u',
    ),
  },
  { name: '儿媳或女婿', kind: 'kin', pattern: /(?:我|俺)?(?:的)?(?:儿媳妇?|女婿)/u },
  {
    name: '子女',
    kind: 'kin',
    pattern: /(?:我|俺)(?:的)?(?:大|二|三|小|几个)?(?:儿子|闺女|女儿|儿女|子女)|(?:大|二|三|小)(?:儿子|闺女|女儿)|仨儿子|俩儿子|几个儿女/u,
  },
  { name: '父母', kind: 'kin', pattern: /(?:我|俺)(?:爸|妈|爹|娘|父亲|母亲)/u },
  { name: '公婆', kind: 'kin', pattern: /(?:我|俺)?(?:婆婆|公公|公婆|丈母娘|岳父|岳母)/u },
  {
    name: '亲戚',
    kind: 'kin',
    pattern:
      /(?:我|俺)?(?:的)?(?:大|二|三|小|几个)?(?:表弟|表哥|表姐|表妹|堂弟|堂哥|侄儿|侄子|外甥|叔叔|二叔|三叔|大叔|大伯|舅舅|姑姑|小姨|亲戚|小舅子|大舅子|姐夫|妹夫|妯娌|连襟|大伯[子哥]|小姑子?|大姑[子姐]|小叔|弟媳妇?|弟妹|婶子|婶婶|伯母|大娘|继父|继母|后爸|后妈|后爹|后娘|(?:孩子|娃|孩儿)(?:他|她)(?:爷爷|奶奶|姥姥|姥爷|姑姑?|舅舅?|叔叔?|姨|大伯|大爷|大姑|小姑)|亲家[母公]?|老?丈人|侄女|外甥女|孙子|孙女|嫂子)/u,
  },
  { name: '兄弟姐妹', kind: 'kin', pattern: /(?:我|俺)(?:的)?(?:大|二|三|小)?(?:哥哥?|弟弟?|姐姐?|妹妹?|兄弟|嫂子|小叔子)/u },
  {
    name: '邻居',
    kind: 'neighbour',
    pattern:
      /(?:隔壁|楼上|楼下|对门|邻居|前院|后院|左邻)(?:家)?(?:(?:的)?(?:那家|那户|住户|邻居|人家|老[\u4e00-\u9fa5]|姓[\u4e00-\u9fa5]的)|[\u4e00-\u9fa5]家)?/u,
  },
  { name: '包工头', kind: 'role', pattern: /包工头|工头|带班的|劳务队长/u },
  {
    name: '单位老板',
    kind: 'role',
    pattern: /(?:厂里|工地|饭店|店里|公司|砖厂|砖窑|沙场|厂子|煤矿)(?:的)?老板(?!娘)|老板(?!娘)|厂长|园长/u,
  },
  { name: '房东', kind: 'role', pattern: /房东/u },
  { name: '物业', kind: 'role', pattern: /(?:[\u4e00-\u9fa5]{2,6}?(?=物业公司))?物业(?:公司)?/u },
  { name: '同事', kind: 'role', pattern: /同事/u },
  { name: '朋友', kind: 'role', pattern: /朋友(?!圈)/u },
  { name: '同学', kind: 'role', pattern: /同学/u },
  { name: '老乡', kind: 'role', pattern: /老乡|同村的/u },
  { name: '合伙人', kind: 'role', pattern: /合伙人/u },
];
