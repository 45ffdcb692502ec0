import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../core/ids.ts';
import type { Staff } from '../../core/staff.ts';
import type { Ticket } from '../../core/ticket.ts';
import { createEchoFlows } from './testing/echo-flows.ts';
import { ordinary } from './testing/scripted-flows.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

async function openWithTicket(
  text = '[ticket]',
): Promise<{ readonly id: ConversationId; readonly ticket: Ticket; readonly officer: Staff }> {
  stage = await createTestStage();
  const id = await stage.say(text);
  await stage.engine.idle();
  const ticket = await stage.read(async (tx) => (await tx.tickets.list({ conversationId: id }))[0]);
  if (ticket === undefined) throw new Error('no ticket was opened');
  return { id, ticket, officer: await stage.hire('duty_officer') };
}

describe('staff and replies', () => {
  it('sends own words, accepted and edited suggestions, and records each choice', async () => {
    const { id, officer } = await openWithTicket();
    await stage.engine.takeOver(id, officer);
    await stage.engine.sendAsStaff(id, officer, { text: '我是值班员' });
    const [suggestion] = await stage.read((tx) => tx.suggestions.list({ conversationId: id, state: 'open' }));
    if (suggestion === undefined) throw new Error('no suggestion');
    await stage.engine.sendAsStaff(id, officer, { text: `${suggestion.reply.text}!`, suggestionId: suggestion.id });
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.key)).toEqual(['echo', 'staff.own', 'staff.edited']);
    expect(await stage.read((tx) => tx.suggestions.get(suggestion.id))).toMatchObject({ state: 'edited', decidedBy: officer.id });
    await expect(stage.engine.rejectSuggestion(suggestion.id, officer)).rejects.toMatchObject({ code: 'stale_version' });
  });

  it('asks a person to take over before writing, and refuses where a colleague has it', async () => {
    const { id, officer } = await openWithTicket();
    const volunteer = await stage.hire('volunteer');
    await expect(stage.engine.sendAsStaff(id, volunteer, { text: '您好' })).rejects.toMatchObject({ code: 'not_allowed' });
    await stage.engine.takeOver(id, officer);
    await expect(stage.engine.sendAsStaff(id, volunteer, { text: '您好' })).rejects.toMatchObject({ code: 'already_owned' });
    await expect(stage.engine.takeOver(id, volunteer, { force: true })).rejects.toMatchObject({ code: 'already_owned' });
    const manager = await stage.hire('manager');
    expect((await stage.engine.takeOver(id, manager, { force: true })).owner).toMatchObject({ staffId: manager.id });
  });

  it("sends a person's words in a group to the resident alone", async () => {
    stage = await createTestStage();
    const officer = await stage.hire('duty_officer');
    const id = await stage.say('你好', { group: true });
    await stage.engine.idle();
    await stage.engine.takeOver(id, officer);
    await stage.engine.sendAsStaff(id, officer, { text: '请把电话发给我' });
    await stage.engine.idle();
    expect(stage.channel.delivered.at(-1)?.privately).toBe(true);
  });
});

