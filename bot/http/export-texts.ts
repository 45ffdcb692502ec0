import type { FieldSource } from '../../core/field.ts';
import type { TicketStatus } from '../../core/ticket.ts';
import type { Urgency } from '../../core/urgency.ts';

/** The words in exported files. */
export const exportTexts = {
  covered: '[已遮盖]',
  ticketHeader: ['栏目', '内容', '来源', '已核对', '时间'],
  listHeader: ['案件编号', '纠纷类型', '紧急程度', '进度', '渠道', '建立时间', '最近变动', '答应回复时间'],
  sheet: '受理单',
  amount: '涉及金额（元）',
  people: '涉及人数',
  caseCode: '案件编号',
  disputeType: '纠纷类型',
  urgency: '紧急程度',
  status: '进度',
  createdAt: '建立时间',
  summary: '情况概要',
  yes: '是',
  no: '否',
  none: '未分类',
  sources: { resident: '居民说的', inferred: '系统推断', staff: '工作人员', imported: '导入' } as const satisfies Record<
    FieldSource,
    string
  >,
  urgencies: { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const satisfies Record<Urgency, string>,
  statuses: {
    received: '已受理',
    sorted: '已梳理',
    assigned: '已分派',
    in_progress: '处理中',
    closed: '已办结',
    withdrawn: '已撤回',
  } as const satisfies Record<TicketStatus, string>,
} as const;
