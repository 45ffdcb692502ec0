import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { Fields } from '../../core/field.ts';
import type { Effect, FlowContext } from '../../core/flow.ts';
import { graverRisk, type RiskKind } from '../../core/risk.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { graverUrgency, type Urgency } from '../../core/urgency.ts';
import { typeset } from '../replies/typeset.ts';
import type { SafetyState, Topic } from './safety-state.ts';
import { safetyWording } from './say-safely.ts';

/** What is already known of the matter, so that the person called need not ask again. */
export type KnownMatter = { readonly disputeType: DisputeLabel; readonly fields: Fields };

const kindOfTopic: Readonly<Record<Topic, RiskKind | null>> = {
  self: 'suicide',
  home: 'domestic_violence',
  child: 'child_harm',
  sexual: 'sexual_violence',
  violence: 'violence_victim',
  threat: 'threat_made',
  medical: 'medical',
  fire: 'medical',
  unknown: null,
};

/** Violence at home that hits a child too: the report is due whatever leads the talk. */
const hurtsChild =
  /(?:打|揍|踹|掐|扇|抽|虐待|饿着?|锁着?)(?:了|着)?(?:我)?(?:的)?(?:孩子|娃|闺女|儿子|女儿|小孩|孙子|孙女)|(?:孩子|娃|闺女|女儿|儿子)(?:也)?(?:被|让|叫|挨)[^,。]{0,4}打/;

/** The kinds of danger of a talk: those of the turn where it names one of the talk's topic, otherwise the topic's own. */
function kindsOf(state: SafetyState, turn: ScreenedTurn): readonly RiskKind[] {
  const own = kindOfTopic[state.topic];
  return turn.screen.kinds.length > 0 || own === null ? turn.screen.kinds : [own];
}

/** The colour that a state of danger has by the written rules. */
export function urgencyOf(state: SafetyState): Urgency {
  return state.level === 'imminent' || state.topic === 'child' ? 'red' : 'orange';
}

/** Calls a person: the duty officer is paged, the conversation goes into the queue, and there is a ticket for it. */
export function callPerson(state: SafetyState, turn: ScreenedTurn, context: FlowContext, known: KnownMatter): readonly Effect[] {
  const urgency = graverUrgency(urgencyOf(state), turn.triage.urgency);
  const { routes } = turn.triage;
  const reason = `safety.${state.topic}.${state.level}`;
  const level = state.level === 'imminent' ? 'imminent' : 'elevated';
  const called: readonly Effect[] = [
    { kind: 'alert_duty', reason },
    { kind: 'hand_off', reason, urgency, routes: routes.includes('human_duty') ? routes : ['human_duty', ...routes] },
    { kind: 'raise_risk', level, riskKinds: kindsOf(state, turn) },
    ...(state.topic === 'child' || state.young || hurtsChild.test(turn.text) ? [{ kind: 'plan_child_report' } as const] : []),
  ];
  const open = context.ticket !== null && context.ticket.status !== 'closed' && context.ticket.status !== 'withdrawn';
  if (open) return called;
  const form = context.forms.formFor(known.disputeType);
  return [
    {
      kind: 'open_ticket',
      draft: {
        disputeType: known.disputeType,
        routes: routes.length > 0 ? routes : ['human_duty'],
        urgency,
        urgencyRule: turn.triage.urgencyRule,
        risk: graverRisk(context.risk, graverRisk(turn.screen.level, level)),
        riskKinds: kindsOf(state, turn),
        status: 'received',
        formId: form.id,
        formVersion: form.version,
        fields: known.fields,
        summary: typeset(
          safetyWording('safety.summary', {
            kind: safetyWording(`safety.kind.${state.topic}`),
            level: safetyWording(`safety.level.${level}`),
          }),
        ),
        promisedBy: context.callOut.answerBy,
      },
    },
    ...called,
  ];
}
