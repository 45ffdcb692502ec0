import type { RiskKind, RiskLevel } from '../../core/risk.ts';
import { childRules } from './lexicon-child.ts';
import { emergencyRules } from './lexicon-emergency.ts';
import { plainRules } from './lexicon-plain.ts';
import { selfHarmRules } from './lexicon-self-harm.ts';
import { suicideRules } from './lexicon-suicide.ts';
import { threatRules } from './lexicon-threat.ts';
import { violenceRules } from './lexicon-violence.ts';

/** One rule: words that raise a level of one kind. Patterns are read against normalised text, sentence by sentence. */
export type LexiconRule = {
  readonly name: string;
  readonly kind: RiskKind | null;
  readonly level: Exclude<RiskLevel, 'none'>;
  readonly pattern: RegExp;
  /** The sentence holds this: the words mean something else. Belongs to the rule, not to context. */
  readonly unless?: RegExp;
};

/** Every rule of the screen. */
export const lexicon: readonly LexiconRule[] = [
  ...suicideRules,
  ...selfHarmRules,
  ...violenceRules,
  ...threatRules,
  ...childRules,
  ...emergencyRules,
  ...plainRules,
];
