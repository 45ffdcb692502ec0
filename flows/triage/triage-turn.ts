import type { Fields } from '../../core/field.ts';
import type { ScreenResult } from '../../core/risk.ts';
import type { Site } from '../../core/site.ts';
import type { TriageResult, Turn } from '../../core/turn.ts';
import { toPlain } from '../plain-text.ts';
import { chooseRoutes, partsWays } from './choose-routes.ts';
import type { DisputeModel } from './dispute-model.ts';
import { judgeUrgency } from './judge-urgency.ts';
import { isOwnMatter, readIntent } from './read-intent.ts';
import { scoreDispute } from './score-dispute.ts';

/** What the triage can use besides its rules. */
export type TriageOptions = { readonly disputeModel?: DisputeModel };

/** An answer to a question of the form says little of the type by itself. */
const shortAnswer = 12;

/** Makes the triage: what a turn is about, what is wanted, how urgent it is, where it goes. Pure; `asked` is the form field asked last, or `null`. */
export function createTriage(
  options: TriageOptions = {},
): (turn: Turn, screen: ScreenResult, asked: string | null, site: Site, fields: Fields) => TriageResult {
  return (turn, screen, asked, _site, fields) => {
    const text = toPlain(turn.text);
    const isMatter = isOwnMatter(text);
    const isAnswer = asked !== null && text.length <= shortAnswer;
    const reading = isAnswer
      ? { type: 'none' as const, confidence: 0, rival: null }
      : scoreDispute(text, { isMatter, kinds: screen.kinds }, options.disputeModel);
    const intent = readIntent(text, screen, reading.type !== 'none', asked);
    const aside = intent === 'complaint' || intent === 'case_status' || intent === 'privacy' || intent === 'greeting';
    const disputeType = aside || intent === 'out_of_scope' ? 'none' : reading.type;
    const { urgency, rule } = judgeUrgency({ ...turn, text }, screen, { intent, disputeType, isMatter, fields });
    return {
      disputeType,
      disputeConfidence: disputeType === reading.type ? reading.confidence : 0,
      rival: disputeType === 'none' || reading.rival === null || !partsWays(disputeType, reading.rival) ? null : reading.rival,
      routes: chooseRoutes(text, screen, { intent, disputeType, urgencyRule: rule }),
      urgency,
      urgencyRule: rule,
      intent,
      fields,
    };
  };
}
