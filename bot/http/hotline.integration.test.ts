import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ManualClock } from '../../core/clock.ts';
import { formatInstant } from '../../core/instant.ts';
import type { ConversationView } from './api-schema.ts';
import { addColleague, type StaffClient } from './testing/api-client.ts';
import { type CallStage, openCallStage, textsOf } from './testing/call-stage.ts';
import type { TestServer } from './testing/start-test-server.ts';

const waiting = { timeout: 20_000, interval: 20 };
const minute = 60_000;

let stage: CallStage;
let server: TestServer;
let clock: ManualClock;
let admin: StaffClient;
let volunteer: StaffClient;
let { event, said, tell, queue, idOfCall, view }: CallStage = {} as CallStage;

beforeEach(async () => {
  stage = await openCallStage();
  ({ server, clock, admin, volunteer, event, said, tell, queue, idOfCall, view } = stage);
});
afterEach(() => server.close());

describe('a call', () => {
  const begin = () => tell(event('call.started', 1, { caller_number: '13903990288', agent: 'linxiaoman' }));

  it('rings for the volunteer whose phone it is and for nobody else, with the number covered', async () => {
    await begin();
    expect((await queue(volunteer)).calls).toMatchObject([
      { mine: true, state: 'ringing', caller: { number: '139****0288', earlierCalls: 0 } },
    ]);
    expect((await queue(admin)).calls).toEqual([]);
    await tell(event('call.transferred', 2, { to_agent: 'seat-nobody-knows' }));
    expect((await queue(admin)).calls).toMatchObject([{ mine: false }]);
    await tell(event('call.answered', 3, { agent: 'admin' }));
    expect((await queue(volunteer)).calls).toEqual([]);
    expect((await queue(admin)).calls).toMatchObject([{ mine: true, state: 'active' }]);
  });

  it('shows what is being said, stores none of it, and takes what the line cut off', async () => {
    await begin();
    const id = await idOfCall();
    await tell(said(2, '他把门', { final: false, utterance_id: 'u' }));
    await tell(
      said(4, '他把门锁了要打死我', { final: false, utterance_id: 'u' }),
      said(3, '他把门锁了', { final: false, utterance_id: 'u' }),
    );
    const hearing = await view(id);
    expect(hearing.call?.hearings).toMatchObject([{ speaker: 'caller', text: '他把门锁了要打死我' }]);
    expect(hearing.call?.hearings[0]?.level).not.toBe('none');
    expect(textsOf(hearing)).toEqual([]);
    clock.advance(9000);
    await vi.waitFor(async () => expect(textsOf(await view(id))).toEqual(['他把门锁了要打死我']), waiting);
    expect((await view(id)).alerts).toHaveLength(1);
    // The rest of the same sentence is not heard twice.
    await tell(said(5, '他把门锁了要打死我,你们快来', { utterance_id: 'u' }));
    expect(textsOf(await view(id))).toEqual(['他把门锁了要打死我', ',你们快来']);
  });

  it('reads pieces of one sentence together, and never lets the bot speak', async () => {
    await begin();
    const id = await idOfCall();
    await tell(
      said(2, '我昨天晚上把一瓶安', { utterance_id: 'u' }),
      said(3, '眠药都吃', { utterance_id: 'u' }),
      said(4, '了', { utterance_id: 'u' }),
    );
    const seen = await view(id);
    expect(seen.conversation.risk).toBe('imminent');
    expect(seen.alerts).toHaveLength(1);
    expect(seen.lines.some(({ from }) => from === 'bot')).toBe(false);
    expect(seen.suggestions[0]).toMatchObject({ from: 'safety' });
    const paged = seen.events.filter(({ kind }) => kind === 'alert_raised');
    expect(paged[0]?.detail.account).toBe(server.app.duty.peopleToPage(clock.now())[0]);
  });

  it('never speaks in a call that nobody took either', async () => {
    await tell(event('call.started', 1), said(2, '楼上天天半夜敲墙,我受不了了,想打官司'));
    const id = await idOfCall();
    const seen = await view(id);
    expect(seen.conversation.owner.kind).toBe('queue');
    expect(seen.lines.every(({ from }) => from === 'resident')).toBe(true);
    expect(seen.suggestions.length).toBeGreaterThan(0);
    const sent = await server.app.store.transaction((tx) => tx.outbox.list({}));
    expect(sent).toEqual([]);
  });

  it('does not ask for the number that it knows', async () => {
    await begin();
    await tell(said(2, '包工头刘大海欠我三个月工钱,一共一万八,就我一个人'));
    const seen = await view(await idOfCall());
    expect(seen.fields['applicant.phone']).toMatchObject({ value: '13903990288', source: 'imported' });
    for (let sequence = 3; sequence < 9; sequence += 1) {
      const { suggestions } = await view(await idOfCall());
      expect(suggestions.map(({ reply }) => reply.text).join()).not.toMatch(/电话(?:号码)?(?:是|多少|留)/);
      await tell(said(sequence, '不知道'));
    }
  });

  it('keeps both voices in the order of the talk', async () => {
    await begin();
    const at = (seconds: number) => formatInstant(new Date(Date.parse(clock.now()) - 60_000 + seconds * 1000));
    await tell(said(2, '喂', { at: at(1) }), said(4, '物业把水停了', { at: at(9) }));
    await tell(said(3, '您好,您说', { at: at(5), speaker: 'volunteer' }));
    const seen = await view(await idOfCall());
    expect(seen.lines.map(({ text }) => text)).toEqual(['喂', '您好,您说', '物业把水停了']);
    expect(seen.lines[1]).toMatchObject({ from: 'staff', staffName: '林小满' });
  });
});

