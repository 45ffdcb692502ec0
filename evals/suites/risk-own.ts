import { isAtLeast, type RiskLevel, riskKinds } from '../../core/risk.ts';
import { readMessageRows } from '../message-row.ts';
import { splitOf } from '../splits.ts';
import { formatShare, quantileOf, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { makeTurn, noMemory } from '../turns.ts';

/** The screen over our own messages: recall by level and kind, false alarms, precision, time. */
export const riskOwn: Suite = {
  name: 'risk-own',
  run: async ({ flows }) => {
    const rows = readMessageRows();
    if (rows.length === 0) return null;
    const milliseconds: number[] = [];
    const screened = rows.map((row) => {
      const turn = makeTurn(row.text, { space: row.space });
      const started = performance.now();
      const result = flows.screen(turn, noMemory);
      milliseconds.push(performance.now() - started);
      return { row, result };
    });
    const tables = (['test'] as const).map((split) => {
      const part = screened.filter(({ row }) => splitOf(row.family) === split);
      const grave = (level: RiskLevel): boolean => isAtLeast(level, 'elevated');
      const gold = part.filter(({ row }) => grave(row.risk));
      const raised = part.filter(({ result }) => grave(result.level));
      const ordinary = part.filter(({ row }) => row.risk === 'none');
      return {
        caption: `Own messages, ${split} split (${part.length} messages, split by family)`,
        columns: ['Measure', 'Share (95 %)'],
        rows: [
          [
            'recall, imminent and elevated together',
            formatShare(shareOf(gold.filter(({ result }) => grave(result.level)).length, gold.length)),
          ],
          ...riskKinds.map((kind) => {
            const of = gold.filter(({ row }) => row.risk_kinds.includes(kind));
            return [`recall at elevated, ${kind}`, formatShare(shareOf(of.filter(({ result }) => grave(result.level)).length, of.length))];
          }),
          ['precision at elevated', formatShare(shareOf(raised.filter(({ row }) => grave(row.risk)).length, raised.length))],
          [
            'ordinary messages that reach elevated',
            formatShare(shareOf(ordinary.filter(({ result }) => grave(result.level)).length, ordinary.length)),
          ],
          ['watch messages seen at watch or above', formatShare(shareOf(...countWatch(part)))],
          [
            'imminent and elevated messages seen at watch or above',
            formatShare(shareOf(gold.filter(({ result }) => result.level !== 'none').length, gold.length)),
          ],
          [
            'ordinary messages that reach watch',
            formatShare(shareOf(ordinary.filter(({ result }) => result.level !== 'none').length, ordinary.length)),
          ],
        ],
      };
    });
    return {
      title: 'Danger: own messages',
      tables,
      notes: [
        `Screen: p50 ${quantileOf(milliseconds, 0.5).toFixed(2)} ms, p95 ${quantileOf(milliseconds, 0.95).toFixed(2)} ms over ${rows.length} messages, one core.`,
        'The dev families train the shipped model and are therefore not shown; its cross-validation is in the suite risk-cross.',
      ],
    };
  },
};

function countWatch(
  part: readonly { readonly row: { readonly risk: RiskLevel }; readonly result: { readonly level: RiskLevel } }[],
): [number, number] {
  const watch = part.filter(({ row }) => row.risk === 'watch');
  return [watch.filter(({ result }) => isAtLeast(result.level, 'watch')).length, watch.length];
}
