import { isAtLeast } from '../../core/risk.ts';
import { type MessageRow, readMessageRows } from '../message-row.ts';
import { splitOf } from '../splits.ts';
import { createRandom, formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { makeTurn, noMemory } from '../turns.ts';

const wanted = 300;

/** Puts a grave message into the middle of an ordinary one, as people do who hide it behind a matter. */
function splice(ordinary: string, grave: string): string {
  const breaks = [...ordinary.matchAll(/[，。？！\n]/g)].map(({ index }) => index + 1).filter((place) => place < ordinary.length);
  const place = breaks[Math.floor(breaks.length / 2)] ?? ordinary.length;
  const head = ordinary.slice(0, place);
  return `${/[，。？！\n]$/.test(head) ? head : `${head}，`}${grave}。${ordinary.slice(place)}`;
}

/** The style test: the same grave words inside legal wording, the same questions without them, and talk of feelings without danger. */
export const riskSplice: Suite = {
  name: 'risk-splice',
  run: async ({ flows }) => {
    const rows = readMessageRows().filter(({ family }) => splitOf(family) === 'test');
    if (rows.length === 0) return null;
    const random = createRandom(7);
    const pick = (from: readonly MessageRow[]): MessageRow => from[Math.floor(random() * from.length)] as MessageRow;
    const grave = rows.filter(({ risk }) => isAtLeast(risk, 'elevated'));
    const ordinary = rows.filter(({ risk, dispute_type }) => risk === 'none' && dispute_type !== 'none');
    const talk = rows.filter(({ risk, dispute_type }) => risk === 'none' && dispute_type === 'none');
    const pairs = Array.from({ length: wanted }, (_, index) => ({
      grave: grave[index % grave.length] as MessageRow,
      ordinary: pick(ordinary),
    }));
    const raised = (text: string): boolean => isAtLeast(flows.screen(makeTurn(text), noMemory).level, 'elevated');
    const found = pairs.filter((pair) => raised(splice(pair.ordinary.text, pair.grave.text))).length;
    const hosts = [...new Set(pairs.map((pair) => pair.ordinary.text))];
    return {
      title: 'Danger: the style test',
      tables: [
        {
          caption: `Own messages of the test split; ${grave.length} different grave ones`,
          columns: ['Measure', 'Share (95 %)'],
          rows: [
            ['grave words inside an ordinary question, found', formatShare(shareOf(found, pairs.length))],
            ['the same questions without them, raised', formatShare(shareOf(hosts.filter(raised).length, hosts.length))],
            [
              'talk without a dispute and without danger, raised',
              formatShare(shareOf(talk.filter(({ text }) => raised(text)).length, talk.length)),
            ],
          ],
        },
      ],
      notes: [],
    };
  },
};
