import { describe, expect, it } from 'vitest';
import { types } from 'wechaty-puppet';
import { type OwnNames, readKind, readRecalledId, readText } from './read-message.ts';

const own: OwnNames = { userId: 'bot', names: ['小桥', '心桥助手'], prefixes: ['/问'] };
const inRoom = (text: string, mentions: readonly string[] = []) => readText(text, mentions, own, true);

describe('who a line of a room is meant for', () => {
  it('is us where we are mentioned, by the list or by the text', () => {
    expect(inRoom('@小桥\u2005楼上漏水找谁')).toMatchObject({ addressed: true, text: '楼上漏水找谁' });
    expect(inRoom('楼上漏水找谁 @心桥助手')).toMatchObject({ addressed: true, text: '楼上漏水找谁' });
    expect(inRoom('楼上漏水找谁', ['bot'])).toMatchObject({ addressed: true, text: '楼上漏水找谁' });
  });

  it('is us where we are called by name or by the prefix', () => {
    expect(inRoom('小桥，物业费能不交吗')).toMatchObject({ addressed: true, text: '物业费能不交吗' });
    expect(inRoom('/问 物业费能不交吗')).toMatchObject({ addressed: true, text: '物业费能不交吗' });
    expect(inRoom('小桥')).toMatchObject({ addressed: true, text: '' });
  });

  it('is not us where the name is part of other words, or everybody is called', () => {
    expect(inRoom('小桥流水人家真好看').addressed).toBe(false);
    expect(inRoom('@小桥头超市\u2005有货吗').addressed).toBe(false);
    expect(inRoom('@所有人 明天停水')).toMatchObject({ addressed: false, text: '明天停水' });
    expect(inRoom('@all\u2005明天停水').addressed).toBe(false);
  });

  it('is us where what we said is quoted, and the quote stands apart', () => {
    const dashes = '- - - - - - - - - - - - - - -';
    expect(inRoom(`「小桥：可以先找物业。」\n${dashes}\n那物业不管呢`)).toEqual({
      addressed: true,
      text: '那物业不管呢',
      quotedText: '可以先找物业。',
    });
    expect(inRoom(`「老张：我家漏水」\n${dashes}\n我家也漏`)).toMatchObject({ addressed: false, quotedText: '我家漏水' });
  });

  it('is always us in private', () => {
    expect(readText('在吗', [], own, false)).toEqual({ addressed: true, text: '在吗', quotedText: null });
  });
});

describe('what a message is', () => {
  it('tells people from the program', () => {
    expect(readKind(types.Message.Audio)).toEqual({ kind: 'voice', attachment: 'voice' });
    expect(readKind(types.Message.GroupNote)).toBeNull();
    expect(readKind(types.Message.RedEnvelope)).toEqual({ kind: 'other', attachment: null });
  });

  it('finds what a recall takes back', () => {
    expect(readRecalledId('12345')).toBe('12345');
    expect(readRecalledId('<sysmsg type="revokemsg"><revokemsg><newmsgid>778</newmsgid></revokemsg></sysmsg>')).toBe('778');
    expect(readRecalledId('<sysmsg type="other"/>')).toBeNull();
  });
});
