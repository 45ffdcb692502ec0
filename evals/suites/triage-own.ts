import { type MessageRow, readMessageRows } from '../message-row.ts';
import { splitOf } from '../splits.ts';
import { bootstrapInterval, formatShare, macroF1, scoreLabels, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { makeTurn, noMemory } from '../turns.ts';

/** Dispute type, primary route and colour over our own messages. */
export const triageOwn: Suite = {
  name: 'triage-own',
  run: async ({ flows, site }) => {
    const rows = readMessageRows();
    if (rows.length === 0) return null;
    const tables = (['test', 'dev'] as const).flatMap((split) => {
      const part = rows
        .filter((row) => splitOf(row.family) === split)
        .map((row: MessageRow) => {
          const turn = makeTurn(row.text, { space: row.space });
          return { row, triage: flows.triage(turn, flows.screen(turn, noMemory), null, site) };
        });
      const typed = part.map(({ row, triage }) => ({ gold: row.dispute_type as string, predicted: triage.disputeType as string }));
      const scores = scoreLabels(typed);
      const interval = bootstrapInterval(typed, (sample) => macroF1(scoreLabels(sample)));
      const reds = part.filter(({ row }) => row.urgency === 'red');
      return [
        {
          caption: `Own messages, ${split} split (${part.length} messages)`,
          columns: ['Measure', 'Value (95 %)'],
          rows: [
            ['dispute type, macro-F1', `${macroF1(scores).toFixed(3)} (${interval.low.toFixed(3)}–${interval.high.toFixed(3)})`],
            ['dispute type, exact', formatShare(shareOf(typed.filter(({ gold, predicted }) => gold === predicted).length, typed.length))],
            [
              'urgency colour, exact',
              formatShare(shareOf(part.filter(({ row, triage }) => row.urgency === triage.urgency).length, part.length)),
            ],
            [
              'red called yellow or blue',
              formatShare(
                shareOf(reds.filter(({ triage }) => triage.urgency === 'yellow' || triage.urgency === 'blue').length, reds.length),
              ),
            ],
            [
              'primary route among the labelled routes',
              formatShare(
                shareOf(
                  part.filter(({ row, triage }) => triage.routes[0] !== undefined && row.route.includes(triage.routes[0])).length,
                  part.length,
                ),
              ),
            ],
          ],
        },
        {
          caption: `Dispute type by label, ${split} split`,
          columns: ['Type', 'Recall', 'Precision', 'F1'],
          rows: scores.map(({ label, precision, recall, f1 }) => [label, formatShare(recall), formatShare(precision), f1.toFixed(3)]),
        },
      ];
    });
    return { title: 'Triage: own messages', tables, notes: [] };
  },
};
