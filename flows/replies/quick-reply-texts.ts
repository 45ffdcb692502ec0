import type { QuickReply } from '../../core/channel.ts';

function both(label: string, send = label): QuickReply {
  return { label, send };
}

/** The choices that a resident can tap, by meaning. What is sent is what a resident would write. */
export const quickReplyTexts = {
  register: both('我要登记'),
  person: both('找人工'),
  ask: both('问法律问题', '我想问个法律问题'),
  status: both('查进度'),
  skip: both('跳过'),
  unknown: both('不知道'),
  refuse: both('不想说'),
  right: both('对'),
  wrong: both('有不对的'),
  goOn: both('继续登记', '继续'),
  other: both('说别的', '先说别的'),
  yes: both('是'),
  no: both('不是', '没有'),
  erase: both('确认删除'),
  keep: both('不删了'),
  keepIt: both('可以记'),
  dropIt: both('不记'),
  handOver: { label: '同意转', send: '同意转' },
  keepHere: { label: '不转', send: '不转' },
} as const satisfies Readonly<Record<string, QuickReply>>;
