import type { RiskKind, RiskLevel } from '../../core/risk.ts';

/** A reason why words of danger mean less than they say. The only thing that may lower a finding. */
export type ContextRule = {
  readonly name: string;
  /** The kinds it speaks of; every kind where none is named. */
  readonly kinds?: readonly RiskKind[];
  /** What is left of the finding. */
  readonly to: Extract<RiskLevel, 'none' | 'watch'>;
  /** `sentence`: looks at the sentence of the finding. `text`: at everything that was said. */
  readonly scope: 'sentence' | 'text';
  readonly when: RegExp;
  /** Signs that the danger is real after all: then the rule does not apply. */
  readonly unless?: RegExp;
};

const ownDanger =
  /(?:我|俺)(?:真|就|也|都|现在|今晚|已经|这就|马上)?(?:不想活|想死|要死给|去死|活不下去|不活了|跳下去|喝了|吃下去|割了)|救命|救救|现在正|正在打|今晚就|又打(?:了)?我|刚(?:才)?打/;
const stillGoing = /(?:现在|如今|这会儿|刚|刚才|昨天|昨晚|前天|今天|今晚|这几天|还在|又|天天|经常|老是|最近)/;

/** In the order in which they are tried; the first that fits gives its name to the lowered finding. */
export const contextRules: readonly ContextRule[] = [
  {
    name: 'context.idiom',
    to: 'none',
    scope: 'sentence',
    when: /(?:笑|累|饿|热|困|气|急|愁|烦|吓|馋|冤|吵|臭|冷|忙|羡慕|恨|爱|高兴|美|坑|疼|痒)死(?:我|俺|人|宝宝|个人|了)|想死(?:我|你|她|他)(?:那|的|了|家)|死(?:机|磕|心眼|脑筋|活不|皮赖|抠|缠|板|角|线|规定|工资)|打死(?:我|他)?也不|要(?:了)?我的?命了?(?:，|。|$|一下)|跳楼价|自杀式|折腾得[^，。！？]{0,4}要死要活|脑袋要炸|逼疯|快疯了|见鬼/,
    unless: ownDanger,
  },
  {
    name: 'context.teaching_or_fiction',
    to: 'none',
    scope: 'text',
    when: /作业|论文|考试|考证|法考|思品课|做题|老师(?:布置|让写)|普法|讲座|海报|展板|宣传|栏目|法律明白人|写(?:篇)?文章|新闻|报道|电视|电影|小说|连续剧|抗日剧|编剧|情节|短剧|游戏|手游|外挂|吃鸡|案子(?:最近)?(?:那个)?判|好奇/,
    unless:
      /(?:我|俺)(?:不想活|想死|活不下去|要跳|被打|挨打)|我(?:爸|妈|老公|男人|老婆|孩子|娃)[^，。！？]{0,8}(?:打|掐|砍)|(?:发|传|拍)(?:到)?[^，。！？]{0,6}(?:群|网)|扒|救命/,
  },
  {
    name: 'context.question_of_law',
    to: 'none',
    scope: 'sentence',
    when: /(?:判|关|拘|罚|坐)[^，。！？]{0,4}(?:几年|多少年|多久|多少钱)|怎么(?:判|量刑|定罪|处罚|认定)|怎样(?:判|处罚|认定)|如何(?:判|处罚|认定|量刑)|(?:是|属于|算|构成|犯)(?:不是|不算)?(?:什么|啥|哪种)?罪|立案标准|多少钱立案|(?:和|与|跟)[^，。！？]{1,10}(?:有(?:啥|什么)(?:不同|区别)|咋区分|怎么区分|哪个重)|法律上(?:怎么|咋|是不是|算不算)|有效期多长|保险(?:公司)?赔不赔|负法律责任|犯(?:什么|啥)法|死刑|死缓|无期|正当防卫|故意伤害罪|故意杀人罪/,
    unless:
      /(?:我|俺)(?:被|让|叫|挨)|打(?:了|伤)?(?:我|俺)|(?:我|俺)(?:老公|男人|丈夫|老婆|对象|男友|爸|妈|孩子|闺女|儿子|女儿|姐|妹)|救命|现在|刚才|昨|正在|天天|不想活|想死|我就|我要/,
  },
  {
    name: 'context.past_death',
    kinds: ['suicide', 'medical', 'violence_victim', 'domestic_violence', 'threat_made', 'threat_received'],
    to: 'none',
    scope: 'text',
    when: /(?:去年|前年|大前年|上个月|[一二两三四五六七八九十几半\d]+(?:个)?(?:多)?(?:年|月)(?:多)?(?:以?前|了)|早年|那年|前些年|生前|病故|去世|过世|走得早|死(?:了)?(?:都)?[一二两三四五六七八九十几半\d]+(?:个)?(?:多)?(?:年|月)|(?:走|没)(?:了)?(?:都)?[一二两三四五六七八九十几半\d]+(?:个)?(?:多)?(?:年|月))[^。！？]{0,40}(?:遗产|房|分|继承|抚恤金|存折|赔|补偿|保险金|责任|地|坟|官司|医院|单位|公司|认不认|银行|病历|记录|搜救|丧葬|协议)|(?:死|走|没)(?:亡|的|了)[^。！？]{0,24}(?:留下的|遗产|抚恤金|继承|分家|存折|赔偿金|工亡|丧葬费|死亡证明|坟)/,
    unless: new RegExp(
      `${ownDanger.source}|(?:我|俺)[^，。！？]{0,6}(?:想|要|就|去|跟)[^，。！？]{0,4}(?:死|走|陪)|${stillGoing.source}[^，。！？]{0,8}(?:打|跳|喝药|不想|想死|威胁)`,
    ),
  },
  {
    name: 'context.settled_violence',
    kinds: ['violence_victim', 'domestic_violence', 'medical', 'threat_received'],
    to: 'none',
    scope: 'text',
    when: /(?:派出所|法院|警察)[^，。！？]{0,6}(?:已经)?(?:处理完|处理过|调解过|判过|判完)|(?:早|都)?(?:出院|好利索|养好|拆了?板子|拆线)(?:了)?[^。！？]{0,16}(?:赔|钱|费|误工)|就(?:剩|差)[^，。！？]{0,8}(?:医药费|误工费|赔偿|没谈拢)/,
    unless: /又(?:打|来|动手)|还(?:打|威胁|扬言)|不敢|害怕|怕他|天天/,
  },
  {
    name: 'context.claim_after_violence',
    kinds: ['violence_victim', 'child_harm', 'medical', 'sexual_violence', 'threat_received'],
    to: 'watch',
    scope: 'text',
    when: /(?:夭折|死亡|赔(?:偿|多少|不赔|钱)|判(?:刑|几年|多久)|会被?拘留|立案|追诉|起诉|原告|被告|鉴定|伤残|几级|责任|算.{0,3}吗|构成|违法|法律|种植牙|医药费(?:谁|自付|怎么)|怎么处理|该找谁|该?怎么办)/,
    unless:
      /不敢|害怕|怕他|还(?:要|敢|来|在打)|又(?:打|来|动手)|扬言|威胁|天天|经常|老是|现在正|正在|快来|救命|昨天|昨晚|刚才|刚刚|今天|上礼拜|这两天|强奸|强暴|起不来|不认账|(?:闺女|女儿|孩子|娃|外甥女)[^。！？]{0,14}(?:摸|碰|脱|强)|小学|幼儿园|[三四五六七八九]岁/,
  },
  {
    name: 'context.quarrel_outside_home',
    kinds: ['domestic_violence'],
    to: 'watch',
    scope: 'text',
    when: /邻居|同事|同学|店长|老板娘?|陌生|对面的?人|纠纷.{0,8}(?:打|动手)|一起吃饭|讨债|保安|司机/,
    unless:
      /老公|男人|丈夫|媳妇|老婆|对象|离婚|结婚|婆婆|公公|前夫|前妻|女婿|同居|孩子他?爸|我爸|我妈|继父|后爸|天天|经常|又打|不敢|救命|现在/,
  },
  {
    name: 'context.writer_struck',
    kinds: ['violence_victim', 'domestic_violence'],
    to: 'watch',
    scope: 'text',
    when: /(?:我|我老公|我儿子|我爸|我们)[^。！？]{0,14}(?:把(?:别人|他|对方|小偷|人|那人)[^，。！？]{0,6}(?:打|捅|砍)|打了(?:别人|他|对方|人)|先动手)|喝醉不小心把人打/,
    unless: /他(?:又|天天|老|总)打我|家暴我/,
  },
  {
    name: 'context.responsibility_for_suicide',
    kinds: ['suicide'],
    to: 'watch',
    scope: 'text',
    when: /(?:学校|公司|单位|医院|平台|银行|对方)[^。！？]{0,14}(?:责任|承担|赔)|死因|尸检|导致[^。！？]{0,8}自杀|因自杀|自杀[^。！？]{0,6}(?:赔|理赔|可以赔)|保险[^。！？]{0,10}自杀|遗书[^。！？]{0,10}(?:有效|公证)|剥夺/,
    unless: ownDanger,
  },
  {
    name: 'context.past_violence_over',
    kinds: ['domestic_violence', 'violence_victim', 'child_harm'],
    to: 'watch',
    scope: 'text',
    when: /(?:以前|早年|从前|当年|年轻(?:的)?时候|那会儿|小时候|[一二两三四五六七八九十几\d]+年前)[^。！？]{0,24}(?:打|动手|家暴|跑了|推)[^。！？]{0,40}(?:改了|没再|再没|后来(?:就)?(?:好|没)|已经离|就判离|早离|现在(?:是|就)?(?:为|想|要|问|钱|房)|如今(?:是|为|想|回来))/,
    unless: /现在(?:还|又|也)?打|还(?:在)?打|又打|不敢|害怕|前天|昨天|上(?:个)?(?:礼拜|周|月)/,
  },
  {
    name: 'context.long_recovered',
    kinds: ['suicide', 'self_harm'],
    to: 'watch',
    scope: 'text',
    when: /(?:那会儿|那时候|以前|曾经|当年|年轻时|好几年前|早些年)[^。！？]{0,20}(?:寻(?:过)?短见|想(?:过)?死|自杀|不想活|割(?:过)?腕|喝(?:过)?药)[^。！？]{0,24}(?:早(?:就)?(?:想开|放下|好了)|已经(?:想开|好了|走出来)|现在(?:好|想开|没事)|后来(?:想开|好了))/,
    unless: /又(?:犯|想)|最近|这几天|还是想|今晚/,
  },
  {
    name: 'context.denial',
    kinds: ['suicide', 'self_harm', 'threat_made'],
    to: 'watch',
    scope: 'sentence',
    when: /(?:不会|不可能|没(?:有)?想|没打算|绝不|不是(?:想|要)|又不是)[^，。！？]{0,6}(?:自杀|寻死|想不开|死|做傻事|活不下去|动手|跟他拼|砍|报复)/,
    unless: /不会再|不会有人|不可能活|没想到/,
  },
  {
    name: 'context.animal_or_thing',
    kinds: ['threat_made', 'threat_received', 'suicide', 'violence_victim', 'medical'],
    to: 'none',
    scope: 'sentence',
    when: /(?:毒|药|咬|打|轧|压|撞|淹|冻|旱|烧|晒|电|弄|砍|吃|喂)死(?:了)?(?:我家|他家|我)?[^，。！？]{0,6}(?:狗|猫|鸡|鸭|鹅|牛|羊|猪|驴|鱼|虾|蜂|树|苗|庄稼|果|鹦鹉|鸽|花|菜|草)|(?:狗|猫|鸡|鸭|牛|羊|猪|鱼|树|苗|庄稼|蜜蜂|苹果|玉米)[^，。！？]{0,6}(?:死|毒死|药死)|(?:杀|宰)(?:猪|鸡|羊|牛|鱼|虫|毒|青|价)|蟑螂|老鼠/,
    unless: /(?:再|下回|接着|也|就)[^，。！？]{0,4}(?:毒|药|弄|杀)(?:死)?(?:人|我|他|你)|药人|毒人|(?:弄|打|砍)死(?:我|他|你|全家)/,
  },
  {
    name: 'context.animal_bite',
    kinds: ['violence_victim', 'child_harm', 'medical', 'self_harm', 'domestic_violence'],
    to: 'none',
    scope: 'text',
    when: /(?:狗|猫|蛇|马蜂|驴|猴)[^。！？]{0,8}(?:咬|抓|蜇|扑|踢|挠)|咬(?:了)?[^，。！？]{0,4}(?:窟窿|眼|口子|牙洞)|狂犬|打(?:了)?(?:疫苗|狂犬针)/,
    unless: /(?:他|老公|媳妇|对象|老师|人)(?:又)?(?:打|咬|掐|抓)(?:我|孩子)|咬自己|放狗|昏迷|大出血|喘不/,
  },
  {
    name: 'context.figure_of_speech_divorce',
    kinds: ['suicide'],
    to: 'none',
    scope: 'sentence',
    when: /死也要离|死(?:都|也)不(?:离|同意|认|给|还)|(?:日子|婚|这家)[^，。！？]{0,4}过不下去|又不是活不下去|死活不/,
    unless: ownDanger,
  },
];
