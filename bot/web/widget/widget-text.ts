/** Every word of the widget around the framed page. */
export const widgetText = {
  launch: '在线咨询',
  launchLabel: '：打开对话，矛盾调解、法律咨询',
  news: '条新消息',
  panel: '在线咨询对话',
  opening: '正在打开…',
  failed: '这里打不开对话。可以点下面，到单独的网页上说。急事请打 110、120。',
  instead: '到单独的网页上说',
  fold: '收起',
} as const;
