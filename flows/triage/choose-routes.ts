import type { DisputeLabel } from '../../core/dispute-type.ts';
import { isAtLeast, type RiskKind, type ScreenResult } from '../../core/risk.ts';
import type { Route } from '../../core/route.ts';
import type { TriageResult } from '../../core/turn.ts';
import { isOpening } from '../intake/control-words.ts';
import { isContactTalk } from './read-intent.ts';

/** Where an ordinary matter of each type goes, the primary first. */
const byType: Readonly<Record<DisputeLabel, readonly Route[]>> = {
  婚姻家庭纠纷: ['mediator_community', 'legal_qa'],
  邻里纠纷: ['mediator_grid', 'mediator_community'],
  房屋宅基地纠纷: ['mediator_grid', 'mediator_street'],
  合同纠纷: ['mediator_community', 'lawsuit_guidance'],
  生产经营纠纷: ['mediator_street', 'legal_qa'],
  损害赔偿纠纷: ['mediator_community', 'legal_qa'],
  山林土地纠纷: ['mediator_street', 'legal_qa'],
  征地拆迁纠纷: ['mediator_street', 'lawsuit_guidance'],
  环境污染纠纷: ['admin_12345', 'mediator_street'],
  拖欠农民工工资纠纷: ['labor_12333', 'mediator_community'],
  其他劳动争议: ['labor_12333', 'industry_mediation'],
  旅游纠纷: ['consumer_12315', 'mediator_community'],
  电子商务纠纷: ['consumer_12315', 'legal_qa'],
  其他消费纠纷: ['consumer_12315', 'mediator_community'],
  医疗纠纷: ['industry_mediation', 'legal_qa'],
  道路交通事故纠纷: ['industry_mediation', 'legal_qa'],
  物业纠纷: ['industry_mediation', 'mediator_community'],
  其他纠纷: ['mediator_community', 'admin_12345'],
  none: ['legal_qa'],
};

/** A violent or grave matter never goes into mediation by itself (反家庭暴力法 art. 5; STANDARDS.md §2.8): only to people and protection. */
const byDanger: Readonly<Record<RiskKind, { readonly imminent: readonly Route[]; readonly elevated: readonly Route[] }>> = {
  child_harm: {
    imminent: ['emergency_110', 'minor_protection', 'human_duty'],
    elevated: ['minor_protection', 'human_duty', 'emergency_110'],
  },
  domestic_violence: { imminent: ['emergency_110', 'dv_protection', 'human_duty'], elevated: ['dv_protection', 'human_duty'] },
  suicide: { imminent: ['psych_line', 'emergency_110', 'human_duty'], elevated: ['psych_line', 'human_duty'] },
  self_harm: { imminent: ['psych_line', 'emergency_120', 'human_duty'], elevated: ['psych_line', 'human_duty'] },
  sexual_violence: { imminent: ['emergency_110', 'human_duty'], elevated: ['human_duty', 'emergency_110'] },
  threat_made: { imminent: ['emergency_110', 'human_duty'], elevated: ['human_duty', 'emergency_110'] },
  threat_received: { imminent: ['emergency_110', 'human_duty'], elevated: ['human_duty', 'emergency_110'] },
  violence_victim: { imminent: ['emergency_110', 'human_duty'], elevated: ['human_duty', 'emergency_110'] },
  medical: { imminent: ['emergency_120', 'human_duty'], elevated: ['emergency_120', 'human_duty'] },
};

const poison = /喝|吞|吃了|服|药|割|流血|血|昏|晕/;
/** Many people are at odds: the street and a person on duty know of it beside those who take the matter. */
const crowdRules: ReadonlySet<string> = new Set(['orange.gathering', 'orange.ten_people', 'orange.five_households']);
const confirmation = /司法确认|调解?成?的?[^,。]{0,6}协议[^,。]{0,14}(?:法院|确认)|法院盖(?:个)?章/;
const fewWords = 6;
const suing = /怎么起诉|咋起诉|想起诉|打官司|立案|起诉状|上诉|强制执行/;

function dangerRoutes(screen: ScreenResult, text: string): readonly Route[] {
  const grave = screen.findings.filter(({ level }) => isAtLeast(level, 'elevated'));
  const found = [...new Set(grave.map(({ kind }) => kind).filter((kind) => kind !== null))];
  const kinds = wounded(leading(found.length > 0 ? found : screen.kinds), screen.level);
  const routes = kinds.flatMap((kind) => {
    const levels = byDanger[kind];
    const own = screen.level === 'imminent' && isImminent(screen, kind) ? levels.imminent : levels.elevated;
    const poisoned = kind === 'suicide' && screen.level === 'imminent' && poison.test(text);
    return poisoned ? [...own.slice(0, 2), 'emergency_120' as const, ...own.slice(2)] : own;
  });
  const base = routes.length > 0 ? routes : (['human_duty'] as const);
  return screen.level === 'imminent' && routes.length === 0 ? ['emergency_110', 'human_duty'] : base;
}

