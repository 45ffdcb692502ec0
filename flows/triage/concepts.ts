import { homeConcepts } from './concepts-home.ts';
import { publicConcepts } from './concepts-public.ts';
import { tradeConcepts } from './concepts-trade.ts';

const groups = Object.values({ ...homeConcepts, ...tradeConcepts, ...publicConcepts });

/** How many groups of words there are: the places that `findConcepts` may give. */
export const conceptCount = groups.length;

/** The groups of each word. A word may stand in several: what that means is learnt. */
const groupsOf = new Map<string, number[]>();
for (const [group, words] of groups.entries()) {
  for (const word of words.split('|')) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group]);
}
const longestWord = Math.max(...[...groupsOf.keys()].map((word) => word.length));

/** The places of the groups that have a word in the text, each once, lowest first. */
export function findConcepts(text: string): readonly number[] {
  const found = new Set<number>();
  for (let start = 0; start < text.length; start += 1) {
    for (let length = 1; length <= longestWord && start + length <= text.length; length += 1) {
      const groups = groupsOf.get(text.slice(start, start + length));
      if (groups !== undefined) for (const group of groups) found.add(group);
    }
  }
  return [...found].sort((a, b) => a - b);
}
