import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../core/channel.ts';
import { createInboundPace } from './inbound-pace.ts';

const message: InboundMessage = {
  channel: 'wechat',
  channelMessageId: 'm',
  chatKey: 'room',
  personKey: 'anna',
  space: 'group',
  addressed: true,
  kind: 'text',
  text: '',
  quotedText: null,
  sentAt: '2026-11-24T10:00:00.000+08:00',
};

describe('the pace of what comes in', () => {
  it('lets a sender through until there is too much, says so once a minute, and lets them through again', () => {
    const pace = createInboundPace();
    for (let sent = 0; sent < 20; sent += 1) expect(pace.take(message, sent)).toEqual({ waitMs: 0, tell: false });
    expect(pace.take(message, 1000)).toMatchObject({ tell: true });
    expect(pace.take(message, 2000)).toMatchObject({ tell: false });
    expect(pace.take({ ...message, personKey: 'bert' }, 2000).waitMs).toBe(0);
    expect(pace.take(message, 100_000).waitMs).toBe(0);
  });

  it('counts a whole group together, and only what is meant for us', () => {
    const pace = createInboundPace();
    const from = (place: number, addressed = true) => pace.take({ ...message, personKey: `p${place}`, addressed }, place);
    for (let place = 0; place < 200; place += 1) expect(from(place, false).waitMs).toBe(0);
    for (let place = 0; place < 60; place += 1) expect(from(place).waitMs).toBe(0);
    expect(from(60)).toMatchObject({ tell: true });
  });
});
