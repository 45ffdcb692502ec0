import type { RiskKind, RiskLevel } from '../../core/risk.ts';
import type { Route } from '../../core/route.ts';
import type { ScreenedTurn } from '../../core/turn.ts';

/** What the talk is about; each theme has its own texts and order of questions. */
export const safetyThemes = ['medical', 'child', 'suicide', 'sexual', 'home', 'threat_made', 'violence', 'unknown'] as const;

/** One theme. */
export type SafetyTheme = (typeof safetyThemes)[number];

const themeOf: Readonly<Record<RiskKind, SafetyTheme>> = {
  medical: 'medical',
  child_harm: 'child',
  suicide: 'suicide',
  self_harm: 'suicide',
  sexual_violence: 'sexual',
  domestic_violence: 'home',
  threat_made: 'threat_made',
  threat_received: 'violence',
  violence_victim: 'violence',
};

/** The theme of a turn: the one of its gravest finding; between equals a body in danger comes before words. */
export function readTheme(turn: ScreenedTurn): SafetyTheme {
  const { findings, level } = turn.screen;
  const gravest = findings.filter((finding) => finding.level === level).map(({ kind }) => (kind === null ? 'medical' : themeOf[kind]));
  return safetyThemes.find((theme) => gravest.includes(theme)) ?? 'unknown';
}

/** Uses of hotlines in the order in which a theme names them; a line that is closed now is not named at all. */
export const lineUses: Readonly<Record<SafetyTheme, readonly string[]>> = {
  medical: ['ambulance', 'police', 'fire'],
  child: ['police', 'centre', 'youth'],
  suicide: ['psych', 'centre', 'ambulance', 'police'],
  sexual: ['police', 'women', 'centre'],
  home: ['police', 'women', 'centre'],
  threat_made: ['centre', 'psych', 'police'],
  violence: ['police', 'ambulance', 'centre'],
  unknown: ['centre', 'psych', 'police', 'ambulance'],
};

/** Where the conversation goes, beside the person who is called. */
export function routesOf(theme: SafetyTheme, level: RiskLevel): readonly Route[] {
  const now = level === 'imminent';
  const routes: Readonly<Record<SafetyTheme, readonly Route[]>> = {
    medical: ['emergency_120', 'human_duty'],
    child: now ? ['emergency_110', 'minor_protection', 'human_duty'] : ['minor_protection', 'human_duty', 'emergency_110'],
    suicide: now ? ['psych_line', 'emergency_110', 'human_duty'] : ['psych_line', 'human_duty'],
    sexual: ['human_duty', 'emergency_110'],
    home: now ? ['emergency_110', 'dv_protection', 'human_duty'] : ['dv_protection', 'human_duty'],
    threat_made: now ? ['emergency_110', 'human_duty'] : ['human_duty', 'emergency_110'],
    violence: now ? ['emergency_110', 'human_duty'] : ['human_duty', 'mediator_community'],
    unknown: ['human_duty'],
  };
  return routes[theme];
}
