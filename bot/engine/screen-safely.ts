import type { Flows, RiskMemory } from '../../core/flow.ts';
import type { Logger } from '../../core/logger.ts';
import { riskLevels, type ScreenResult } from '../../core/risk.ts';
import type { Turn } from '../../core/turn.ts';
import { describeError } from './describe-error.ts';

/** What stands for the result of a screen that broke: a person must look, at once. */
const brokenScreen: ScreenResult = {
  level: 'elevated',
  kinds: [],
  findings: [{ level: 'elevated', kind: null, by: 'failure', rule: 'screen_failed', words: '' }],
  lowered: [],
  failed: true,
};

/** Screens a turn and cannot fail open: whatever breaks, throws or comes back in a wrong form ends as `failed`. */
export function screenSafely(flows: Flows, logger: Logger, turn: Turn, memory: RiskMemory): ScreenResult {
  try {
    const result = flows.screen(turn, memory);
    if (riskLevels.includes(result.level) && Array.isArray(result.kinds)) return result;
    logger.error('screen_failed', { error: 'malformed', code: null, place: null });
  } catch (error) {
    logger.error('screen_failed', describeError(error));
  }
  return brokenScreen;
}
