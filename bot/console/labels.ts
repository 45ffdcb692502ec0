import type { CareTaskKind, DeedOutcome } from '../../core/care-task.ts';
import type { ChannelKind } from '../../core/channel.ts';
import { type DisputeLabel, disputeTypes } from '../../core/dispute-type.ts';
import type { FieldSource } from '../../core/field.ts';
import type { ReachKind } from '../../core/page.ts';
import type { DisputeStage, Emotion, EmotionKind, RiskFinding, RiskKind, RiskLevel } from '../../core/risk.ts';
import type { Route } from '../../core/route.ts';
import type { StaffRole } from '../../core/staff.ts';
import type { OutboxState } from '../../core/store.ts';
import type { TicketStatus } from '../../core/ticket.ts';
import type { Urgency } from '../../core/urgency.ts';

/** The words for the codes of the domain. */
export const labels = {
  careTask: {
    follow_up_24h: '24小时回访',
    follow_up_7d: '7天回访',
    follow_up_30d: '30天回访',
    child_report: '报告孩子受伤害',
  } as const satisfies Record<CareTaskKind, string>,
  deedOutcome: {
    reached: '联系上了',
    not_reached: '没联系上',
    reported: '已报告',
    not_needed: '不用做',
  } as const satisfies Record<DeedOutcome, string>,
  reach: { console: '只用控制台', telegram: 'Telegram', wechat: '微信', wecom: '企业微信' } as const satisfies Record<ReachKind, string>,
  urgency: { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const satisfies Record<Urgency, string>,
  urgencyLong: { red: '红 · 立即', orange: '橙 · 当天', yellow: '黄 · 一般', blue: '蓝 · 咨询' } as const satisfies Record<Urgency, string>,
  risk: { none: '未见危险', watch: '留意', elevated: '较高', imminent: '紧急' } as const satisfies Record<RiskLevel, string>,
  riskKind: {
    suicide: '自杀',
    self_harm: '自伤',
    violence_victim: '遭受暴力',
    domestic_violence: '家庭暴力',
    threat_made: '扬言伤人',
    threat_received: '受到威胁',
    child_harm: '侵害未成年人',
    sexual_violence: '性侵害',
    medical: '急病伤',
  } as const satisfies Record<RiskKind, string>,
  findingBy: { lexicon: '词句', model: '模型', context: '上下文', history: '前面的话', failure: '筛查出错' } as const satisfies Record<
    RiskFinding['by'],
    string
  >,
  emotion: { resentment: '怨', hatred: '恨', annoyance: '恼', anger: '怒', weariness: '烦' } as const satisfies Record<EmotionKind, string>,
  emotionStrength: { 1: '轻', 2: '中', 3: '重' } as const satisfies Record<Emotion['strength'], string>,
  disputeStage: {
    matter: '有事',
    words: '争吵',
    obstruction: '阻拦毁坏',
    threat: '威胁',
    blows: '动手',
  } as const satisfies Record<DisputeStage, string>,
  status: {
    received: '已受理',
    sorted: '已梳理',
    assigned: '已分派',
    in_progress: '处理中',
    closed: '已办结',
    withdrawn: '已撤回',
  } as const satisfies Record<TicketStatus, string>,
  source: { resident: '居民说的', inferred: '推断', staff: '工作人员', imported: '导入' } as const satisfies Record<FieldSource, string>,
  /** What is wrong with a door and what to do, by the code that it gives. */
  /** Why a reply could not be delivered, by the channel's code. */
  undelivered: {
    account_not_certified: '公众号没认证，不能主动发消息',
    blocked_by_user: '对方把账号拉黑了',
    blocked_or_never_started: '对方拉黑了账号，或者没跟它说过话',
    message_limit: '对方没再说话，条数到上限了',
    out_of_48_hours: '对方超过48小时没说话，平台不让发',
    no_such_account: '没有这个客服账号了',
    no_such_person: '找不到这个人',
    not_following: '对方没关注公众号',
    person_restricted: '对方的账号受限',
    refused_by_telegram: 'Telegram 不收这条',
    servicer_has_it: '这个会话正由企业微信里的同事接待',
    session_ended: '会话在企业微信里结束了',
    too_long: '太长，平台不收',
  } as Readonly<Record<string, string>>,
  doorProblem: {
    bad_token: '密钥不对，请管理员重新填',
    bad_secret: '密钥不对，请管理员重新填',
    ip_not_listed: '服务器的地址没加进对方的白名单，请管理员加上',
    clock_skew: '服务器的钟不准，请管理员对时',
    service_down: '对方的服务连不上，正在自己重连',
    unreachable: '对方的服务连不上，正在自己重连',
    connection_lost: '断线了，正在自己重连',
    connection_silent: '断线了，正在自己重连',
    no_events: '连上了但收不到消息：多半有别的程序在用同一个密钥',
    other_instance: '有别的程序在用同一个密钥，请管理员停掉一个',
    rate_limited: '发得太快，对方要求等一等',
    message_limit: '这个人没再说话，发给他的条数到上限了',
    scan_needed: '要用手机扫码登录',
    logged_out: '掉线了，要用手机扫码重新登录',
    other: '出了点毛病，请管理员看日志',
  } as Readonly<Record<string, string>> & { readonly other: string },
  channel: {
    web: '网页',
    terminal: '终端',
    phone: '电话',
    wechat: '微信',
    telegram: 'Telegram',
    official_account: '公众号',
    wecom: '企业微信',
  } as const satisfies Record<ChannelKind, string>,
  route: {
    emergency_110: '报警110',
    emergency_120: '急救120',
    psych_line: '心理热线',
    human_duty: '值班员',
    dv_protection: '反家暴保护',
    minor_protection: '未成年人保护',
    mediator_grid: '网格调解',
    mediator_community: '社区调解',
    mediator_street: '街道调解',
    industry_mediation: '行业调解',
    labor_12333: '人社12333',
    consumer_12315: '消费12315',
    admin_12345: '政务12345',
    legal_qa: '法律问答',
    lawsuit_guidance: '诉讼引导',
    judicial_confirmation: '司法确认',
    case_status: '查进度',
    supervisor_complaint: '投诉（负责人）',
    privacy_request: '个人信息请求',
    refuse_out_of_scope: '不属本中心',
  } as const satisfies Record<Route, string>,
  role: {
    volunteer: '志愿者',
    duty_officer: '值班员',
    mediator: '调解员',
    counsellor: '心理咨询师',
    manager: '负责人',
    admin: '管理员',
  } as const satisfies Record<StaffRole, string>,
  delivery: { waiting: '等待发送', sending: '发送中', sent: '已送达', dropped: '没发（已接管）', dead: '没送达' } as const satisfies Record<
    OutboxState,
    string
  >,
  suggestionFrom: { safety: '安全', corpus: '问答库', form: '登记表' } as const,
} as const;

/** The dispute types for a list, with the word for none. */
export const disputeOptions: readonly { readonly value: DisputeLabel; readonly label: string }[] = [
  ...disputeTypes.map((value) => ({ value, label: value })),
  { value: 'none', label: '不是纠纷' },
];

/** A dispute type as staff read it. */
export function disputeName(type: DisputeLabel | null): string {
  return type === null || type === 'none' ? '未分类' : type;
}

/** The words for the events of the log; an unknown one is shown by its code. */
export const eventNames: Readonly<Record<string, string>> = {
  ticket_opened: '开了受理单',
  ticket_updated: '受理单有补充',
  fields_corrected: '居民更正了内容',
  field_edited: '改了栏目',
  status_changed: '改了进度',
  assigned: '分派',
  handed_off: '转人工',
  taken_over: '接管',
  handed_back: '交还机器人',
  staff_replied: '回复',
  suggestion_rejected: '没采用建议',
  risk_raised: '危险等级上升',
  risk_lowered: '人工降级',
  label_corrected: '改了标签',
  alert_raised: '发出红色警情',
  alert_paged: '呼叫值班',
  alert_seen: '警情已看到',
  alert_accepted: '警情已接手',
  alert_contacted: '警情已联系',
  alert_closed: '警情结束',
  promise_late: '说好的时间到了没联系上',
  task_planned: '排下回访或报告',
  task_due: '提醒：回访或报告到点',
  deed_recorded: '记下做了什么',
  page_sent: '已叫到值班的人（消息送出）',
  page_dead: '叫人的消息没送出去',
  reach_chosen: '改了怎么叫我',
  call_started: '来电',
  call_answered: '接通',
  call_held: '通话保持',
  call_resumed: '恢复通话',
  call_transferred: '电话转出',
  call_ended: '挂断',
  call_consent: '问录音和记录的同意',
  call_recorded: '有录音',
  call_handed_off: '通话转给调解员',
  call_words_kept: '通话文字经同意保留',
  call_words_forgotten: '没有同意，通话文字已删',
  reply_dead: '回复没送达',
  message_recalled: '居民撤回了一条消息',
  reply_replayed: '重发回复',
  reply_dropped_takeover: '接管后机器人回复作废',
  ticket_exported: '导出受理单',
  personal_data_erased: '删除个人信息',
};
