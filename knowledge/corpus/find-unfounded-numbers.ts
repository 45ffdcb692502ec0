import type { CalendarDay } from '../../core/instant.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { type Amount, readAmounts, sameAmount } from '../text/amounts.ts';
import type { CorpusFault } from './check-corpus.ts';
import type { LoadedEntry } from './load-corpus.ts';

const isNoted = (amount: Amount, notes: readonly string[]): boolean =>
  notes.some(
    (note) =>
      note.replace(/\s/g, '').includes(amount.written.replace(/\s/g, '')) ||
      readAmounts(note).some((noted) => sameAmount(noted, amount)) ||
      note === amount.value,
  );

/** Figures of an entry's answer, steps, deadlines and cost that stand in no cited article and have no note why they are right. */
export function findUnfoundedNumbers(entry: LoadedEntry, library: LawLibrary, today: CalendarDay): readonly CorpusFault[] {
  const texts = entry.citations.map(({ law, article }) => library.find(law, article, today)?.text ?? '');
  const founded = readAmounts(texts.join('\n'));
  const notes = Object.keys(entry.numberNotes);
  const said = [entry.answer, ...entry.steps, ...entry.deadlines, entry.cost ?? ''].flatMap(readAmounts);
  const seen = new Set<string>();
  return said.flatMap((amount) => {
    const key = `${amount.value}${amount.unit}`;
    if (seen.has(key) || founded.some((other) => sameAmount(other, amount)) || isNoted(amount, notes)) return [];
    seen.add(key);
    return [
      {
        rule: 'number' as const,
        file: entry.file,
        entryId: entry.id,
        message: `${amount.written} stands in no cited article and has no numberNotes`,
      },
    ];
  });
}
