import { z } from 'zod';
import type { FieldValue } from '../../core/field.ts';
import { readJsonLines } from '../json-lines.ts';
import { addCounts, countSlot, type SlotCount, slotF1 } from '../residents/slot-match.ts';
import { foldOf } from '../splits.ts';
import { bootstrapInterval, formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { makeTurn, noMemory } from '../turns.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** What the message tells: form field to value (fen, ISO day, list of evidence). */
  slots: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});

/** The fields that a first message is graded on. The story is the message itself; the rest are guesses for staff. */
const graded = [
  'applicant.name',
  'applicant.phone',
  'applicant.national_id',
  'respondent.name',
  'respondent.phone',
  'relation',
  'amount',
  'monthly_pay',
  'months_owed',
  'happened_on',
  'place',
  'people_count',
  'household_count',
  'evidence_held',
  'demand',
  'other_bodies',
  'plate',
] as const;

const kinds: Readonly<Record<string, Parameters<typeof countSlot>[0]>> = {
  'applicant.name': 'name',
  'respondent.name': 'name',
  place: 'place',
  demand: 'text',
  evidence_held: 'list',
};

/** What is read from the first message alone. `XINQIAO_EVAL_SHOW=1` tells the faults of the development half. */
export const slots: Suite = {
  name: 'slots',
  run: async ({ flows, site, print }) => {
    const rows = readJsonLines('evals/datasets/slots.jsonl', rowSchema).map((row) => {
      const turn = makeTurn(row.text);
      const { fields } = flows.triage(turn, flows.screen(turn, noMemory), null, site);
      const { fieldConfidence } = site.thresholds;
      // What stands under the site's floor is read back before it counts: it is no filled slot.
      const known = (name: string): FieldValue | undefined => {
        const field = fields[name];
        return field === undefined || field.confidence < fieldConfidence ? undefined : field.value;
      };
      const byField = graded.map((name) => ({
        name,
        got: known(name),
        count: countSlot(kinds[name] ?? 'number', row.slots[name], known(name)),
      }));
      return { row, byField, total: addCounts(byField.map(({ count }) => count)) };
    });
    const half = (fold: number): typeof rows => rows.filter(({ row }) => foldOf(row.id, 2) === fold);
    if (process.env.XINQIAO_EVAL_SHOW === '1')
      for (const { row, byField } of half(0)) {
        const faults = byField
          .filter(({ count }) => count.extra + count.missed > 0)
          .map(({ name, got }) => `${name}: wanted ${JSON.stringify(row.slots[name])}, got ${JSON.stringify(got)}`);
        if (faults.length > 0) print(`${row.id} ${row.text}\n    ${faults.join('\n    ')}`);
      }
    const f1 = (part: readonly { readonly total: SlotCount }[]): number => slotF1(addCounts(part.map(({ total }) => total)));
    const line = (label: string, part: typeof rows): string[] => {
      const sum = addCounts(part.map(({ total }) => total));
      const { low, high } = bootstrapInterval(part, f1);
      return [
        label,
        String(part.length),
        `${f1(part).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`,
        formatShare(shareOf(sum.hit, sum.hit + sum.extra)),
        formatShare(shareOf(sum.hit, sum.hit + sum.missed)),
      ];
    };
    return {
      title: 'Facts from the first message alone',
      tables: [
        {
          caption: 'Slots read from one message',
          columns: ['Part', 'Messages', 'F1 (95 %)', 'Precision', 'Recall'],
          rows: [line('all', rows), line('development half', half(0)), line('held-out half', half(1))],
        },
        {
          caption: 'By field, all messages',
          columns: ['Field', 'Right', 'Wrongly filled', 'Missed', 'F1'],
          rows: graded.map((name) => {
            const sum = addCounts(rows.flatMap(({ byField }) => byField.filter((field) => field.name === name).map(({ count }) => count)));
            return [name, String(sum.hit), String(sum.extra), String(sum.missed), slotF1(sum).toFixed(3)];
          }),
        },
      ],
      notes: [
        'The messages and their slots were written before the rules were mended, by the same writer, which flatters; the rules were mended by the development half alone.',
      ],
    };
  },
};
