import type { ArticleIndex } from '../index/article-index.ts';
import type { LabelledQuestion } from './label-store.ts';
import type { QuestionTerms } from './question-index.ts';

/** What the single words and pairs of a question tell, by the labelled questions that share them. */
export type Evidence = {
  /** Hashed words of law that answers to such words hold more often than others do. */
  readonly words: readonly (readonly [number, number])[];
  readonly article: ReadonlyMap<number, number>;
  readonly law: ReadonlyMap<number, number>;
  readonly chapter: ReadonlyMap<number, number>;
};

/** Learns from labelled questions what each lay word stands for: no fit, counts alone, so that new entries count at once. */
export interface WordEvidence {
  /** The evidence for a question from the labelled questions that `allowed` marks (all where it is `null`). */
  gather(question: QuestionTerms, allowed: Uint8Array | null): Evidence;
}

const settings = { doubt: 2, mostQuestions: 90, words: 90, entryWeight: 0.35 };

/** `wordsOf` gives the weighed hashed words of what answers a labelled question. */
export function createWordEvidence(
  questions: readonly LabelledQuestion[],
  articles: ArticleIndex,
  wordsOf: (question: LabelledQuestion) => readonly (readonly [number, number])[],
): WordEvidence {
  const holders = new Map<number, number[]>();
  questions.forEach(({ terms }, place) => {
    for (const term of new Set([...terms.words, ...terms.pairs, ...terms.concepts])) {
      const list = holders.get(term);
      if (list === undefined) holders.set(term, [place]);
      else list.push(place);
    }
  });
  const lawWords = questions.map(wordsOf);
  const slots = new Map<number, number>();
  for (const list of lawWords) for (const [word] of list) if (!slots.has(word)) slots.set(word, slots.size);
  const slotWords = [...slots.keys()];
  const wordSlots = lawWords.map((list) => Uint32Array.from(list, ([word]) => slots.get(word) ?? 0));
  const wordWeights = lawWords.map((list) => Float32Array.from(list, ([, weight]) => weight));
  const background = new Float32Array(slots.size);
  wordSlots.forEach((list, place) => {
    list.forEach((slot, at) => {
      background[slot] = (background[slot] ?? 0) + (wordWeights[place]?.[at] ?? 0) / questions.length;
    });
  });
  const { lawOf, chapterOf } = articles.facts;

  return {
    gather(question, allowed) {
      const sums = new Float32Array(slots.size);
      const maps = { article: new Map<number, number>(), law: new Map<number, number>(), chapter: new Map<number, number>() };
      const add = (map: Map<number, number>, key: number, value: number): void => {
        map.set(key, (map.get(key) ?? 0) + value);
      };
      let mass = 0;
      for (const term of new Set([...question.words, ...question.pairs, ...question.concepts])) {
        const all = holders.get(term);
        if (all === undefined) continue;
        const usable = allowed === null ? all : all.filter((place) => allowed[place] === 1);
        if (usable.length === 0) continue;
        const step = Math.max(1, usable.length / settings.mostQuestions);
        const rarity = Math.log(1 + questions.length / usable.length);
        const trust = (rarity * rarity * usable.length) / (usable.length + settings.doubt);
        const share = trust / Math.min(usable.length, settings.mostQuestions);
        mass += trust;
        for (let at = 0; at < usable.length; at += step) {
          const place = usable[Math.floor(at)] ?? 0;
          const found = questions[place];
          const slotList = wordSlots[place];
          const weights = wordWeights[place];
          if (found === undefined || slotList === undefined || weights === undefined) continue;
          for (let i = 0; i < slotList.length; i += 1)
            sums[slotList[i] as number] = (sums[slotList[i] as number] as number) + share * (weights[i] as number);
          const each = (share * (found.entryId === null ? 1 : settings.entryWeight)) / found.targets.length;
          for (const target of found.targets) {
            add(maps.article, target, each);
            add(maps.law, lawOf[target] ?? 0, each);
            add(maps.chapter, chapterOf[target] ?? 0, each);
          }
        }
      }
      const words: (readonly [number, number])[] = [];
      const scale = mass > 0 ? 1 / mass : 0;
      for (const map of Object.values(maps)) for (const [key, value] of map) map.set(key, value * scale);
      sums.forEach((sum, slot) => {
        const value = sum * scale - (background[slot] ?? 0);
        if (value > 0.004) words.push([slotWords[slot] ?? 0, value]);
      });
      return { words: words.sort((a, b) => b[1] - a[1]).slice(0, settings.words), ...maps };
    },
  };
}
