/** The twenty classes of LawBench 2-4, in its own order. */
export const topicLabels = [
  '婚姻家庭',
  '劳动纠纷',
  '交通事故',
  '债权债务',
  '刑事辩护',
  '合同纠纷',
  '房产纠纷',
  '侵权',
  '公司法',
  '医疗纠纷',
  '拆迁安置',
  '行政诉讼',
  '建设工程',
  '知识产权',
  '综合咨询',
  '人身损害',
  '涉外法律',
  '海事海商',
  '消费权益',
  '抵押担保',
] as const;

/** One of the twenty classes. */
export type TopicLabel = (typeof topicLabels)[number];
