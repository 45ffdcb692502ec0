import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../core/channel.ts';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import { shapeReply, splitText } from './shape-reply.ts';

const reply: Reply = { key: 'k', text: '您好。', origin: 'fixed', quickReplies: [], citations: [], privately: false };
const choices = [
  { label: '欠薪', send: '我要说欠薪的事' },
  { label: '邻里', send: '我要说邻居的事' },
];

describe('shapeReply', () => {
  it('numbers the choices where there are no buttons, and leaves buttons alone where there are', () => {
    const asked = { ...reply, quickReplies: choices };
    expect(shapeReply(asked, channelCapabilities.wechat)).toEqual([{ ...reply, text: '您好。\n\n1. 欠薪\n2. 邻里' }]);
    expect(shapeReply(asked, channelCapabilities.telegram)).toEqual([asked]);
    expect(shapeReply(asked, { ...channelCapabilities.telegram, buttons: 1 })[0]?.quickReplies).toEqual([]);
  });

  it('does not number what the words already say', () => {
    const said = { ...reply, text: '要登记就回“我要登记”。', quickReplies: [{ label: '登记', send: '我要登记' }] };
    expect(shapeReply(said, channelCapabilities.wechat)[0]?.text).toBe(said.text);
  });

  it('splits at sentence ends and hangs the buttons on the last message', () => {
    const long = { ...reply, text: '第一句话。第二句话。第三句话。', quickReplies: choices };
    const shaped = shapeReply(long, { ...channelCapabilities.telegram, maxTextLength: 11 });
    expect(shaped.map((one) => one.text)).toEqual(['第一句话。第二句话。', '第三句话。']);
    expect(shaped.map((one) => one.quickReplies.length)).toEqual([0, 2]);
  });

  it('loses no letter and keeps every message within the limit, whatever the words', () => {
    const words = fc.string({ unit: fc.constantFrom('我', '。', '，', '\n', ' ', 'a', '！', '”'), maxLength: 400 });
    fc.assert(
      fc.property(words, fc.integer({ min: 3, max: 40 }), (text, most) => {
        const messages = splitText(text, most);
        for (const message of messages) expect(message.length).toBeLessThanOrEqual(Math.max(most, text.length <= most ? text.length : 0));
        expect(messages.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });
});

it('leaves alone a reply that names its weightiest articles, and names them where it names none', () => {
  const citation = (article: string) => ({ law: '民法典', article, version: '2020-05-28', inForce: true }) as const;
  const citations = [citation('第一千零七十七条'), citation('第一千零七十八条')];
  const door = { ...channelCapabilities.terminal, citationCards: false };
  expect(shapeReply({ ...reply, text: '要等。依据：《民法典》第一千零七十七条', citations }, door)[0]?.text).not.toContain(
    '第一千零七十八条',
  );
  expect(shapeReply({ ...reply, text: '要等。', citations }, door)[0]?.text).toContain('《民法典》第一千零七十八条');
});
