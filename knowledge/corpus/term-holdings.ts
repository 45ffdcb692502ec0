import type { QuestionTerms } from '../retrieval/question-index.ts';

/** The three views of a text that are bags of terms. */
export const termKinds = ['words', 'pairs', 'concepts'] as const;

/** One of the three views. */
export type TermKind = (typeof termKinds)[number];

/** Terms of a phrasing that is treated as if it had never been written, and the entry that it belongs to. */
export type LeftOutTerms = { readonly entry: number; readonly terms: QuestionTerms };

/** What the terms of one kind tell of each entry, each one number an entry. */
export type TermEvidence = {
  /** The share of the question's weight that the phrasings hold, more where several hold it. */
  readonly phrase: Float32Array;
  /** The share that topic, answer and steps hold. */
  readonly text: Float32Array;
  /** How the rare terms divide among the entries that hold them. */
  readonly share: Float32Array;
  /** The log-likelihood ratio of the question under the entry's words and under all words, by its length in bits of the latter. */
  readonly likelihood: Float32Array;
  /** The question's weight, and how much of it any entry holds. */
  readonly asked: number;
  readonly known: number;
};

/** Which entries hold a term, in how many phrasings, and whether their text does. */
export type Holdings = {
  readonly entries: Uint16Array;
  readonly phrasings: Uint16Array;
  readonly inText: Uint8Array;
};

/** Looks terms up among entries. */
export interface TermHoldings {
  holdersOf(term: number): Holdings | undefined;
  gather(terms: Iterable<number>, leftOut: LeftOutTerms | null): TermEvidence;
}

/** How an entry's words are mixed with those of its text and of all entries. */
const mixture = { phrasings: 0.55, text: 0.15, all: 0.3 };

/** Counts one kind of terms of every entry: of its phrasings and of its text. */
export function createTermHoldings(
  texts: readonly QuestionTerms[],
  questions: readonly (readonly QuestionTerms[])[],
  kind: TermKind,
): TermHoldings {
  const size = texts.length;
  const growing = new Map<number, { entries: number[]; phrasings: number[]; inText: number[] }>();
  const phrasingLength = new Float64Array(size);
  const textLength = new Float64Array(size);
  texts.forEach((text, place) => {
    const mine = new Map<number, { phrasings: number; inText: number }>();
    const take = (term: number): { phrasings: number; inText: number } => {
      const known = mine.get(term) ?? { phrasings: 0, inText: 0 };
      mine.set(term, known);
      return known;
    };
    for (const question of questions[place] ?? []) for (const term of new Set(question[kind])) take(term).phrasings += 1;
    for (const term of new Set(text[kind])) take(term).inText = 1;
    for (const [term, held] of mine) {
      phrasingLength[place] = (phrasingLength[place] as number) + held.phrasings;
      textLength[place] = (textLength[place] as number) + held.inText;
      const list = growing.get(term) ?? { entries: [], phrasings: [], inText: [] };
      growing.set(term, list);
      list.entries.push(place);
      list.phrasings.push(held.phrasings);
      list.inText.push(held.inText);
    }
  });
  const holdings = new Map<number, Holdings & { readonly mass: number }>();
  let all = 0;
  for (const [term, list] of growing) {
    const mass = list.phrasings.reduce((sum, count, at) => sum + count + (list.inText[at] as number), 0);
    all += mass;
    holdings.set(term, {
      entries: Uint16Array.from(list.entries),
      phrasings: Uint16Array.from(list.phrasings),
      inText: Uint8Array.from(list.inText),
      mass,
    });
  }

  return {
    holdersOf: (term) => holdings.get(term),
    gather(asked, leftOut) {
      const phrase = new Float32Array(size);
      const text = new Float32Array(size);
      const share = new Float32Array(size);
      const likelihood = new Float32Array(size);
      const terms = [...new Set(asked)];
      const ownTerms = new Set(leftOut?.terms[kind] ?? []);
      const rarities = terms.map((term) => Math.log(1 + size / (holdings.get(term)?.entries.length ?? 0.5)));
      const total = rarities.reduce((sum, rarity) => sum + rarity, 1e-6);
      let known = 0;
      let bits = 1e-6;
      terms.forEach((term, place) => {
        const part = (rarities[place] as number) / total;
        const held = holdings.get(term);
        const isOwn = ownTerms.has(term);
        const mass = (held?.mass ?? 0) - (isOwn ? 1 : 0);
        const background = (Math.max(0, mass) + 0.5) / (all + 0.5 * holdings.size);
        bits -= Math.log(background);
        if (held === undefined || mass <= 0) return;
        known += rarities[place] as number;
        for (let at = 0; at < held.entries.length; at += 1) {
          const entry = held.entries[at] as number;
          const isLeft = leftOut !== null && entry === leftOut.entry;
          const phrasings = (held.phrasings[at] as number) - (isOwn && isLeft ? 1 : 0);
          const inText = held.inText[at] as number;
          if (phrasings + inText === 0) continue;
          if (phrasings > 0) phrase[entry] = (phrase[entry] as number) + part * Math.min(1, 0.6 + 0.2 * phrasings);
          if (inText > 0) text[entry] = (text[entry] as number) + part;
          share[entry] = (share[entry] as number) + (part * (phrasings + inText)) / (mass + 1);
          const length = Math.max(1, (phrasingLength[entry] as number) - (isLeft ? ownTerms.size : 0));
          const likely = (mixture.phrasings * phrasings) / length + (mixture.text * inText) / Math.max(1, textLength[entry] as number);
          likelihood[entry] = (likelihood[entry] as number) + Math.log(1 + likely / (mixture.all * background));
        }
      });
      for (let entry = 0; entry < size; entry += 1) likelihood[entry] = (likelihood[entry] as number) / bits;
      return { phrase, text, share, likelihood, asked: total, known };
    },
  };
}
