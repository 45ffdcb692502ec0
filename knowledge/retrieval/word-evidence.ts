import type { ArticleIndex } from '../index/article-index.ts';
import { addToEach } from '../text/add-postings.ts';
import { countTexts, joinBags, type TermBags } from '../text/term-bags.ts';
import { type EvidenceGroups, groupEvidence, type WordsOf } from './evidence-groups.ts';
import type { LabelledQuestion } from './label-store.ts';
import type { QuestionBags, QuestionTerms } from './question-index.ts';
import { selectTop } from './select-top.ts';

/** What the single words and pairs of a question tell, by the labelled questions that share them. Arrays are filled anew by the next call. */
export type Evidence = {
  /** Hashed words of law that answers to such words hold more often than others do. */
  readonly words: readonly (readonly [number, number])[];
  /** By article. */
  readonly article: Float64Array;
  /** By article, of questions that somebody asked alone. */
  readonly asked: Float64Array;
  /** By law. */
  readonly law: Float64Array;
  /** By chapter. */
  readonly chapter: Float64Array;
};

/** Learns from labelled questions what each lay word stands for: no fit, counts alone, so that new entries count at once. */
export interface WordEvidence {
  gather(question: QuestionTerms): Evidence;
}

const settings = { doubt: 2, words: 90, groups: 500, floor: 0.004 };

/** For each term the groups of the questions that have it, each question once: `groups` from `starts[slot]` to `starts[slot + 1]`. */
function listHolders(bags: TermBags, groupOf: Uint32Array): { readonly starts: Uint32Array; readonly groups: Uint32Array } {
  const frequency = countTexts(bags);
  const starts = new Uint32Array(frequency.length + 1);
  for (let slot = 0; slot < frequency.length; slot += 1) starts[slot + 1] = (starts[slot] as number) + (frequency[slot] as number);
  const groups = new Uint32Array(starts[frequency.length] as number);
  const fill = starts.slice();
  const lastSeen = new Int32Array(frequency.length).fill(-1);
  for (let place = 0, count = groupOf.length; place < count; place += 1)
    for (let at = bags.starts[place] as number, end = bags.starts[place + 1] as number; at < end; at += 1) {
      const slot = bags.slots[at] as number;
      if (lastSeen[slot] === place) continue;
      lastSeen[slot] = place;
      groups[fill[slot] as number] = groupOf[place] as number;
      fill[slot] = (fill[slot] as number) + 1;
    }
  return { starts, groups };
}

/** How much of each word of law any labelled question has on average. */
function takeBackground({ groupOf, wordStarts, slots, weights, slotWords }: EvidenceGroups): Float32Array {
  const background = new Float32Array(slotWords.length);
  for (const group of groupOf)
    for (let at = wordStarts[group] as number, end = wordStarts[group + 1] as number; at < end; at += 1) {
      const slot = slots[at] as number;
      background[slot] = (background[slot] as number) + (weights[at] as number) / groupOf.length;
    }
  return background;
}

const increase = (into: Float64Array, place: number, by: number): void => {
  into[place] = (into[place] as number) + by;
};

/** `wordsOf` gives the weighed hashed words of what answers a labelled question; `bags` are the terms of the questions. */
export function createWordEvidence(
  questions: readonly LabelledQuestion[],
  bags: QuestionBags,
  articles: ArticleIndex,
  wordsOf: WordsOf,
): WordEvidence {
  const { vocabulary } = bags.pairs;
  const every = questions.map((_, place) => [place]);
  const grouped = groupEvidence(questions, wordsOf);
  const holders = listHolders(joinBags(vocabulary, [bags.words, bags.pairs, bags.concepts], every), grouped.groupOf);
  const background = takeBackground(grouped);
  const { groups, wordStarts, slots, weights, slotWords } = grouped;
  const { lawOf, chapterOf } = articles.facts;
  const trusts = new Float32Array(groups.length);
  const sums = new Float32Array(slotWords.length);
  const article = new Float64Array(articles.articles.length);
  const asked = new Float64Array(article.length);
  const law = new Float64Array(articles.versions.length);
  const chapter = new Float64Array(articles.chapters.size);

  /** Shares the trust in each term of a question among the groups that hold it; gives all that was trusted. */
  const shareTrust = (terms: Iterable<number>): number => {
    let mass = 0;
    for (const term of terms) {
      const slot = vocabulary.find(term);
      if (slot < 0) continue;
      const start = holders.starts[slot] as number;
      const end = holders.starts[slot + 1] as number;
      const count = end - start;
      const rarity = Math.log(1 + questions.length / count);
      const trust = (rarity * rarity * count) / (count + settings.doubt);
      mass += trust;
      addToEach(holders.groups, start, end, trust / count, trusts);
    }
    return mass;
  };
  /** Adds what a group's answer says. */
  const addGroup = (place: number, trust: number): void => {
    const group = groups[place] as EvidenceGroups['groups'][number];
    const end = wordStarts[place + 1] as number;
    for (let at = wordStarts[place] as number; at < end; at += 1) {
      const slot = slots[at] as number;
      sums[slot] = (sums[slot] as number) + trust * (weights[at] as number);
    }
    const each = (trust * group.weight) / group.targets.length;
    for (const target of group.targets) {
      increase(article, target, each);
      if (group.asked) increase(asked, target, each);
      increase(law, lawOf[target] ?? 0, each);
      increase(chapter, chapterOf[target] ?? 0, each);
    }
  };
  return {
    gather(question) {
      for (const array of [trusts, sums, article, asked, law, chapter]) array.fill(0);
      const mass = shareTrust(new Set([...question.words, ...question.pairs, ...question.concepts]));
      const scale = mass > 0 ? 1 / mass : 0;
      for (const place of selectTop(trusts, settings.groups)) addGroup(place, (trusts[place] as number) * scale);
      const words: (readonly [number, number])[] = [];
      for (let slot = 0, count = sums.length; slot < count; slot += 1) {
        const value = (sums[slot] as number) - (background[slot] as number);
        if (value > settings.floor) words.push([slotWords[slot] as number, value]);
      }
      return { words: words.sort((a, b) => b[1] - a[1]).slice(0, settings.words), article, asked, law, chapter };
    },
  };
}
