import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../core/clock.ts';
import { createTerminalChannel, resolveChoice } from './terminal-channel.ts';

describe('the terminal', () => {
  it('takes a typed number as the choice that stands there', () => {
    const choices = [
      { label: '是', send: '是的' },
      { label: '不是', send: '不是' },
    ];
    expect(resolveChoice(' 1 ', choices)).toBe('是的');
    expect(resolveChoice('3', choices)).toBe('3');
    expect(resolveChoice('1千块', choices)).toBe('1千块');
  });

  it('reads a pipe line by line, prints choices as numbers and ends at /quit', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const heard: string[] = [];
    const channel = createTerminalChannel({
      input,
      output,
      clock: createManualClock('2026-11-24T10:00:00.000+08:00'),
      idle: async () => {},
      chatKey: 'pipe',
      prompt: '',
    });
    const ignore = async (): Promise<void> => {};
    await channel.start(async (message) => {
      heard.push(message.text);
      await channel.deliver({
        id: 'r' as never,
        channel: 'terminal',
        chatKey: 'pipe',
        personKey: 'pipe',
        sequence: heard.length,
        attempt: 1,
        answersMessageId: null,
        createdAt: '2026-11-24T10:00:00.000+08:00',
        key: 'greeting',
        text: '您好',
        origin: 'fixed',
        quickReplies: [{ label: '欠薪', send: '我要说欠薪的事' }],
        citations: [],
        privately: false,
      });
    }, ignore);
    input.end('喂\n\n1\n/quit\nnever read\n');
    await channel.closed;
    expect(heard).toEqual(['喂', '我要说欠薪的事']);
    expect(String(output.read())).toContain('1. 欠薪');
  });
});
