/** A body named in a text, where it stands, and whether the name tells which one (瑞丰机械厂) or only what kind (装修公司). */
export type FoundOrganisation = { readonly name: string; readonly start: number; readonly exact: boolean };

const suffixes =
  '(?:有限公司|公司|物业(?!费|不|说|管|没|的|收|一|拖|还|催|来|公司)|集团|工程队|劳务队|劳务(?!费|人|公司|队)|施工队|建筑队|装修队|医院|诊所|门诊部?|卫生院|保健院|敬老院|养老院|幼儿园|学校|小学|中学|驾校|旅行社|合作社|超市|商场|酒楼|饭店|酒店|宾馆|农家乐|健身房|洗衣店|理发店|专卖店|农资店|美发店|网店|车行|影楼|培训班|培训机构|洗煤厂|砖厂|砖窑|煤矿|化工厂|石料厂|服装厂|制衣厂|机械厂|纸箱厂|电子厂|工厂|加工厂|地产|置业|教育(?!局)|村委会?|居委会|业委会|业主委员会|拆迁办|街道办|镇政府|乡政府|指挥部|项目部|开发商|体检中心|服务中心|景区|修理铺|商行|面馆|餐馆|饭馆|茶楼|药店|药房|商店|商贸|物流|沙场|石场|修理厂|汽修厂|洗浴中心|美容院|托管班|辅导班|婚庆|驿站|家具城|电器城|建材城|信用社|(?:机械|机电|电子|重工|铸造|纺织|制衣|食品|化工|建材|焦化|煤业|矿业|家具|陶瓷|塑料|印刷|药业|酒业|乳业|能源|钢铁|水泥)(?=的?(?:冲床|车床|机床|机器|流水线|锅炉|仓库|生产线|车间|厂区)|上班|打工|做工|干[了活]))';
const pattern = new RegExp(`[\\u4e00-\\u9fa5A-Za-z0-9·]{0,14}?${suffixes}`, 'gu');
/** What stands before a name and is none of it. */
const before =
  /^.*(?:跟|和|在|给|被|找|是|叫|与|了|把|去|告|因为|从|向|让|到|骂|为|的|上|网上|我们?|俺们?|咱们?|这家?|那家?|这个|那个|一家|某|个|买|租|住|送|卖|报|流转|承包|催|找过|问过|于|对|但|说|用|[一两我俺他这那几]家|[一两]户|请|月|日|号|年|天|该|归|由|等)/u;
const generic =
  /^(?:装修|装饰|旅行|快递|劳务|种子|网络?|保险|建筑|搬家|中介|外卖|电信|私立|民营|个体|小|大|县里?|市里?|村|镇|服装|食品|贷款|金融|热水器|制衣|加工|总|分|子|母|本|原|新|老|贵|房地产|开发|物流|运输|中心|一|儿子|孩子|附近|门口)?$/u;
const noOrganisation =
  /[一二两三四五六七八九十半\d]年|个月|欠|什么|时候|侵占|合伙|农村|小额|别的|其他|人民调解|不|想|要|没|钱|工资|垫付|辞退|拖/u;
/** One of its kind in a county, though the name says only the kind. */
const only =
  /^(?:热力公司|自来水公司|供电公司|燃气公司|村委会?|居委会|业委会|业主委员会|拆迁办|街道办|镇政府|乡政府|棚改指挥部|项目部|妇幼保健院|[县市][一二三人民第]*(?:中)?医院|[县市][一二三]院)$/u;
const cityHospital = /[县市](?:第?[一二三四]|人民|中)医?院/gu;

/** The bodies that a text names, in their order: firms, shops, clinics, schools, offices of a village. */
export function findOrganisations(text: string): readonly FoundOrganisation[] {
  const found: FoundOrganisation[] = [];
  for (const match of text.matchAll(cityHospital)) found.push({ name: match[0], start: match.index, exact: true });
  for (const match of text.matchAll(pattern)) {
    const whole = match[0];
    const suffix = new RegExp(`${suffixes}$`, 'u').exec(whole)?.[0] ?? '';
    const body = whole.slice(0, whole.length - suffix.length).replace(before, '');
    const name = `${body}${suffix}`;
    const start = match.index + whole.length - name.length;
    if (found.some((other) => start < other.start + other.name.length && other.start < start + name.length)) continue;
    if (name.length < 3 || noOrganisation.test(body)) continue;
    const exact = only.test(name) || /^[县市](?:里的)?(?:人民|中)?医院$/u.test(name) || (!generic.test(body) && body.length >= 2);
    found.push({ name, start, exact });
  }
  return found.sort((a, b) => a.start - b.start);
}
