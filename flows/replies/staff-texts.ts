/** What staff read: why a draft is suggested, why a conversation was handed over, the lines of a summary. */
export const staffTexts = {
  'why.corpus': '问答库里与这句话最接近的条目：{topic}（把握{confidence}%）',
  'why.form': '登记表还缺“{label}”',
  'why.read_back': '登记表已齐，可以复述核对',
  'reason.asked': '居民要求找人工',
  'reason.confirmed': '登记已核对，等人联系',
  'reason.complaint': '反映工作人员的问题',
  'reason.upset': '居民情绪激动',
  'summary.type': '类型：{value}',
  'summary.line': '{label}:{value}',
  'summary.unconfirmed': '（未核对）',
  'summary.conflict': '（另有说法：{value}）',
} as const;
