import { describe, expect, it } from 'vitest';
import type { Reply } from '../../core/channel.ts';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { makeReply } from '../replies/compose-reply.ts';
import { freshState } from '../state.ts';
import { makeTurn } from '../testing/make-turn.ts';
import { smallSite } from '../testing/small-site.ts';
import { isQuarrel, isQuiet, keepEtiquette } from './keep-etiquette.ts';

const noon = '2026-11-24T12:00:00.000+08:00';
const night = '2026-11-24T23:30:00.000+08:00';
const context = { now: noon, site: smallSite, capabilities: channelCapabilities.wechat } as unknown as FlowContext;

function groupTurn(text: string, level: 'none' | 'imminent' = 'none'): ScreenedTurn {
  return {
    ...makeTurn(text, noon, 't1'),
    space: 'group',
    screen: { level, kinds: [], findings: [], lowered: [], failed: false },
    triage: { disputeType: 'none', disputeConfidence: 0, routes: [], urgency: 'blue', urgencyRule: '', intent: 'question', fields: {} },
  };
}
const step = (...replies: readonly Reply[]) => ({ state: freshState, replies, effects: [] });
const answer = (text: string): Reply =>
  makeReply('answer.grounded', text, { origin: 'corpus', quickReplies: [{ label: '我要登记', send: '我要登记' }] });
const long = answer(`工资要按月发。${'老板不能一直拖着不给。'.repeat(30)}\n\n您可以这样办：\n1. 留好记录\n\n依据：《劳动法》第五十条`);

describe('manners in a group', () => {
  it('makes a long answer short, keeps its articles and says where the rest is', () => {
    const { replies } = keepEtiquette(step(long), groupTurn('工资能拖吗'), context);
    expect(replies).toHaveLength(1);
    expect(replies[0]?.text.length).toBeLessThan(200);
    expect(replies[0]?.text).toMatch(/^工资要按月发。/);
    expect(replies[0]?.text).toContain('《劳动法》第五十条');
    expect(replies[0]?.text).toContain('私聊我说详细的');
    expect(replies[0]?.quickReplies).toEqual([]);
  });

  it('says one thing to all and the rest to who asked', () => {
    const { replies } = keepEtiquette(step(answer('可以。'), answer('还有一件事。')), groupTurn('行吗'), context);
    expect(replies.map((reply) => reply.privately)).toEqual([false, true]);
  });

  it('repeats no personal detail, but may name the numbers of the centre', () => {
    const told = keepEtiquette(step(answer('好的，13800001111给您记上了。')), groupTurn('记一下'), context);
    expect(told.replies.map((reply) => [reply.key, reply.privately])).toEqual([
      ['group.go_private', false],
      ['answer.grounded', true],
    ]);
    const named = groupTurn('我叫王翠花');
    const triage = { ...named.triage, fields: { applicant_name: { value: '王翠花' } } } as unknown as ScreenedTurn['triage'];
    expect(keepEtiquette(step(answer('王翠花您好。')), { ...named, triage }, context).replies[0]?.key).toBe('group.go_private');
    expect(keepEtiquette(step(answer(`打${smallSite.phone}。`)), groupTurn('电话'), context).replies[0]?.privately).toBe(false);
  });

  it('says nothing into a group in the quiet hours or in danger: all of it goes to the person', () => {
    const atNight = keepEtiquette(step(long), groupTurn('工资能拖吗'), { ...context, now: night });
    expect(atNight.replies).toEqual([{ ...long, privately: true }]);
    expect(keepEtiquette(step(long), groupTurn('救命', 'imminent'), context).replies[0]?.privately).toBe(true);
  });

  it('leaves a private talk as it is', () => {
    const turn = { ...groupTurn('工资能拖吗'), space: 'private' as const };
    expect(keepEtiquette(step(long), turn, context).replies).toEqual([long]);
  });

  it('knows quiet hours past midnight, and none where the ends are equal', () => {
    const groups = { ...smallSite.groups, quietFrom: '22:00', quietTo: '07:00' };
    expect(isQuiet({ groups }, night)).toBe(true);
    expect(isQuiet({ groups }, '2026-11-24T06:59:00.000+08:00')).toBe(true);
    expect(isQuiet({ groups }, noon)).toBe(false);
    expect(isQuiet({ groups: { ...groups, quietTo: '22:00' } }, night)).toBe(false);
  });

  it('hears a quarrel', () => {
    expect(isQuarrel('你说他是不是不要脸')).toBe(true);
    expect(isQuarrel('大家评评理')).toBe(true);
    expect(isQuarrel('楼上漏水怎么办')).toBe(false);
  });
});
