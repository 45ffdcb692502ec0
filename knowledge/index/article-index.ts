import { join } from 'node:path';
import type { ImportedLaws, LawArticle, LawVersion } from '../laws/law.ts';
import type { WordVectors } from '../retrieval/word-vectors.ts';
import { readConcepts } from '../text/concepts.ts';
import { readGrams, readPairs } from '../text/grams.ts';
import { streamBags } from '../text/term-bags.ts';
import { hashWord, readWords } from '../text/words.ts';
import { type Bm25, buildBm25, indexBags, openBm25 } from './bm25.ts';
import { readTensors, takeTensor, writeTensors } from './tensor-file.ts';

/** Facts of each article that do not depend on the question. One place an article, in the order of the import. */
export type ArticleFacts = {
  /** The law version of each article, as a place in `versions`. */
  readonly lawOf: Uint16Array;
  /** The chapter of each article: a number for each law and path. */
  readonly chapterOf: Uint32Array;
  /** 0 law, 1 administrative regulation, 2 judicial interpretation, 3 other. */
  readonly kindOf: Uint8Array;
  /** 1 where the article states the purpose, the scope or the first day of its law. */
  readonly frameOf: Uint8Array;
  /** log(1 + how many other articles name it). */
  readonly citedOf: Float32Array;
  /** The articles of its law that an article names: `namedPlaces` from `namedStarts[place]` to `namedStarts[place + 1]`. */
  readonly namedStarts: Uint32Array;
  readonly namedPlaces: Uint32Array;
  /** log of the length in characters. */
  readonly lengthOf: Float32Array;
};

/** All that a search needs of the imported laws. */
export interface ArticleIndex {
  readonly versions: readonly LawVersion[];
  readonly articles: readonly LawArticle[];
  readonly facts: ArticleFacts;
  /** Characters and pairs of the texts. */
  readonly grams: Bm25;
  /** Words (hashed) of the texts. */
  readonly words: Bm25;
  /** Pairs of the law's name: one text a law version. */
  readonly titles: Bm25;
  /** Pairs of the chapter's headings: one text a chapter. */
  readonly chapters: Bm25;
  /** One vector an article, row by row; all zero where no word is known. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** The weightiest hashed words of each article, `summaryLength` an article (0 where it has fewer), and their weights. */
  readonly summaryWords: Uint32Array;
  readonly summaryWeights: Float32Array;
}

/** How many words stand for an article. */
export const summaryLength = 30;

/** What a caller is told while an index is built. */
export type BuildProgress = (step: string, done: number, of: number) => void;

const settings = { grams: { k1: 1.2, b: 0.4 }, words: { k1: 1.2, b: 0.6 }, names: { k1: 1.2, b: 0.3 } };

function kindNumber(kind: string): number {
  if (kind === '法律') return 0;
  if (kind.includes('法规') || kind.includes('条例')) return 1;
  return kind.includes('解释') ? 2 : 3;
}

/** Reads which articles of its own law each names (本法第…条), and how often each is named. */
function readNamed(laws: ImportedLaws, lawOf: Uint16Array): Pick<ArticleFacts, 'citedOf' | 'namedStarts' | 'namedPlaces'> {
  const places = new Map(laws.articles.map((article, place) => [`${lawOf[place]}${article.article}`, place]));
  const counts = new Float32Array(laws.articles.length);
  const namedStarts = new Uint32Array(laws.articles.length + 1);
  const named: number[] = [];
  laws.articles.forEach(({ text }, place) => {
    for (const match of text.matchAll(/第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十])?/g)) {
      const target = places.get(`${lawOf[place]}${match[0]}`);
      if (target === undefined || target === place) continue;
      counts[target] = (counts[target] ?? 0) + 1;
      named.push(target);
    }
    namedStarts[place + 1] = named.length;
  });
  return { citedOf: counts.map((count) => Math.log(1 + count)), namedStarts, namedPlaces: Uint32Array.from(named) };
}

function gatherFacts(laws: ImportedLaws): { readonly facts: ArticleFacts; readonly chapterNames: readonly string[] } {
  const { articles, versions } = laws;
  const lawOf = Uint16Array.from(articles, (article) => article.version);
  const chapters = new Map<string, number>();
  const chapterNames: string[] = [];
  const chapterOf = Uint32Array.from(articles, ({ version, path }) => {
    const key = `${version}\n${path}`;
    const known = chapters.get(key);
    if (known !== undefined) return known;
    chapters.set(key, chapters.size);
    chapterNames.push(path);
    return chapters.size - 1;
  });
  const frame = /^(?:为了|为)[^。]{0,120}(?:制定|修订)|自[^。]{0,20}起施行|适用本(?:法|条例)[。]?$/;
  const facts = {
    lawOf,
    chapterOf,
    kindOf: Uint8Array.from(articles, ({ version }) => kindNumber(versions[version]?.kind ?? '')),
    frameOf: Uint8Array.from(articles, ({ text }) => (frame.test(text) ? 1 : 0)),
    ...readNamed(laws, lawOf),
    lengthOf: Float32Array.from(articles, ({ text }) => Math.log(1 + text.length)),
  };
  return { facts, chapterNames };
}

/** The weightiest words of a text by (1 + log tf) × rarity, of unit length together. */
export function weighWords(words: readonly number[], rarity: (term: number) => number): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weighed = [...counts].map(([word, count]) => [word, (1 + Math.log(count)) * rarity(word)] as const);
  const kept = weighed.sort((a, b) => b[1] - a[1]).slice(0, summaryLength);
  const length = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return kept.map(([word, weight]) => [word, weight / length] as const);
}

