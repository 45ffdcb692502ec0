import { describe, expect, it } from 'vitest';
import { checkSoak } from './check-soak.ts';

const residents = [
  { person: 'p0', room: null },
  { person: 'p1', room: 'r' },
];
const tag = (tokens: string, turn: string, place = 0): string => `好的\n〔re ${tokens} ${turn} ${place}〕`;

describe('the check of the soak', () => {
  it('is content with every question answered once, in order, to who asked', () => {
    const received = [
      { chatId: 'p0', text: tag('0-0,0-1', 't1') },
      { chatId: 'p0', text: tag('0-0,0-1', 't1', 1) },
      { chatId: 'r', text: `@p1\u2005${tag('1-0', 't2')}` },
      { chatId: 'p0', text: tag('0-2', 't3') },
    ];
    expect(checkSoak(['0-0', '0-1', '1-0', '0-2'], received, residents)).toEqual({
      sent: 4,
      answered: 4,
      replies: 4,
      lost: [],
      twice: [],
      disordered: [],
      misdelivered: [],
    });
  });

  it('finds what was lost, doubled, out of order or with a wrong person', () => {
    const received = [
      { chatId: 'p0', text: tag('0-1', 't1') },
      { chatId: 'p0', text: tag('0-1', 't1') },
      { chatId: 'p0', text: tag('0-0', 't2') },
      { chatId: 'r', text: tag('0-2', 't3') },
      { chatId: 'p0', text: tag('0-2', 't4') },
    ];
    expect(checkSoak(['0-0', '0-1', '0-2', '0-3'], received, residents)).toMatchObject({
      lost: ['0-3'],
      twice: ['0-1', '0-2'],
      disordered: ['0-0'],
      misdelivered: ['0-2'],
    });
  });
});
