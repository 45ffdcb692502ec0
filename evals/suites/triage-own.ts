import type { ScreenResult } from '../../core/risk.ts';
import type { TriageResult } from '../../core/turn.ts';
import { settleDisputeType } from '../label-rules.ts';
import { type MessageRow, readMessageRows } from '../message-row.ts';
import { splitOf } from '../splits.ts';
import { bootstrapInterval, formatShare, macroF1, scoreLabels, shareOf } from '../statistics.ts';
import type { Suite, SuiteContext } from '../suite.ts';
import { makeTurn, noMemory } from '../turns.ts';

/** How sure a type may have to be, to show what a floor costs. */
const confidenceFloors = [0.3, 0.6, 0.75, 0.9] as const;

type Measured = { readonly row: MessageRow; readonly triage: TriageResult };

/** What a screen without a fault would have said: shows the share of the triage alone. */
function labelledScreen({ risk, risk_kinds: kinds }: MessageRow): ScreenResult {
  const findings = kinds.map((kind) => ({ level: risk, kind, by: 'lexicon' as const, rule: 'label', words: '' }));
  return { level: risk, kinds, findings, lowered: [], failed: false };
}

function measure({ flows, site }: SuiteContext, rows: readonly MessageRow[], isLabelled: boolean): readonly Measured[] {
  return rows.map((row) => {
    const turn = makeTurn(row.text, { space: row.space });
    return { row, triage: flows.triage(turn, isLabelled ? labelledScreen(row) : flows.screen(turn, noMemory), null, site) };
  });
}

function shareWhere(part: readonly Measured[], holds: (one: Measured) => boolean): string {
  return formatShare(shareOf(part.filter(holds).length, part.length));
}

function describe(part: readonly Measured[]): readonly (readonly [string, string])[] {
  const pairs = (gold: (row: MessageRow) => string) => part.map(({ row, triage }) => ({ gold: gold(row), predicted: triage.disputeType }));
  const f1 = (gold: (row: MessageRow) => string): string => {
    const typed = pairs(gold);
    const { low, high } = bootstrapInterval(typed, (sample) => macroF1(scoreLabels(sample)));
    return `${macroF1(scoreLabels(typed)).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
  };
  const reds = part.filter(({ row }) => row.urgency === 'red');
  return [
    ['dispute type, macro-F1', f1(settleDisputeType)],
    ['dispute type, macro-F1, types as written', f1((row) => row.dispute_type)],
    ['dispute type, exact', shareWhere(part, ({ row, triage }) => settleDisputeType(row) === triage.disputeType)],
    ['urgency colour, exact', shareWhere(part, ({ row, triage }) => row.urgency === triage.urgency)],
    ['red called yellow or blue', shareWhere(reds, ({ triage }) => triage.urgency === 'yellow' || triage.urgency === 'blue')],
    [
      'primary route among the labelled routes',
      shareWhere(part, ({ row, triage }) => triage.routes[0] !== undefined && row.route.includes(triage.routes[0])),
    ],
  ];
}

/** Dispute type, primary route and colour over the test split of our own messages, with the screen as it is and with the labelled risk. */
export const triageOwn: Suite = {
  name: 'triage-own',
  run: async (context) => {
    const rows = readMessageRows().filter(({ family }) => splitOf(family) === 'test');
    if (rows.length === 0) return null;
    const real = measure(context, rows, false);
    const labelled = describe(measure(context, rows, true));
    const typed = real.map(({ row, triage }) => ({ gold: settleDisputeType(row), predicted: triage.disputeType }));
    const floors = [...new Set([context.site.thresholds.disputeConfidence, ...confidenceFloors])].sort((one, other) => one - other);
    const moved = rows.filter((row) => settleDisputeType(row) !== row.dispute_type).length;
    return {
      title: 'Triage: own messages',
      tables: [
        {
          caption: `Own messages, test split (${rows.length} messages)`,
          columns: ['Measure', 'With our screen (95 %)', 'With the labelled risk (95 %)'],
          rows: describe(real).map(([name, value], place) => [name, value, labelled[place]?.[1] ?? '']),
        },
        {
          caption: 'Dispute type by label, test split, with our screen',
          columns: ['Type', 'Recall', 'Precision', 'F1'],
          rows: scoreLabels(typed).map(({ label, precision, recall, f1 }) => [
            label,
            formatShare(recall),
            formatShare(precision),
            f1.toFixed(3),
          ]),
        },
        {
          caption: 'Types that are sure enough, by how sure; below the floor of the site a person decides',
          columns: ['At least', 'Share of the typed messages', 'Right among these'],
          rows: floors.map((floor) => {
            const named = real.filter(({ triage }) => triage.disputeType !== 'none');
            const sure = named.filter(({ triage }) => triage.disputeConfidence >= floor);
            return [
              `${floor}${floor === context.site.thresholds.disputeConfidence ? ' (the site)' : ''}`,
              formatShare(shareOf(sure.length, named.length)),
              shareWhere(sure, ({ row, triage }) => settleDisputeType(row) === triage.disputeType),
            ];
          }),
        },
      ],
      notes: [`The rules of labelling (evals/label-rules.ts, blind to any model) changed the type of ${moved} test messages.`],
    };
  },
};
