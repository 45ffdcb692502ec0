import { createVocabulary } from '../text/vocabulary.ts';
import type { LabelledQuestion, LabelSource } from './label-store.ts';

/** Tells the weighed hashed words of what answers a labelled question, one call a word. */
export type WordsOf = (question: LabelledQuestion, tell: (word: number, weight: number) => void) => void;

/** Labelled questions by their answers: questions that have one answer make a group, whose answer is counted once. */
export type EvidenceGroups = {
  /** The group of each question. */
  readonly groupOf: Uint32Array;
  readonly groups: readonly { readonly targets: readonly number[]; readonly weight: number; readonly asked: boolean }[];
  /** The words of each group's answer: `slots` and `weights` from `wordStarts[group]` to `wordStarts[group + 1]`. */
  readonly wordStarts: Uint32Array;
  readonly slots: Uint32Array;
  readonly weights: Float32Array;
  /** The hashed word of each slot. */
  readonly slotWords: Uint32Array;
};

const sourceWeights: Readonly<Record<LabelSource, number>> = { asked: 1, written: 0.7, entry: 0.35 };

/** Groups labelled questions by corpus entry, by question where an answer was given to it, or else by their articles. */
export function groupEvidence(questions: readonly LabelledQuestion[], wordsOf: WordsOf): EvidenceGroups {
  const vocabulary = createVocabulary();
  const places = new Map<string, number>();
  const groups: EvidenceGroups['groups'][number][] = [];
  const starts: number[] = [0];
  const slots: number[] = [];
  const weights: number[] = [];
  const groupOf = Uint32Array.from(questions, (question, at) => {
    const { targets, source } = question;
    const key = question.entryId ?? (question.answer.length > 0 ? `asked ${at}` : targets.join());
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, groups.length);
    wordsOf(question, (word, weight) => {
      slots.push(vocabulary.add(word));
      weights.push(weight);
    });
    starts.push(slots.length);
    groups.push({ targets, weight: sourceWeights[source], asked: source === 'asked' });
    return groups.length - 1;
  });
  return {
    groupOf,
    groups,
    wordStarts: Uint32Array.from(starts),
    slots: Uint32Array.from(slots),
    weights: Float32Array.from(weights),
    slotWords: vocabulary.list(),
  };
}
