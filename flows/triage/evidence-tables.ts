import type { Evidence } from './evidence.ts';
import { homeEvidence } from './evidence-home.ts';
import { landEvidence } from './evidence-land.ts';
import { tradeEvidence } from './evidence-trade.ts';

/** All evidence for the dispute types. A model is trained on the places in this list: train it again when one changes. */
export const evidence: readonly Evidence[] = [...homeEvidence, ...landEvidence, ...tradeEvidence];
