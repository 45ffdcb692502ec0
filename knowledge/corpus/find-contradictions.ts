import { readAmounts, sameAmount } from '../text/amounts.ts';
import { hashGram, readPairs } from '../text/grams.ts';
import { gatherBags } from '../text/term-bags.ts';
import { createTermIndex } from '../text/term-index.ts';
import type { CorpusFault } from './check-corpus.ts';
import type { LoadedEntry } from './load-corpus.ts';

/** From this cosine of topic and answer on, two entries speak of one matter. */
const sameMatter = 0.45;

/** Pairs of entries on one matter that cite an article in common and give figures of one unit, none of them the same. */
export function findContradictions(entries: readonly LoadedEntry[]): readonly CorpusFault[] {
  const terms = entries.map(({ topic, answer }) => readPairs(`${topic}\n${topic}\n${answer}`).map(hashGram));
  const index = createTermIndex(gatherBags(terms));
  const amounts = entries.map(({ answer, deadlines }) => readAmounts([answer, ...deadlines].join('\n')));
  const faults: CorpusFault[] = [];
  entries.forEach((entry, place) => {
    const cosines = new Float32Array(entries.length);
    index.addCosines(index.weigh(terms[place] ?? []), 1, cosines);
    for (let other = place + 1; other < entries.length; other += 1) {
      const second = entries[other];
      if (second === undefined || (cosines[other] ?? 0) < sameMatter) continue;
      const shared = entry.citations.some((a) => second.citations.some((b) => a.law === b.law && a.article === b.article));
      if (!shared) continue;
      for (const unit of new Set((amounts[place] ?? []).map((amount) => amount.unit))) {
        const ours = (amounts[place] ?? []).filter((amount) => amount.unit === unit);
        const theirs = (amounts[other] ?? []).filter((amount) => amount.unit === unit);
        if (theirs.length > 0 && !ours.some((a) => theirs.some((b) => sameAmount(a, b))))
          faults.push({
            rule: 'contradiction',
            file: entry.file,
            entryId: entry.id,
            message: `says ${ours[0]?.written}, ${second.id} (${second.file}) says ${theirs[0]?.written} of the same matter`,
          });
      }
    }
  });
  return faults;
}