describe('staff and tickets', () => {
  it('edits a field with its old value in the log, and refuses a stale version and a wrong kind', async () => {
    const { id, ticket, officer } = await openWithTicket();
    const name = 'applicant.name';
    const first = await stage.engine.editField(ticket.id, officer, name, '张三', ticket.version);
    const second = await stage.engine.editField(ticket.id, officer, name, '张山', first.version);
    expect(second.fields[name]).toMatchObject({ value: '张山', source: 'staff', confirmed: true });
    await expect(stage.engine.editField(ticket.id, officer, name, '李四', first.version)).rejects.toMatchObject({ code: 'stale_version' });
    await expect(stage.engine.editField(ticket.id, officer, 'no.such', 'x', second.version)).rejects.toMatchObject({ code: 'bad_input' });
    const events = await stage.read((tx) => tx.events.read({ conversationId: id, kind: 'field_edited' }));
    expect(events.map((event) => event.detail)).toEqual([
      { name, was: null, wasSource: null, now: '张三' },
      { name, was: '张三', wasSource: 'staff', now: '张山' },
    ]);
    expect(await stage.read((tx) => tx.events.verifyChain())).toBeNull();
  });

  it('lets a volunteer move a ticket on but not close it, and assigns only to active people', async () => {
    const { ticket, officer } = await openWithTicket();
    const volunteer = await stage.hire('volunteer');
    const sorted = await stage.engine.setStatus(ticket.id, volunteer, 'sorted', ticket.version);
    await expect(stage.engine.setStatus(ticket.id, volunteer, 'closed', sorted.version)).rejects.toMatchObject({ code: 'not_allowed' });
    const mediator = await stage.hire('mediator');
    const assigned = await stage.engine.assign(ticket.id, officer, mediator.id, sorted.version);
    expect([assigned.assigneeId, assigned.status]).toEqual([mediator.id, 'assigned']);
    await stage.read((tx) => tx.staff.update({ ...volunteer, active: false }));
    await expect(stage.engine.assign(ticket.id, officer, volunteer.id, assigned.version)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('YJ-07: refuses to give a red case to a volunteer', async () => {
    const { ticket, officer } = await openWithTicket('[danger] [ticket]');
    const volunteer = await stage.hire('volunteer');
    const counsellor = await stage.hire('counsellor');
    const current = (await stage.read((tx) => tx.tickets.get(ticket.id))) ?? ticket;
    expect(current.urgency).toBe('red');
    await expect(stage.engine.assign(ticket.id, officer, volunteer.id, current.version)).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('YJ-07') as string,
    });
    expect((await stage.engine.assign(ticket.id, officer, counsellor.id, current.version)).assigneeId).toBe(counsellor.id);
  });

  it('corrects a label and keeps the correction as a training row', async () => {
    const { ticket } = await openWithTicket();
    const volunteer = await stage.hire('volunteer');
    const corrected = await stage.engine.correctLabel(ticket.id, volunteer, { label: 'dispute_type', now: '物业纠纷', turnId: null });
    expect(corrected.disputeType).toBe('物业纠纷');
    const rows = await stage.read((tx) => tx.feedback.listCorrections(10));
    expect(rows.map(({ label, was, now }) => ({ label, was, now }))).toEqual([{ label: 'dispute_type', was: '邻里纠纷', now: '物业纠纷' }]);
    await expect(stage.engine.correctLabel(ticket.id, volunteer, { label: 'route', now: 'nowhere', turnId: null })).rejects.toMatchObject({
      code: 'bad_input',
    });
  });

  it('lets only those who may lower red, with a reason, by whatever way', async () => {
    const { id, ticket, officer } = await openWithTicket('[danger] [ticket]');
    const volunteer = await stage.hire('volunteer');
    const lower = { risk: 'watch', urgency: 'orange' } as const;
    await expect(stage.engine.lowerRisk(id, volunteer, lower, '已联系')).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(stage.engine.correctLabel(ticket.id, volunteer, { label: 'urgency', now: 'blue', turnId: null })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(stage.engine.lowerRisk(id, officer, lower, ' ')).rejects.toMatchObject({ code: 'bad_input' });
    const lowered = await stage.engine.lowerRisk(id, officer, lower, '已联系,家人在旁');
    expect([lowered.risk, lowered.urgency]).toEqual(['watch', 'orange']);
    expect(await stage.read((tx) => tx.tickets.get(ticket.id))).toMatchObject(lower);
    expect(await stage.eventKinds(id)).toContain('risk_lowered');
  });

  it('shows a case by its code and the phone tail alone, and stops guessing', async () => {
    const { ticket, officer } = await openWithTicket();
    await stage.engine.editField(ticket.id, officer, 'applicant.phone', '13903990042', ticket.version);
    expect(await stage.engine.lookUpCase(ticket.caseCode.toLowerCase(), '0042')).toMatchObject({ caseCode: ticket.caseCode, heldBy: null });
    for (let tail = 1000; tail < 1008; tail += 1) expect(await stage.engine.lookUpCase(ticket.caseCode, String(tail))).toBeNull();
    expect(await stage.engine.lookUpCase(ticket.caseCode, '0042')).toBeNull();
    stage.clock.advance(3_600_001);
    expect(await stage.engine.lookUpCase(ticket.caseCode, '0042')).not.toBeNull();
  });
});

describe('a phone call', () => {
  it('goes from first words to a ticket without a word sent to anybody', async () => {
    const read = {
      name: 'respondent.name',
      field: { value: '王五', source: 'resident', messageId: null, confirmed: false, at: '', confidence: 0.9 },
    } as const;
    stage = await createTestStage({
      flows: createEchoFlows({ triage: () => ({ ...ordinary, fields: { [read.name]: read.field } }) }),
    });
    const volunteer = await stage.hire('volunteer');
    const call = await stage.engine.startCall(volunteer, '03995012345');
    expect(call.owner).toMatchObject({ kind: 'person', staffId: volunteer.id });
    await stage.engine.callerSaid(call.id, volunteer, '楼上王五家天天漏水');
    expect((await stage.lines(call.id)).map((line) => line.text)).toEqual(['楼上王五家天天漏水']);
    expect(await stage.read((tx) => tx.suggestions.list({ conversationId: call.id, state: 'open' }))).toHaveLength(1);
    const ticket = await stage.engine.openTicket(call.id, volunteer);
    expect(ticket).toMatchObject({ disputeType: '邻里纠纷', channel: 'phone', assigneeId: volunteer.id });
    expect(ticket.fields['respondent.name']?.value).toBe('王五');
    expect(ticket.fields['applicant.phone']?.value).toBe('03995012345');
    expect((await stage.engine.openTicket(call.id, volunteer)).id).toBe(ticket.id);
    await stage.engine.sendAsStaff(call.id, volunteer, { text: '我记下了' });
    await stage.engine.idle();
    expect(await stage.outbox(call.id)).toEqual([]);
  });

  it('lets nobody else speak for the caller', async () => {
    stage = await createTestStage();
    const [volunteer, other] = [await stage.hire('volunteer', 'v1'), await stage.hire('volunteer', 'v2')];
    const call = await stage.engine.startCall(volunteer, '');
    await expect(stage.engine.callerSaid(call.id, other, '喂')).rejects.toMatchObject({ code: 'already_owned' });
  });
});
