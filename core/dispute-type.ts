/** The eighteen dispute types of the people's mediation statistics (STANDARDS.md §2.3), in the order of the report. */
export const disputeTypes = [
  '婚姻家庭纠纷',
  '邻里纠纷',
  '房屋宅基地纠纷',
  '合同纠纷',
  '生产经营纠纷',
  '损害赔偿纠纷',
  '山林土地纠纷',
  '征地拆迁纠纷',
  '环境污染纠纷',
  '拖欠农民工工资纠纷',
  '其他劳动争议',
  '旅游纠纷',
  '电子商务纠纷',
  '其他消费纠纷',
  '医疗纠纷',
  '道路交通事故纠纷',
  '物业纠纷',
  '其他纠纷',
] as const;

/** One of the eighteen dispute types. */
export type DisputeType = (typeof disputeTypes)[number];

/** A dispute type, or `none` where a message holds no dispute (a greeting, a pure question of law, a look-up). */
export type DisputeLabel = DisputeType | 'none';

/** Tells whether a text is one of the eighteen. */
export function isDisputeType(text: string): text is DisputeType {
  return (disputeTypes as readonly string[]).includes(text);
}
