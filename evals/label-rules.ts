import type { DisputeLabel } from '../core/dispute-type.ts';
import { isAtLeast } from '../core/risk.ts';
import type { MessageRow } from './message-row.ts';

/**
 * What a message must name, in any word at all, for a reader to see this type in it. Wide on purpose: a grave message without one of them
 * has its type from its writer's story only, and nobody who reads the message can know it.
 */
const namedBy: Partial<Record<DisputeLabel, RegExp>> = {
  婚姻家庭纠纷:
    /婚|离了|离吧|抚养|赡养|养老|彩礼|嫁|娶|继承|遗产|遗嘱|家产|分家|老公|丈夫|妻|老婆|媳妇|婆|公公|爱人|老伴|老头子|男人|女人|出轨|小三|第三者|夫|爸|妈|爹|娘|父|母|儿|女|闺|孩|娃|崽|囡|仔|妹|兄|哥|弟|姐|爷|奶|孙|侄|姑|姨|舅|叔|嫂|姥|家里|家人|成家|两口|对象|爱|判给|跟我过|恋|亲|咱俩|我俩|他俩|回家|那口子|后妈|伢|妞|丫头|小子|离|老二|老三|不孝|外头有人|外面有人/,
  邻里纠纷:
    /邻|隔壁|楼上|楼下|对门|楼道|单元|院|墙|门口|路|车位|停车|狗|猫|鸡|树|吵|噪|漏|水|窗|阳台|烟|灯|街坊|对面|前排|后排|屋后|房后|前后|东家|西家|门|垃圾|柴|广场舞|麻将|空调|摄像头|群|全楼|村|老[张王李赵刘陈杨黄周吴马孙]|他家|她家|他们家|那家|这家|两家/,
  房屋宅基地纠纷: /房|屋|宅|院|墙|瓦|地基|盖|拆|楼|产权|过户|门|窑|梁|顶/,
  合同纠纷:
    /钱|债|借|欠|还|账|贷|款|息|租|房东|租客|中介|合同|协议|定金|押金|装修|违约|骗|保险|担保|抵押|转账|卖|买|信用|执行|限高|老赖|失信|催|逾期|万|冻结|破产|投资|理财|卡|费|房子|搬|订|查封|拍卖|利滚利|传销|赌/,
  生产经营纠纷:
    /店|厂|公司|合伙|股|加盟|货|客户|生意|买卖|经营|大棚|种子|化肥|饲料|合作社|养|收购|果|粮|菜|猪|鱼|牛|羊|鸡|蜂|药材|商标|专利|设备|机器|摊|老板|贷|账|债|投资|工人|订单|直播|带货|供|单子|破产|倒闭|开了|枣|梨|瓜|地/,
  损害赔偿纠纷: /赔|打|伤|咬|砸|撞|摔|断|残|骨|毁|坏|医药|碰|推|死了|害|烫|掉下|狗|牙|眼|手术|腿|命|事故|坑|井|电|淹|烧/,
  山林土地纠纷: /地|山|林|树|田|垄|坡|塘|埂|坟|果园|草场|承包|流转|亩|苗|庄稼|村|水渠|河|沟|牧|浇|荒|滩|梁/,
  征地拆迁纠纷: /拆|征|占|补偿|安置|过渡|搬|指挥部|推土|挖机|挖掘机|房|屋|院|地|回迁|开发商|棚改|铲|评估|签字|高速|铁路|楼/,
  环境污染纠纷: /污|臭|味|烟|灰|尘|噪|吵|水|气|厂|熏|响|矿|河|井|油|毒|肺|排|呛|机器|养殖|猪场|烧|工地|震|灯/,
  拖欠农民工工资纠纷: /工|钱|薪|老板|包工|欠|活|账|班组|血汗|项目|老乡|干/,
  其他劳动争议:
    /工|班|公司|单位|老板|辞|裁|社保|领导|厂|合同|岗|薪|干活|经理|主管|同事|车间|开除|仲裁|HR|人事|补偿|上班|绩效|离职|店长|宿舍|骑手|外卖|站长|站点|失业|职|退休|保安|保洁/,
  旅游纠纷: /旅|游|团|导|酒店|民宿|景|机票|行程|缆车|山上|车上|大巴|宾馆|滑雪|漂流|飞|船|签证|岛|向导|驴友|海/,
  电子商务纠纷:
    /网|直播|主播|店|快递|平台|淘宝|京东|拼多多|抖音|快手|下单|货|包裹|退|客服|差评|卖家|买|微商|代购|闲鱼|充|打赏|账号|刷单|骗|兼职|链接|APP|app|转/,
  其他消费纠纷:
    /店|卡|退|买|商|费|课|班|教练|健身|美容|理发|饭|餐|超市|吃|酒|商场|培训|驾校|机构|充|会员|托管|托班|产品|保健|质量|骗|理财|老板|食堂|洗|修|影楼|婚庆|幼儿园|园|游泳|滑|乐园|舞|按摩|足|场|宠物|金|钱|送煤气|水|电|气|暖|师傅|饮料|药|菌|蘑菇|厨/,
  医疗纠纷: /医|院|手术|大夫|护士|药|诊|病|疗|针|牙|术|整|疫苗|产|化验|体检|治|ICU|抢救|麻醉|鉴定|住院|缝|检查/,
  道路交通事故纠纷: /车|撞|肇事|交警|认定|全责|主责|保险|路|骑|驾|司机|轧|碾|追尾|蹭|赔/,
  物业纠纷: /物业|业委|业主|小区|电梯|保安|停车|车位|门禁|楼|暖|停水|停电|水|维修|公共|充电|飞线|车库|绿化|漏|费|消防|地库|门/,
};

/** Words of a family matter between the parents or carers of a child. */
const care =
  /离婚|离了|离异|判给|判归|抚养|探视|探望|监护|前夫|前妻|前婆婆|改嫁|再婚|二婚|后妈|后爸|后爹|后娘|后奶奶|继父|继母|养父|养母|收养|过继/;

/** What the rules of labelling look at. */
export type LabelledText = Pick<MessageRow, 'text' | 'risk' | 'risk_kinds' | 'dispute_type'>;

/**
 * The dispute type of an own message by the rules of labelling, as far as they can be said without reading: our writers often gave a grave
 * message the type of the story in their head. Applied to every row of every split alike, blind to any model. The rules:
 * violence at home is a family matter; harm to a child is one only where the family's own matter is named, else danger without a dispute;
 * other danger has the type that its words name, else none. Ordinary messages keep what was written.
 */
export function settleDisputeType({ text, risk, risk_kinds: kinds, dispute_type: written }: LabelledText): DisputeLabel {
  if (risk === 'none') return written;
  if (kinds.includes('domestic_violence')) return written === 'none' && isAtLeast(risk, 'elevated') ? '婚姻家庭纠纷' : written;
  if (kinds.includes('child_harm') && (written === 'none' || written === '婚姻家庭纠纷')) return care.test(text) ? '婚姻家庭纠纷' : 'none';
  return namedBy[written]?.test(text) === false ? 'none' : written;
}