describe('after a call', () => {
  const hold = async (consent?: boolean): Promise<string> => {
    await tell(
      event('call.started', 1, { caller_number: '13903990288', agent: 'linxiaoman' }),
      said(2, '包工头刘大海欠我三个月工钱,一共一万八'),
    );
    await server.app.engine.idle();
    await tell(said(3, '他说再要就弄死我,已经拿刀堵在门口了'), said(4, '好的好的谢谢', { speaker: 'volunteer' }));
    await server.app.engine.idle();
    const id = await idOfCall();
    if (consent !== undefined) await tell(event('call.consent', 5, { given: consent }));
    await tell(event('call.recorded', 6, { recording: { reference: 'rec-77', seconds: 61 } }), event('call.ended', 7));
    return id;
  };

  it('opens one ticket with what was told, and forgets the words that nobody agreed to keep, but not those of danger', async () => {
    const id = await hold();
    const before = await view(id);
    expect(before.ticket?.fields.amount?.value).toBe(1_800_000);
    expect(textsOf(before)).toHaveLength(2);
    clock.advance(16 * minute);
    const after = await view(id);
    expect(textsOf(after)).toEqual(['', '他说再要就弄死我,已经拿刀堵在门口了']);
    expect(textsOf(after, 'staff')).toEqual(['']);
    expect(after.call).toMatchObject({ wordsGone: true, isRecorded: false });
    expect(after.lines[0]?.screen).not.toBeNull();
    expect(after.ticket?.fields.amount?.value).toBe(1_800_000);
    expect(after.alerts).toHaveLength(1);
    expect(after.events.map(({ kind }) => kind)).toContain('call_words_forgotten');
    const state = await server.app.store.transaction(async (tx) => (await tx.conversations.queue({}))[0]?.conversation.state);
    expect(state).toBeNull();
  });

  it('keeps words and recording with consent, and lets them go when it is taken back', async () => {
    const id = await hold(true);
    clock.advance(16 * minute);
    const kept = await view(id);
    expect(textsOf(kept)[0]).toContain('刘大海');
    expect(kept.call).toMatchObject({ consent: 'given', wordsGone: false, isRecorded: true });
    const exported = async (personal: string) => {
      const { text } = await admin.call(`tickets/${kept.ticket?.id}/export?format=json${personal}`);
      return text;
    };
    expect(await exported('&personal=1')).toMatch(/rec-77[\s\S]*刘大海/);
    expect(JSON.parse(await exported(''))).toMatchObject({ call: { consent: 'given', recording: null, transcript: null } });
    await volunteer.call(`calls/${id}/consent`, { state: 'refused' });
    const gone = await view(id);
    expect(textsOf(gone)[0]).toBe('');
    expect(gone.call?.isRecorded).toBe(false);
  });

  it('knows a caller again, and shows each role of the earlier cases what it may see', async () => {
    const id = await hold(true);
    await volunteer.call(`calls/${id}/hand-off`, { staffId: null });
    await tell({ ...event('call.started', 1, { caller_number: '0086 13903990288', agent: 'linxiaoman' }), call_id: 'c2' });
    const { calls } = await queue(volunteer);
    expect(calls[0]?.caller).toMatchObject({ earlierCalls: 1, callsInMonth: 1, danger: true });
    const second = calls[0]?.conversationId ?? '';
    const [covered] = (await view(second)).call?.earlier ?? [];
    expect(covered).toMatchObject({ danger: true, conversationId: null, status: 'sorted' });
    expect(covered?.summary).not.toContain('刘大海');
    const [whole] = (await view(second, admin)).call?.earlier ?? [];
    expect(whole?.conversationId).toBe(id);
    expect(whole?.summary).toContain('刘大海');
  });

  it('is handed to a mediator by the volunteer, who owns it when the call is over', async () => {
    const mediator = await addColleague(server.url, admin, {
      account: 'tiaojie',
      displayName: '乔云山',
      role: 'mediator',
      password: '老槐树底下常说话的人',
    });
    await tell(event('call.started', 1, { caller_number: '13903990288', agent: 'linxiaoman' }), said(2, '楼上漏水没人管'));
    const id = await idOfCall();
    const stranger = await volunteer.call(`calls/${id}/hand-off`, { staffId: volunteer.me.staff.id });
    expect(stranger.status).toBe(400);
    const handed = (await volunteer.call(`calls/${id}/hand-off`, { staffId: mediator.me.staff.id })).body as ConversationView;
    expect(handed.ticket).toMatchObject({ assigneeId: mediator.me.staff.id, status: 'assigned' });
    expect(handed.conversation.owner).toMatchObject({ name: '林小满' });
    expect((await mediator.call(`calls/${id}/end`, {})).status).toBe(409);
    const ended = (await volunteer.call(`calls/${id}/end`, {})).body as ConversationView;
    expect(ended.call?.state).toBe('ended');
    expect(ended.conversation.owner).toMatchObject({ name: '乔云山' });
  });
});
