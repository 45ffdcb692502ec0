import { runLeak } from '../leak/run-leak.ts';
import type { Suite } from '../suite.ts';

const turns = 10_000;
const seed = 7;

/** Personal details said in private, looked for in what is said into groups. */
export const leak: Suite = {
  name: 'leak',
  async run(context) {
    const found = await runLeak(context, turns, seed);
    return {
      title: 'Leaks from private talks into groups',
      tables: [
        {
          caption: 'Mixed turns of 40 people in private and in four groups, by day and by night',
          columns: ['turns', 'replies into groups', 'replies to persons', 'replies into a group with a personal detail'],
          rows: [[String(found.turns), String(found.intoGroups), String(found.toPersons), String(found.leaks.length)]],
        },
      ],
      notes: found.leaks.slice(0, 10),
    };
  },
};
