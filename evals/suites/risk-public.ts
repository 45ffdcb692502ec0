import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAtLeast } from '../../core/risk.ts';
import { readJsonLines, sharedData } from '../json-lines.ts';
import { formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { makeTurn, noMemory } from '../turns.ts';
import { questionVerdicts } from './question-verdicts.ts';

/**
 * The screen over public crisis data and lay legal questions. The rows themselves are never printed. Where the model was fitted on
 * these rows the figure flatters: the cross-validated one stands in the model's card.
 */
export const riskPublic: Suite = {
  name: 'risk-public',
  run: async ({ flows }) => {
    if (!existsSync(sharedData)) return null;
    const crisis = readJsonLines(join(sharedData, 'crisis/psysuicide_valid.jsonl'), z.object({ text: z.string(), tier: z.number() }));
    const probe = readJsonLines(
      join(sharedData, 'crisis/legal_probe.jsonl'),
      z.object({ text: z.string(), provisional_safety: z.string() }),
    );
    const questions = readJsonLines(join(sharedData, 'triage/resident_questions.jsonl'), z.object({ id: z.string(), text: z.string() }));
    const raised = (text: string): boolean => isAtLeast(flows.screen(makeTurn(text), noMemory).level, 'elevated');
    const share = (rows: readonly { readonly text: string }[]): string =>
      formatShare(shareOf(rows.filter(({ text }) => raised(text)).length, rows.length));
    const falseAlarms = questions.filter(({ text }) => raised(text));
    return {
      title: 'Danger: public data',
      tables: [
        {
          caption: 'Share that reaches elevated',
          columns: ['Rows', 'Share (95 %)'],
          rows: [
            ...[3, 2, 1, 0].map((tier) => [`PsySUICIDE validation, tier ${tier}`, share(crisis.filter((row) => row.tier === tier))]),
            ...['urgent', 'concern', 'legal_only', 'noise'].map((label) => [
              `legal probe, provisional label ${label}`,
              share(probe.filter((row) => row.provisional_safety === label)),
            ]),
            ['lay legal questions', formatShare(shareOf(falseAlarms.length, questions.length))],
          ],
        },
      ],
      notes: [
        `Lay legal questions that reach elevated, by id: ${falseAlarms.map(({ id }) => `${id} (${questionVerdicts[id] ?? 'not read'})`).join(', ') || 'none'}.`,
      ],
    };
  },
};
