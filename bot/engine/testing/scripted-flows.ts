import type { Flows } from '../../../core/flow.ts';
import type { ScreenResult } from '../../../core/risk.ts';
import type { TriageResult } from '../../../core/turn.ts';

/** A screen result without danger, to build scripts on. */
export const harmless: ScreenResult = { level: 'none', kinds: [], findings: [], lowered: [], failed: false };

/** A triage result of an ordinary dispute, to build scripts on. */
export const ordinary: TriageResult = {
  disputeType: '邻里纠纷',
  disputeConfidence: 0.9,
  routes: ['mediator_grid'],
  urgency: 'yellow',
  urgencyRule: 'yellow.ordinary',
  intent: 'dispute',
  fields: {},
};

/** Makes flows that do what the script says; a call that the script does not hold is an error. */
export function createScriptedFlows(script: Partial<Flows>): Flows {
  const unscripted = (name: keyof Flows) => (): never => {
    throw new Error(`unscripted call of flows.${name}`);
  };
  return {
    screen: unscripted('screen'),
    triage: unscripted('triage'),
    needs: unscripted('needs'),
    advance: unscripted('advance'),
    accompany: unscripted('accompany'),
    suggest: unscripted('suggest'),
    handBack: unscripted('handBack'),
    pleaseWait: unscripted('pleaseWait'),
    fallBack: unscripted('fallBack'),
    ...script,
  };
}
