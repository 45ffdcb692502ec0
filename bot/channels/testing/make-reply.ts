import type { ChannelKind, OutboundReply } from '../../../core/channel.ts';
import { asId } from '../../../core/ids.ts';

/** A reply on its way to a private chat, with what a test says of it. */
export function makeReply(channel: ChannelKind, person: string, change: Partial<OutboundReply> = {}): OutboundReply {
  return {
    id: asId<'reply'>('5f1c3a52-4a1f-4c0e-9d55-1f2e3d4c5b6a'),
    channel,
    chatKey: person,
    personKey: person,
    sequence: 1,
    attempt: 1,
    answersMessageId: null,
    createdAt: '2026-11-24T10:00:00.000+08:00',
    key: 'test',
    text: '您好',
    origin: 'fixed',
    quickReplies: [],
    citations: [],
    privately: false,
    ...change,
  };
}