const countCharacters = (articles: readonly LawArticle[]): number => articles.reduce((sum, { text }) => sum + text.length, 0);

type WordParts = Pick<ArticleIndex, 'words' | 'vectors' | 'summaryWords' | 'summaryWeights'>;

/** Cuts the texts into words, once: for the keyword index, the vectors and the words that stand for an article. */
function indexWords({ articles }: ImportedLaws, model: WordVectors, onProgress?: BuildProgress): WordParts {
  const { dimensions } = model;
  const vectors = new Float32Array(articles.length * dimensions);
  const wordCounts = new Uint32Array(articles.length);
  function* readTexts(): Generator<readonly number[]> {
    for (const [place, { text }] of articles.entries()) {
      const words = readWords(text);
      const vector = model.embed(words, 'passage');
      if (vector !== null) vectors.set(vector, place * dimensions);
      wordCounts[place] = words.length;
      if (place % 4000 === 0) onProgress?.('words', place, articles.length);
      // Concepts stand among the words as terms of their own: one index serves both.
      yield [...words.map(hashWord), ...readConcepts(text)];
    }
  }
  const bags = streamBags(readTexts(), articles.length, countCharacters(articles));
  onProgress?.('words', articles.length, articles.length);
  const words = indexBags(bags, settings.words);
  const terms = bags.vocabulary.list();
  const summaryWords = new Uint32Array(articles.length * summaryLength);
  const summaryWeights = new Float32Array(articles.length * summaryLength);
  for (let place = 0; place < articles.length; place += 1) {
    const start = bags.starts[place] as number;
    const list = Array.from(bags.slots.subarray(start, start + (wordCounts[place] as number)), (slot) => terms[slot] as number);
    weighWords(list, words.rarity).forEach(([word, weight], at) => {
      summaryWords[place * summaryLength + at] = word;
      summaryWeights[place * summaryLength + at] = weight;
    });
  }
  return { words, vectors, summaryWords, summaryWeights };
}

function indexGrams({ articles }: ImportedLaws): Bm25 {
  function* readTexts(): Generator<readonly number[]> {
    for (const { text } of articles) yield readGrams(text);
  }
  return indexBags(streamBags(readTexts(), articles.length, 2 * countCharacters(articles)), settings.grams);
}

/** Builds the index of imported laws in memory. */
export function buildArticleIndex(laws: ImportedLaws, model: WordVectors, onProgress?: BuildProgress): ArticleIndex {
  const { articles, versions } = laws;
  const { facts, chapterNames } = gatherFacts(laws);
  const wordParts = indexWords(laws, model, onProgress);
  onProgress?.('characters', 0, articles.length);
  const grams = indexGrams(laws);
  onProgress?.('characters', articles.length, articles.length);
  const titles = buildBm25(
    versions.map(({ law }) => readPairs(law.replace(/^最高人民法院关于/, ''))),
    settings.names,
  );
  const chapters = buildBm25(chapterNames.map(readPairs), settings.names);
  return { versions, articles, facts, ...wordParts, grams, titles, chapters, dimensions: model.dimensions };
}

const tensorName = 'articles.bin';

type Meta = { readonly versions: readonly LawVersion[]; readonly articles: readonly LawArticle[]; readonly dimensions: number };

const prefixed = (prefix: string, index: Bm25): Record<string, Bm25['arrays'][string]> =>
  Object.fromEntries(Object.entries(index.arrays).map(([name, array]) => [`${prefix}.${name}`, array]));

/** Writes the index into a folder. */
export function saveArticleIndex(folder: string, index: ArticleIndex): void {
  const meta: Meta = { versions: index.versions, articles: index.articles, dimensions: index.dimensions };
  writeTensors(join(folder, tensorName), meta, {
    ...index.facts,
    vectors: index.vectors,
    summaryWords: index.summaryWords,
    summaryWeights: index.summaryWeights,
    ...prefixed('grams', index.grams),
    ...prefixed('words', index.words),
    ...prefixed('titles', index.titles),
    ...prefixed('chapters', index.chapters),
  });
}

/** Opens the index of a folder. Throws `bad_index` where it is missing or damaged. */
export function loadArticleIndex(folder: string): ArticleIndex {
  const tensors = readTensors<Meta>(join(folder, tensorName));
  const { versions, articles, dimensions } = tensors.meta;
  const facts: ArticleFacts = {
    lawOf: takeTensor(tensors, 'lawOf', 'u16'),
    chapterOf: takeTensor(tensors, 'chapterOf', 'u32'),
    kindOf: takeTensor(tensors, 'kindOf', 'u8'),
    frameOf: takeTensor(tensors, 'frameOf', 'u8'),
    citedOf: takeTensor(tensors, 'citedOf', 'f32'),
    namedStarts: takeTensor(tensors, 'namedStarts', 'u32'),
    namedPlaces: takeTensor(tensors, 'namedPlaces', 'u32'),
    lengthOf: takeTensor(tensors, 'lengthOf', 'f32'),
  };
  const chapterCount = facts.chapterOf.reduce((largest, chapter) => Math.max(largest, chapter + 1), 0);
  return {
    versions,
    articles,
    facts,
    dimensions,
    vectors: takeTensor(tensors, 'vectors', 'f32'),
    summaryWords: takeTensor(tensors, 'summaryWords', 'u32'),
    summaryWeights: takeTensor(tensors, 'summaryWeights', 'f32'),
    grams: openBm25(tensors, 'grams', articles.length),
    words: openBm25(tensors, 'words', articles.length),
    titles: openBm25(tensors, 'titles', versions.length),
    chapters: openBm25(tensors, 'chapters', chapterCount),
  };
}
