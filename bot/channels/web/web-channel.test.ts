import { describe, expect, it } from 'vitest';
import { asId } from '../../../core/ids.ts';
import { createWebChannel } from './web-channel.ts';

const reply = {
  id: asId<'reply'>('r1'),
  channel: 'web',
  chatKey: 'a',
  personKey: 'a',
  sequence: 1,
  attempt: 1,
  answersMessageId: null,
  createdAt: '2026-11-24T10:00:00.000+08:00',
  key: 'k',
  text: '您好',
  origin: 'fixed',
  quickReplies: [],
  citations: [],
  privately: false,
} as const;

describe('the web channel', () => {
  it('tells only the page of the chat that a reply can be read', async () => {
    const channel = createWebChannel();
    const heard: string[] = [];
    const stop = channel.subscribe('a', () => heard.push('a'));
    channel.subscribe('b', () => heard.push('b'));
    expect(await channel.deliver(reply)).toEqual({ kind: 'sent' });
    stop();
    await channel.deliver(reply);
    expect(heard).toEqual(['a']);
  });

  it('refuses a message before it was started, so that the page keeps it', async () => {
    await expect(createWebChannel().receive({} as never)).rejects.toThrow('not started');
  });
});
