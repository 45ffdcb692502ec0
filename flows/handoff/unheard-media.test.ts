import { describe, expect, it } from 'vitest';
import type { SentLine } from '../testing/make-turn.ts';
import { createTalk } from '../testing/talk.ts';

const voice: SentLine = { kind: 'voice', text: '' };
const picture: SentLine = { kind: 'image', text: '' };

describe('what came without words', () => {
  it('tells kindly that a voice is not heard, and sends a person to it', () => {
    const talk = createTalk();
    const { keys, text, effects } = talk.say(voice);
    expect(keys).toEqual(['media.voice']);
    expect(text).toMatch(/机器人.*今天下午前/su);
    expect(effects).toContainEqual(expect.objectContaining({ kind: 'hand_off', reason: expect.stringContaining('语音') }));
    expect(talk.owner.kind).toBe('queue');
    const again = talk.say(voice);
    expect([again.keys, again.effects]).toEqual([['media.voice_again'], []]);
  });

  it('answers the words that came with a voice, and has a person hear the voice', () => {
    const talk = createTalk();
    const { keys, effects } = talk.say([voice, { kind: 'text', text: '你好' }]);
    expect(keys).toEqual(['greeting.hello', 'media.voice_too']);
    expect(effects.map(({ kind }) => kind)).toContain('hand_off');
  });

  it('treats a voice that was transcribed as words', () => {
    const { keys, effects } = createTalk().say({ kind: 'voice', text: '你好' });
    expect([keys, effects]).toEqual([['greeting.hello'], []]);
  });

  it('keeps a picture, asks for words, and goes on with the form after it', () => {
    const talk = createTalk();
    talk.say('我要登记，老板欠我三个月工钱');
    const asked = JSON.stringify(talk.state);
    const { keys, effects } = talk.say(picture);
    expect([keys, effects]).toEqual([['media.file'], []]);
    const phase = (state: string): unknown => (JSON.parse(state) as { intake?: { phase?: string } }).intake?.phase;
    expect(phase(JSON.stringify(talk.state))).toBe(phase(asked));
  });

  it('does not say that it kept what it could not keep', () => {
    const talk = createTalk();
    expect(talk.say({ ...picture, isIncomplete: true }).keys).toEqual(['media.incomplete']);
    expect(talk.say({ ...voice, isIncomplete: true }).keys).toEqual(['media.incomplete', 'media.voice_too']);
  });

  it('stays with somebody in danger who sends a voice', () => {
    const talk = createTalk();
    talk.say('我不想活了，药都买好了');
    const { replies } = talk.say(voice);
    expect(replies.map(({ key }) => key).join(' ')).toMatch(/safety\.|media\.voice/);
  });
});
