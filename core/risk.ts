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

/** The five feelings of the mediators' rule 怨恨恼怒烦 (YJ-01), as words show them. Never a diagnosis, never a measure of a person. */
export const emotionKinds = ['resentment', 'hatred', 'annoyance', 'anger', 'weariness'] as const;

/** One of the five feelings. */
export type EmotionKind = (typeof emotionKinds)[number];

/** A feeling that a turn puts into words; a feeling without words has strength 0 and is not listed. */
export type Emotion = {
  readonly kind: EmotionKind;
  /** 1 named, 2 strong, 3 overwhelming. */
  readonly strength: 1 | 2 | 3;
  /** The words of the message that it rests on. Shown to staff; never logged. */
  readonly words: string;
};

/** How far a dispute has gone, by what the resident tells: a matter, hard words, getting in each other's way, threats, blows. */
export const disputeStages = ['matter', 'words', 'obstruction', 'threat', 'blows'] as const;

/** How far a dispute has gone. */
export type DisputeStage = (typeof disputeStages)[number];

/** Where the dispute stands in this turn, where it stood in the earlier turns of the conversation, and whether it has got worse. */
export type Escalation = { readonly from: DisputeStage; readonly to: DisputeStage; readonly rising: boolean };

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
  /** Feelings in words, strongest first; absent in turns screened before it was read. For staff only: it changes no level. */
  readonly emotions?: readonly Emotion[];
  /** Absent where there is nothing to compare with and the turn tells of no step beyond the matter. For staff only. */
  readonly escalation?: Escalation;
};