/** The kinds in the order of who needs protection most; a hurt child or violence at home already says that somebody was hit. */
function leading(kinds: readonly RiskKind[]): readonly RiskKind[] {
  const covered = (kind: RiskKind): boolean =>
    (kind === 'violence_victim' && (kinds.includes('domestic_violence') || kinds.includes('child_harm'))) ||
    (kind === 'domestic_violence' && kinds.includes('child_harm'));
  const order = Object.keys(byDanger);
  return kinds.filter((kind) => !covered(kind)).sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Where somebody may be dying of a wound now, the ambulance comes first; with a wish to die the line that talks does. */
function wounded(kinds: readonly RiskKind[], level: ScreenResult['level']): readonly RiskKind[] {
  const first = level === 'imminent' && kinds.includes('medical') && !kinds.includes('suicide');
  return first ? ['medical', ...kinds.filter((kind) => kind !== 'medical')] : kinds;
}

function isImminent(screen: ScreenResult, kind: RiskKind): boolean {
  return screen.findings.some((finding) => finding.kind === kind && finding.level === 'imminent');
}

/** A greeting, a wrong number, an announcement that something will be asked: a person's voice fits best. */
function saysNothingYet(intent: TriageResult['intent'], text: string): boolean {
  if (intent === 'greeting') return true;
  return intent !== 'question' && (isOpening(text) || isContactTalk(text) || text.trim().length <= fewWords);
}

function watchRoutes(kind: RiskKind, own: readonly Route[]): readonly Route[] {
  if (kind === 'suicide' || kind === 'self_harm') return ['psych_line', ...own];
  if (kind === 'domestic_violence') return ['dv_protection', 'legal_qa'];
  if (kind === 'child_harm') return ['minor_protection', ...own];
  if (kind === 'medical') return ['emergency_120', ...own];
  if (kind === 'sexual_violence') return ['human_duty', ...own];
  return own[0] === 'legal_qa' && kind === 'threat_made' ? ['mediator_community', 'human_duty'] : [...own, 'human_duty'];
}

function ordinaryRoutes(intent: TriageResult['intent'], disputeType: DisputeLabel, rule: string, text: string): readonly Route[] {
  if (intent === 'complaint') return ['supervisor_complaint'];
  if (intent === 'case_status') return ['case_status'];
  if (intent === 'privacy') return ['privacy_request'];
  if (intent === 'handoff') return disputeType === 'none' ? ['human_duty'] : ['human_duty', ...byType[disputeType]];
  if (intent === 'out_of_scope') return ['refuse_out_of_scope'];
  if (confirmation.test(text)) return ['judicial_confirmation', 'legal_qa'];
  if (rule === 'orange.deadline_14_days' && disputeType === 'none') return ['lawsuit_guidance', 'legal_qa'];
  if (rule === 'orange.identity_leaked')
    return disputeType === 'none' ? ['human_duty', 'legal_qa'] : [...byType[disputeType], 'human_duty'];
  if (crowdRules.has(rule)) return [...byType[disputeType], 'mediator_street', 'human_duty'];
  if (rule === 'orange.violence_happened') return [...byType[disputeType], 'human_duty'];
  if (disputeType === 'none') return saysNothingYet(intent, text) ? ['human_duty'] : ['legal_qa'];
  return suing.test(text) && intent === 'question' ? [...byType[disputeType], 'lawsuit_guidance'] : byType[disputeType];
}

/** Where an ordinary matter of a type goes, the primary route first. */
export function routesOfType(type: DisputeLabel): readonly Route[] {
  return byType[type];
}

/** Tells whether two types would go to different desks first. */
export function partsWays(a: DisputeLabel, b: DisputeLabel): boolean {
  return byType[a][0] !== byType[b][0];
}

/** Chooses where a turn goes, the primary route first, each route once. */
export function chooseRoutes(
  text: string,
  screen: ScreenResult,
  reading: { readonly intent: TriageResult['intent']; readonly disputeType: DisputeLabel; readonly urgencyRule: string },
): readonly Route[] {
  if (isAtLeast(screen.level, 'elevated')) return [...new Set(dangerRoutes(screen, text))];
  const own = ordinaryRoutes(reading.intent, reading.disputeType, reading.urgencyRule, text);
  if (screen.failed) return [...new Set<Route>(['human_duty', ...own])];
  const kind = screen.kinds[0];
  const routes = screen.level === 'watch' && kind !== undefined ? watchRoutes(kind, own) : own;
  return [...new Set(routes)];
}
