import type { Reply } from '../core/channel.ts';
import type { Fields } from '../core/field.ts';
import type { Effect, FlowContext, RiskMemory, SuggestionDraft } from '../core/flow.ts';
import type { ScreenResult } from '../core/risk.ts';
import type { Site } from '../core/site.ts';
import type { ScreenedTurn, TriageResult, Turn } from '../core/turn.ts';

const danger = /自杀|不想活|想死|杀了|砍死|打我|救命/u;

/** Stands in for the screen until it is there. */
export function createScreen(_parts: { readonly model?: unknown }): (text: string, memory: RiskMemory) => ScreenResult {
  return (text) => ({ level: danger.test(text) ? 'imminent' : 'none', kinds: [], findings: [], lowered: [], failed: false });
}

const types: readonly (readonly [TriageResult['disputeType'], RegExp])[] = [
  ['拖欠农民工工资纠纷', /工钱|工资|包工头/u],
  ['婚姻家庭纠纷', /离婚|老公|男人|媳妇|婆婆|儿子|赡养/u],
  ['邻里纠纷', /邻居|隔壁|楼上|楼下/u],
  ['物业纠纷', /物业/u],
  ['道路交通事故纠纷', /撞|车祸/u],
  ['合同纠纷', /借|欠|合同/u],
];

/** Stands in for the triage until it is there. */
export function createTriage(_parts: {
  readonly model?: unknown;
}): (turn: Turn, screen: ScreenResult, asked: string | null, site: Site, fields: Fields) => TriageResult {
  return (turn, screen, _asked, _site, fields) => {
    const disputeType = types.find(([, pattern]) => pattern.test(turn.text))?.[0] ?? 'none';
    const intent = /[?吗]|怎么|咋办/u.test(turn.text) ? 'question' : disputeType === 'none' ? 'unclear' : 'dispute';
    const urgency = screen.level === 'imminent' ? 'red' : 'yellow';
    return { disputeType, disputeConfidence: 0.6, routes: ['mediator_community'], urgency, urgencyRule: 'stand_in', intent, fields };
  };
}

/** Stands in for the safety flow until it is there. */
export function advanceSafety(
  state: unknown,
  turn: ScreenedTurn,
  _context: FlowContext,
): { readonly state: unknown; readonly replies: readonly Reply[]; readonly effects: readonly Effect[] } {
  if (turn.screen.level !== 'imminent') return { state, replies: [], effects: [] };
  const reply: Reply = {
    key: 'safety.stand_in',
    text: '先保证安全。马上打110。',
    origin: 'fixed',
    quickReplies: [],
    citations: [],
    privately: true,
  };
  return { state: { active: true }, replies: [reply], effects: [{ kind: 'alert_duty', reason: 'stand_in' }] };
}

/** Stands in for the safety drafts until they are there. */
export function suggestSafety(_turn: ScreenedTurn, _context: FlowContext): readonly SuggestionDraft[] {
  return [];
}
