import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { maskNumber, normaliseCallerNumber } from './call.ts';
import { callEventSchema, callEventsSchema } from './call-event.ts';

const moment = { id: 'e1', call_id: 'c1', sequence: 1, at: '2026-11-25T10:00:00+08:00' };

describe('the wire format of calls', () => {
  it('is what docs/hotline-event.schema.json says', () => {
    const published = JSON.parse(readFileSync('docs/hotline-event.schema.json', 'utf8')) as Record<string, unknown>;
    expect(published).toMatchObject(z.toJSONSchema(callEventSchema, { io: 'input' }));
  });

  it('takes one event or a batch, and ignores what it does not know', () => {
    const started = { ...moment, type: 'call.started', vendor_thing: { a: 1 } };
    expect(callEventsSchema.parse(started)).toEqual([{ ...moment, type: 'call.started' }]);
    expect(callEventsSchema.parse({ events: [started, started] })).toHaveLength(2);
    expect(callEventsSchema.safeParse({ events: [] }).success).toBe(false);
    expect(callEventsSchema.safeParse({ ...started, at: 'yesterday' }).success).toBe(false);
  });
});

describe('numbers', () => {
  it.each([
    ['+86 139-0399-0288', '13903990288'],
    ['0086 13903990288', '13903990288'],
    ['0399 (5012345)', '03995012345'],
    ['110', '110'],
    ['+44 20 7946 0000', '00442079460000'],
    ['anonymous', ''],
    ['', ''],
  ])('%s is written %s', (told, written) => {
    expect(normaliseCallerNumber(told)).toBe(written);
  });

  it('are covered in the middle', () => {
    expect(maskNumber('13903990288')).toBe('139****0288');
    expect(maskNumber('12345')).toBe('***45');
    expect(maskNumber('')).toBe('');
  });
});
