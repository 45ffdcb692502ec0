import { describe, expect, test } from 'vitest';
import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { freshState } from '../state.ts';
import { makeTurn } from '../testing/make-turn.ts';
import { askWhichKind, readWhichKind } from './ask-which-kind.ts';

const context = { capabilities: { buttons: 3 } } as FlowContext;

function turnWith(rival: string | null, space: 'private' | 'group' = 'private'): ScreenedTurn {
  const triage = { disputeType: '物业纠纷', rival, intent: 'dispute' };
  return { ...makeTurn('楼上漏水物业不管'), space, triage } as unknown as ScreenedTurn;
}

describe('one question back where two readings would go different ways', () => {
  test('names both in plain words and keeps the type open', () => {
    const step = askWhichKind(turnWith('邻里纠纷'), freshState, context);
    expect(step?.replies[0]?.text).toMatch(/物业的事，还是邻里的事/);
    expect(step?.replies[0]?.quickReplies.map(({ label }) => label)).toEqual(['物业的事', '邻里的事', '说不清']);
    expect(step?.state).toMatchObject({ disputeType: 'none', pending: 'which_kind' });
  });

  test('is not asked without doubt, twice, in a group, or in the middle of the form', () => {
    expect(askWhichKind(turnWith(null), freshState, context)).toBeNull();
    expect(askWhichKind(turnWith('邻里纠纷', 'group'), freshState, context)).toBeNull();
    expect(askWhichKind(turnWith('邻里纠纷'), { ...freshState, pending: 'which_kind' }, context)).toBeNull();
  });

  test('reads the choice; neither leaves it to a person', () => {
    const offered = ['物业的事', '邻里的事', '说不清'].map((label) => ({ label, send: label }));
    expect(readWhichKind('邻里的事', { ...freshState, offered })).toBe('邻里纠纷');
    expect(readWhichKind('主要是物业', { ...freshState, offered })).toBe('物业纠纷');
    expect(readWhichKind('说不清', { ...freshState, offered })).toBeNull();
  });
});
