import { describe, expect, it } from 'vitest';
import { makeReply } from '../testing/make-reply.ts';
import { createWebChannel } from './web-channel.ts';

const reply = makeReply('web', 'a');

describe('the web channel', () => {
  it('tells only the page of the chat that a reply can be read', async () => {
    const channel = createWebChannel();
    await channel.start(
      async () => {},
      async () => {},
    );
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
