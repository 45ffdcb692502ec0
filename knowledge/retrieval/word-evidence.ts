import type { ArticleIndex } from '../index/article-index.ts';
import type { LabelledQuestion, LabelSource } from './label-store.ts';
import type { QuestionTerms } from './question-index.ts';
import { selectTop } from './select-top.ts';

/** What the single words and pairs of a question tell, by the labelled questions that share them. */
export type Evidence = {
  /** Hashed words of law that answers to such words hold more often than others do. */
  readonly words: readonly (readonly [number, number])[];
  readonly article: ReadonlyMap<number, number>;
  /** Of questions that somebody asked alone. */
  readonly asked: ReadonlyMap<number, number>;
  readonly law: ReadonlyMap<number, number>;
  readonly chapter: ReadonlyMap<number, number>;
};

/** Learns from labelled questions what each lay word stands for: no fit, counts alone, so that new entries count at once. */
export interface WordEvidence {
  gather(question: QuestionTerms): Evidence;
}

const settings = { doubt: 2, words: 90, groups: 500 };
const sourceWeights: Readonly<Record<LabelSource, number>> = { asked: 1, written: 0.7, entry: 0.35 };

/** Questions that have one answer: they are weighed apart and their answer is counted once. */
type Group = {
  readonly targets: readonly number[];
  readonly weight: number;
  readonly asked: boolean;
  readonly slots: Uint32Array;
  readonly weights: Float32Array;
};

/** `wordsOf` gives the weighed hashed words of what answers a labelled question. */
export function createWordEvidence(
  questions: readonly LabelledQuestion[],
  articles: ArticleIndex,
  wordsOf: (question: LabelledQuestion) => readonly (readonly [number, number])[],
): WordEvidence {
  const groupPlaces = new Map<string, number>();
  const groups: Group[] = [];
  const slots = new Map<number, number>();
  const groupOf = Uint32Array.from(questions, (question, at) => {
    const key = question.entryId ?? (question.answer.length > 0 ? `asked ${at}` : question.targets.join());
    const known = groupPlaces.get(key);
    if (known !== undefined) return known;
    groupPlaces.set(key, groups.length);
    const words = wordsOf(question);
    for (const [word] of words) if (!slots.has(word)) slots.set(word, slots.size);
    groups.push({
      targets: question.targets,
      weight: sourceWeights[question.source],
      asked: question.source === 'asked',
      slots: Uint32Array.from(words, ([word]) => slots.get(word) ?? 0),
      weights: Float32Array.from(words, ([, weight]) => weight),
    });
    return groups.length - 1;
  });
  const slotWords = [...slots.keys()];
  const background = new Float32Array(slots.size);
  for (const place of groupOf) {
    const group = groups[place] as Group;
    for (let i = 0; i < group.slots.length; i += 1) {
      const slot = group.slots[i] as number;
      background[slot] = (background[slot] as number) + (group.weights[i] as number) / questions.length;
    }
  }
  const holders = new Map<number, number[]>();
  questions.forEach(({ terms }, at) => {
    for (const term of new Set([...terms.words, ...terms.pairs, ...terms.concepts])) {
      const list = holders.get(term);
      const place = groupOf[at] as number;
      if (list === undefined) holders.set(term, [place]);
      else list.push(place);
    }
  });
  const { lawOf, chapterOf } = articles.facts;
  // Filled anew for each question: one pair of arrays a search would be most of what the collector has to sweep.
  const trusts = new Float32Array(groups.length);
  const sums = new Float32Array(slots.size);

  return {
    gather(question) {
      trusts.fill(0);
      sums.fill(0);
      let mass = 0;
      for (const term of new Set([...question.words, ...question.pairs, ...question.concepts])) {
        const holding = holders.get(term);
        if (holding === undefined) continue;
        const rarity = Math.log(1 + questions.length / holding.length);
        const trust = (rarity * rarity * holding.length) / (holding.length + settings.doubt);
        const share = trust / holding.length;
        mass += trust;
        for (let i = 0; i < holding.length; i += 1) {
          const group = holding[i] as number;
          trusts[group] = (trusts[group] as number) + share;
        }
      }
      const scale = mass > 0 ? 1 / mass : 0;
      const maps = {
        article: new Map<number, number>(),
        asked: new Map<number, number>(),
        law: new Map<number, number>(),
        chapter: new Map<number, number>(),
      };
      const add = (map: Map<number, number>, key: number, value: number): void => {
        map.set(key, (map.get(key) ?? 0) + value);
      };
      for (const place of selectTop(trusts, settings.groups)) {
        const group = groups[place] as Group;
        const trust = (trusts[place] as number) * scale;
        for (let i = 0; i < group.slots.length; i += 1) {
          const slot = group.slots[i] as number;
          sums[slot] = (sums[slot] as number) + trust * (group.weights[i] as number);
        }
        const each = (trust * group.weight) / group.targets.length;
        for (const target of group.targets) {
          add(maps.article, target, each);
          if (group.asked) add(maps.asked, target, each);
          add(maps.law, lawOf[target] ?? 0, each);
          add(maps.chapter, chapterOf[target] ?? 0, each);
        }
      }
      const words: (readonly [number, number])[] = [];
      for (let slot = 0; slot < sums.length; slot += 1) {
        const value = (sums[slot] as number) - (background[slot] as number);
        if (value > 0.004) words.push([slotWords[slot] ?? 0, value]);
      }
      return { words: words.sort((a, b) => b[1] - a[1]).slice(0, settings.words), ...maps };
    },
  };
}
