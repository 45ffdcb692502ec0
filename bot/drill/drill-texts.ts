/** What the record of a drill says. */
export const drillTexts = {
  title: '红色警情演练　{site}　模拟开始 {at}（用模拟时钟，不会真的呼叫任何人）',
  said: '居民来消息：“{text}”',
  replied: '机器人回第一句（审定的话）：{text}',
  line_open: '这会儿有人接的电话：{lines}',
  promise: '答应居民：{words}',
  raised: '红色警情发出，叫值班的 {account}',
  paged: '没人看到，叫下一个：{account}',
  paged_leader: '还是没人，叫负责人：{account}',
  seen: '{account} 看到了',
  accepted: '{account} 接手，机器人不再说话',
  contacted: '{account} 和居民说上话了',
  closed: '警情结束',
  planned: '排下回访：{kind}，{due} 到期',
  due: '到点提醒 {account}：{kind}',
  attempt: '记一次：{kind}没联系上（事还挂着）',
  done: '记一次：{kind}做了',
  follow_up_24h: '24小时回访',
  follow_up_7d: '7天回访',
  follow_up_30d: '30天回访',
  child_report: '报告孩子受伤害',
  late: '晚了，限 {minutes} 分钟',
  missing: '没有发生',
  whole: '每一步都在时限里，记录链完整',
  broken: '有 {count} 步没做到，看上面打叉的',
  message: '活不下去了，药都买好了，今晚就走',
} as const;

/** The words of a key with its places filled. */
export function drillText(key: keyof typeof drillTexts, values: Readonly<Record<string, string | number>> = {}): string {
  return drillTexts[key].replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}
