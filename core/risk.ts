/** Danger to life or body, lowest first. Risk is about people; urgency orders the queue. */
export const riskLevels = ['none', 'watch', 'elevated', 'imminent'] as const;

/** How near the danger is. */
export type RiskLevel = (typeof riskLevels)[number];

/** What kind of danger it is; a message may hold several. */
export const riskKinds = [
  'suicide',
  'self_harm',
  'violence_victim',
  'domestic_violence',
  'threat_made',
  'threat_received',
  'child_harm',
  'sexual_violence',
  'medical',
] as const;

/** One kind of danger. */
export type RiskKind = (typeof riskKinds)[number];

/** The graver of two levels. */
export function graverRisk(a: RiskLevel, b: RiskLevel): RiskLevel {
  return riskLevels.indexOf(a) >= riskLevels.indexOf(b) ? a : b;
}

/** Tells whether `level` is at least as grave as `floor`. */
export function isAtLeast(level: RiskLevel, floor: RiskLevel): boolean {
  return riskLevels.indexOf(level) >= riskLevels.indexOf(floor);
}

/** One reason for a level: which rule or model spoke, on which words it rests, in a form that staff can read. */
export type RiskFinding = {
  readonly level: RiskLevel;
  /** `null` where the finding is of no kind: a failure of the screen. */
  readonly kind: RiskKind | null;
  readonly by: 'lexicon' | 'model' | 'context' | 'history' | 'failure';
  /** The rule's stable name. */
  readonly rule: string;
  /** The words of the message that it rests on. Shown to staff; never logged. */
  readonly words: string;
};

/** What the screen said of one turn. */
export type ScreenResult = {
  readonly level: RiskLevel;
  readonly kinds: readonly RiskKind[];
  /** What raised it, gravest first. */
  readonly findings: readonly RiskFinding[];
  /** What would have raised it and was lowered by context (an idiom, a quotation, a past death), with the context rule's name. */
  readonly lowered: readonly RiskFinding[];
  /** The screen broke on this turn: a person must look, whatever `level` says. */
  readonly failed: boolean;
};
