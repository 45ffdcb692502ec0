import type { Reply } from '../../../core/channel.ts';
import type { SavedState } from '../../../core/conversation.ts';
import type { Effect, Flows } from '../../../core/flow.ts';
import { createScriptedFlows, harmless, ordinary } from './scripted-flows.ts';

/** A plain bot reply with a key. */
export function plainReply(key: string, text: string): Reply {
  return { key, text, origin: 'fixed', quickReplies: [], citations: [], privately: false };
}

function countTurns(state: SavedState | null): number {
  return typeof state?.turns === 'number' ? state.turns : 0;
}

const ticketEffect: Effect = {
  kind: 'open_ticket',
  draft: {
    disputeType: '邻里纠纷',
    routes: ['mediator_grid'],
    urgency: 'yellow',
    urgencyRule: 'yellow.ordinary',
    risk: 'none',
    riskKinds: [],
    status: 'received',
    formId: 'general',
    formVersion: 1,
    fields: {},
    summary: 'summary',
    promisedBy: null,
  },
};

function effectsOf(text: string): readonly Effect[] {
  return [
    ...(text.includes('[ticket]') ? [ticketEffect] : []),
    ...(text.includes('[hand_off]')
      ? [{ kind: 'hand_off', reason: 'asked', urgency: 'yellow', routes: ['human_duty'] } satisfies Effect]
      : []),
    ...(text.includes('[remind]')
      ? [{ kind: 'remind_later', afterMs: 3_600_000, reply: plainReply('reminder', 'reminder') } satisfies Effect]
      : []),
    ...(text.includes('[child]') ? [{ kind: 'plan_child_report' } satisfies Effect] : []),
    ...(text.includes('[erase]') ? [{ kind: 'erase_personal_data' } satisfies Effect] : []),
  ];
}

/**
 * Flows for tests of the engine alone: they repeat what was said, and do what marks in the text ask for: `[danger]`, `[ask]` (goes to the
 * retriever), `[ticket]`, `[hand_off]`, `[remind]`, `[child]`, `[erase]`, `[break screen]`, `[break advance]`.
 */
export function createEchoFlows(overrides: Partial<Flows> = {}): Flows {
  return createScriptedFlows({
    screen: (turn) => {
      if (turn.text.includes('[break screen]')) throw new Error('broken on purpose');
      return turn.text.includes('[danger]') ? { ...harmless, level: 'imminent', kinds: ['suicide'] } : harmless;
    },
    triage: (turn) => (turn.text.includes('[danger]') ? { ...ordinary, urgency: 'red', urgencyRule: 'red.life' } : ordinary),
    needs: (turn) => ({ question: turn.text.includes('[ask]') ? turn.text : null, lookUp: null }),
    advance: (turn, state) => {
      if (turn.text.includes('[break advance]')) throw new Error('broken on purpose');
      const suffix = turn.text.includes('[ticket]') ? ' {caseCode}' : '';
      return {
        state: { schemaVersion: 1, turns: countTurns(state) + 1 },
        replies: [plainReply('echo', turn.text + suffix)],
        effects: effectsOf(turn.text),
      };
    },
    accompany: (_turn, state) => ({
      state: { schemaVersion: 1, turns: countTurns(state) + 1, accompanied: true },
      replies: [],
      effects: [],
    }),
    suggest: (turn) => [{ reply: plainReply('suggestion', `suggested for ${turn.text}`), from: 'form', why: 'test' }],
    handBack: (state) => ({ state: state ?? { schemaVersion: 1 }, replies: [plainReply('hand_back', 'back')], effects: [] }),
    pleaseWait: () => plainReply('wait', 'please wait'),
    fallBack: () => [plainReply('fall_back', 'a person is called')],
    ...overrides,
  });
}
