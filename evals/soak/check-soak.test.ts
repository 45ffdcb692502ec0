import { describe, expect, it } from 'vitest';
import { checkSoak, type SoakReceived, type SoakResident } from './check-soak.ts';

const residents: readonly SoakResident[] = [
  { door: 'wechat', person: 'p0', room: null },
  { door: 'wechat', person: 'p1', room: 'r' },
  { door: 'telegram', person: '7', room: '-9' },
];
const tag = (tokens: string, turn: string, place = 0): string => `好的\n〔re ${tokens} ${turn} ${place}〕`;
const got = (chatId: string, text: string, change: Partial<SoakReceived> = {}): SoakReceived => ({
  door: 'wechat',
  chatId,
  person: null,
  text,
  at: 0,
  ...change,
});

describe('the check of the soak', () => {
  it('is content with every question answered once, in order, to who asked', () => {
    const received = [
      got('p0', tag('0-0,0-1', 't1')),
      got('p0', tag('0-0,0-1', 't1', 1)),
      got('r', tag('1-0', 't2'), { person: 'p1' }),
      got('p0', tag('0-2', 't3')),
      got('-9', tag('2-0', 't4'), { door: 'telegram', person: '7' }),
      got('7', tag('2-1', 't5'), { door: 'telegram' }),
    ];
    expect(checkSoak(['0-0', '0-1', '1-0', '0-2', '2-0', '2-1'], received, residents)).toEqual({
      sent: 6,
      answered: 6,
      replies: 6,
      lost: [],
      twice: [],
      repeated: [],
      disordered: [],
      misdelivered: [],
    });
  });

  it('finds what was lost, doubled, out of order or with a wrong person', () => {
    const received = [
      got('p0', tag('0-1', 't1')),
      got('p0', tag('0-1', 't1')),
      got('p0', tag('0-0', 't2')),
      got('r', tag('0-2', 't3'), { person: 'p0' }),
      got('p0', tag('0-2', 't4')),
      got('r', tag('1-0', 't5'), { person: 'p0' }),
      got('7', tag('2-0', 't6')),
    ];
    expect(checkSoak(['0-0', '0-1', '0-2', '0-3', '1-0', '2-0'], received, residents)).toMatchObject({
      lost: ['0-3'],
      twice: ['0-1', '0-2'],
      disordered: ['0-0'],
      misdelivered: ['0-2', '1-0', '2-0'],
    });
  });

  it('excuses a copy only at Telegram, and only of what was under way when the process was killed', () => {
    const at = (door: SoakReceived['door'], token: string, first: number): readonly SoakReceived[] => {
      const chatId = door === 'telegram' ? '7' : 'p0';
      return [first, first + 90_000].map((when) => got(chatId, tag(token, `t${token}${first}`), { door, at: when }));
    };
    const kills = [60_000];
    expect(checkSoak(['2-0'], at('telegram', '2-0', 59_900), residents, kills)).toMatchObject({ repeated: ['2-0'], twice: [] });
    expect(checkSoak(['2-0'], at('telegram', '2-0', 40_000), residents, kills)).toMatchObject({ repeated: [], twice: ['2-0'] });
    expect(checkSoak(['2-0'], at('telegram', '2-0', 60_100), residents, kills)).toMatchObject({ repeated: [], twice: ['2-0'] });
    expect(checkSoak(['0-0'], at('wechat', '0-0', 59_900), residents, kills)).toMatchObject({ repeated: [], twice: ['0-0'] });
  });
});
