import { createRandom } from '../statistics.ts';

/**
 * Parts of questions that nothing answers, put together by chance: rules that there are not about things that there are, and private
 * matters of people whom entries speak of. They teach that a familiar thing in a question answers nothing.
 */
const things =
  '彩礼 嫁妆 离婚 结婚 抚养费 赡养费 遗产 遗嘱 借条 欠条 工资 加班费 工伤 社保 劳动合同 押金 租房 物业费 电梯 停车位 漏水 装修 噪音 狗 树 宅基地 承包地 征地款 拆迁 低保 医保 养老院 网购 快递 直播 预付卡 健身卡 培训费 学费 游戏充值 车祸 酒驾 打架 骂人 摄像头 调解 起诉 上诉 仲裁 信访 复议 法律援助 户口 身份证 收养 监护 家暴 保护令 同居 分手 保险 贷款 信用卡 坟地 丧事 旅游 门票 电费 水费 村务 选举'.split(
    ' ',
  );
const sayers =
  '听说 据说 都说 人家说 网上说 不是说 听讲 国家规定 法律规定 政府规定 新规说 新政策说 民政局规定 法院规定 派出所规定 民法典说 新出的规定说 村里说'.split(
    ' ',
  );
const claims =
  '每年要交三百块的税 满十年自动作废 要先考试才行 国家给补两万 由村委会统一保管 一律归老大 必须全村人签字 不办就要拘留 要坐三年牢 可以免费领一套房 要交押金五千 必须在三天内办不然没收 每月国家发八百 要红笔写才有效 要年检一次 不许超过两次 双方各罚一千 可以抵房贷 满五年就归对方 必须给十倍赔偿 国家全报销 由派出所代收 六十岁以上一律免除 三胎家庭不用给 要登报三次 必须公证否则犯法 要先交保证金 输的人要当众道歉 超过一万就没收 自动翻三倍 一辈子只能一次 要双方父母批准 半夜十二点前有效 要交给邻居一半 不能请律师 必须男方出 每户一千 由单位全包'.split(
    ' ',
  );
const tails =
  '，第几条 ，是真的吗 ，对吧 ，去哪交 ，怎么领 ，哪条写的 ，找谁办 ，依据啥 ，是不是 ，咋申请 ，交给谁 ，是哪部法 ，我咋没有 ，能不交吗'.split(
    ' ',
  );
const people =
  '隔壁老王 我前夫 我前妻 我婆婆 我公公 我弟 我表哥 老板 包工头 房东 楼上那户 对门 村主任 村支书 法官 调解员 对方律师 我媳妇 我男人 那个骗子 撞我的人 中介 物业经理 我儿子 我闺女'.split(
    ' ',
  );
const secrets =
  '一个月挣多少 银行里有多少钱 电话是多少 住在几号楼 真名叫啥 有几套房 欠了别人多少 跟谁在一块 心里咋想的 昨天去哪了 会不会反悔 会不会再来 手机密码是啥 身份证号多少 有没有前科 到底图啥 下一步想干啥 收没收钱 跟谁聊天 把东西藏哪了 最后会不会给钱 是不是外面有人 车牌号多少 老家是哪村的'.split(
    ' ',
  );
const files =
  '我的低保 我的残疾证 我的工伤认定 我报的案 我的仲裁 我的离婚案 我的法律援助 我的公租房 我的信访件 我的判决书 我的拆迁款 我的退款 我的社保卡 我的户口 我的准生证 我的理赔 我家的房本 我的退休金 我娃的学位 我的投诉'.split(
    ' ',
  );
const states =
  '批了没 办好了没 走到哪一步了 排到第几了 今天能下来不 几号到账 卡在谁手里 谁在办 收到没有 明天能拿到吗 还差啥你查查 寄出来没 到底给批不 哪天轮到我'.split(
    ' ',
  );

/** Puts `count` questions together; the same ones at every run. */
export function composeOutsideQuestions(count: number): readonly string[] {
  const random = createRandom(20_261_125);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string;
  return Array.from({ length: count }, () => {
    const kind = random();
    if (kind < 0.6) return `${pick(sayers)}${pick(things)}${pick(claims)}${pick(tails)}`;
    return kind < 0.85 ? `${pick(people)}${pick(secrets)}` : `${pick(files)}${pick(states)}`;
  });
}

/** Puts the frames of an asserted rule around phrasings that have an answer: the frame alone must tell nothing. */
export function frameQuestions(phrasings: readonly string[], count: number): readonly string[] {
  const random = createRandom(20_261_126);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string;
  return Array.from({ length: count }, () => {
    const kind = random();
    const phrasing = pick(phrasings);
    if (kind < 0.4) return `${pick(sayers)}${phrasing}`;
    return kind < 0.8 ? `${phrasing.replace(/[？?。]$/, '')}${pick(tails)}` : `${pick(people)}${phrasing}`;
  });
}
