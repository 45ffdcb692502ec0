import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import type { VerifiedCitation } from '../../core/citation.ts';
import { XinqiaoError } from '../../core/errors.ts';
import type { CalendarDay } from '../../core/instant.ts';
import type { Hit, Retriever } from '../../core/retriever.ts';
import type { OwnContent } from '../../core/store.ts';
import { verifyCitations } from '../citation/verify-citations.ts';
import { answerFromArticles } from '../corpus/answer-from-articles.ts';
import { readAnswerModel } from '../corpus/answer-model.ts';
import { checkCitations, composeAnswer } from '../corpus/compose-answer.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { readPhrasings } from '../corpus/entry-features.ts';
import { createEntryFinder, type EntryFinder } from '../corpus/find-entries.ts';
import { loadCorpus } from '../corpus/load-corpus.ts';
import { checkOwnContent, joinOwnContent } from '../corpus/own-entries.ts';
import { loadDoubt } from '../corpus/question-doubt.ts';
import { loadArticleIndex } from '../index/article-index.ts';
import { hashCorpus, hashModels } from '../index/fingerprint.ts';
import { requireManifest } from '../index/manifest.ts';
import { loadPreparedCorpus, type PreparedCorpus } from '../index/prepared-corpus.ts';
import { readKnownLaws } from '../laws/known-articles.ts';
import { createLawLibrary, type LawLibrary } from '../laws/law-library.ts';
import { readValidity } from '../laws/validity.ts';
import { createLocalEmbedder } from './local-embedder.ts';
import { loadProjection, type Projection } from './projection.ts';
import { loadQuestions } from './question-file.ts';
import { createArticleRanking, type RankArticles, type ReadPhrasing, weighAnswer } from './rank-articles.ts';
import { loadRanker } from './ranker.ts';
import { loadWordVectors, type WordVectors } from './word-vectors.ts';

/** What to open. With no `indexDir` the corpus alone answers, and citations are checked against the table of known articles. */
export type KnowledgeOptions = {
  /** A folder that `buildKnowledge` wrote. */
  readonly indexDir?: string;
  /** A folder of topic files; the shipped one where none is given. */
  readonly corpusDir?: string;
  /** The day on which citations must be in force. */
  readonly today: CalendarDay;
  /** What staff published beside the corpus. */
  readonly own?: readonly OwnContent[];
  /**
   * Another vector engine, filled by `fillVectorStore` from the same index: what it finds is ranked with the rest. Where it fails, the
   * search goes on without it.
   */
  readonly vectorStore?: Pick<VectorStoreInterface, 'similaritySearch'>;
};

/** A corpus that was read; `answers` where an index prepared them. */
type ReadCorpus = Omit<PreparedCorpus, 'answers'> & { readonly answers: PreparedCorpus['answers'] | null };

type Search = RankArticles;

/** How many articles another engine may propose. */
const proposals = 60;

/** The places that another engine proposes for a question; none where it fails. */
async function askEngine(engine: KnowledgeOptions['vectorStore'], question: string): Promise<readonly number[]> {
  if (engine === undefined) return [];
  try {
    return (await engine.similaritySearch(question, proposals)).map(({ metadata }) => Number(metadata.place)).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** The articles that the found entries cite, best first: all that can be searched where no law is imported. */
function searchEntries(finder: () => EntryFinder, library: LawLibrary, today: CalendarDay): Search {
  return (question, k) => {
    const hits = new Map<string, Hit>();
    for (const { entry, score } of finder().find(question, k).found) {
      if (score <= 0) continue;
      checkCitations(entry, library, today).forEach((citation, place) => {
        const key = `${citation.law}${citation.article}`;
        if (!hits.has(key)) hits.set(key, { law: citation.law, article: citation.article, score: score * 0.95 ** place, source: entry.id });
      });
    }
    return [...hits.values()].sort((a, b) => b.score - a.score).slice(0, k);
  };
}

/** The laws of an index and the ranking over them. Throws `bad_index` where it is not whole or was made with other models. */
async function openIndex(
  folder: string,
  model: WordVectors,
  projection: Projection,
  { entries, phrasings, answers }: ReadCorpus,
  today: CalendarDay,
): Promise<{ readonly library: LawLibrary; readonly search: Search }> {
  const manifest = requireManifest(folder);
  if (manifest.fingerprint.models !== (await hashModels()))
    throw new XinqiaoError('bad_index', `${folder} was built with other models. Run npx xinqiao knowledge build again.`);
  const index = loadArticleIndex(folder);
  const library = createLawLibrary(index, readKnownLaws(), readValidity());
  // LangChain loads slowly and only an index needs it.
  const { PassageStore } = await import('../index/passage-store.ts');
  const store = PassageStore.load(folder, createLocalEmbedder(model), (place) => ({
    content: index.articles[place]?.text ?? '',
    metadata: { law: index.versions[index.articles[place]?.version ?? 0]?.law, article: index.articles[place]?.article },
  }));
  const { questions } = loadQuestions();
  const places = new Map(entries.map((entry, place) => [entry, place]));
  const readPhrasing: ReadPhrasing = (entry, phrasing) => {
    const terms = phrasings[places.get(entry) ?? -1]?.[phrasing];
    if (terms === undefined) throw new XinqiaoError('bad_index', `The phrasings of ${entry.id} were not read.`);
    return terms;
  };
  const answerOf = (entry: CorpusEntry) => answers?.[places.get(entry) ?? -1] ?? weighAnswer(entry, index);
  const searchVectors = (vector: Float32Array, k: number): readonly number[] => store.nearest(vector, k).map(({ place }) => place);
  const parts = {
    index,
    search: searchVectors,
    library,
    model,
    questions,
    entries,
    today,
    projection,
    readPhrasing,
    answerOf,
    ranker: loadRanker(),
  };
  let ranking: Search | null = null;
  // Made at the first search: who only answers or verifies does not wait for it.
  const search: Search = (question, k, found) => {
    ranking ??= createArticleRanking(parts);
    return ranking(question, k, found);
  };
  return { library, search };
}

/** The words of the reviewed entries that cite an article: what a claim is held against where the text is not imported. */
function standIn(entries: readonly CorpusEntry[], library: LawLibrary): (law: string, article: string) => string | null {
  const words = new Map<string, string>();
  for (const entry of entries)
    for (const { law, article } of entry.citations) {
      const key = `${library.resolveName(law) ?? law}${article}`;
      words.set(key, [words.get(key) ?? '', entry.topic, entry.answer, ...entry.steps, ...entry.deadlines, ...entry.phrasings].join('\n'));
    }
  return (law, article) => words.get(`${law}${article}`) ?? null;
}

/** The corpus as the index prepared it, or, where it has changed since or there is no index, as its files state it. */
async function readCorpus({ indexDir, corpusDir }: KnowledgeOptions, model: WordVectors): Promise<ReadCorpus> {
  if (indexDir !== undefined && requireManifest(indexDir).fingerprint.corpus === (await hashCorpus(corpusDir)))
    return loadPreparedCorpus(indexDir);
  const { entries } = loadCorpus(corpusDir);
  return { entries, phrasings: readPhrasings(entries, model), answers: null };
}

/** The corpus with what staff published; only the phrasings that are new are read. */
function addOwn(corpus: ReadCorpus, own: readonly OwnContent[], model: WordVectors): ReadCorpus {
  if (own.length === 0) return corpus;
  const entries = joinOwnContent(corpus.entries, own);
  const phrasings = entries.map((entry, place) => {
    const known = corpus.phrasings[place] ?? [];
    const further = entry.phrasings.slice(known.length);
    return further.length === 0 ? known : [...known, ...(readPhrasings([{ ...entry, phrasings: further }], model)[0] ?? [])];
  });
  return { ...corpus, entries, phrasings };
}

/** Opens the knowledge: the corpus, the laws of an index where one is given, and the guards of citations. Throws `bad_index`. */
export async function openKnowledge(options: KnowledgeOptions): Promise<Retriever> {
  const { today, indexDir } = options;
  const model = loadWordVectors();
  const corpus = addOwn(await readCorpus(options, model), options.own ?? [], model);
  const { entries, phrasings } = corpus;
  const projection = loadProjection();
  const answerModel = readAnswerModel();
  const doubt = loadDoubt();
  let made: EntryFinder | null = null;
  // Made at the first answer: who only searches an index does not wait for it.
  const finder = (): EntryFinder => {
    made ??= createEntryFinder(entries, model, projection, answerModel, phrasings);
    return made;
  };
  const bare = createLawLibrary({ versions: [], articles: [] }, readKnownLaws(), readValidity());
  const { library, search } =
    indexDir === undefined
      ? { library: bare, search: searchEntries(finder, bare, today) }
      : await openIndex(indexDir, model, projection, corpus, today);
  const verifier = { library, today, nearness: model.nearness, standIn: standIn(entries, library) };
  const verify = (text: string): readonly VerifiedCitation[] => verifyCitations(text, verifier);
  return {
    search: async (question, k) => search(question, k, await askEngine(options.vectorStore, question)),
    async answer(question) {
      try {
        const parts = { library, on: today, doubt, verify };
        const outcome = composeAnswer(question, finder(), answerModel, parts);
        if (outcome.kind !== 'no_match' || indexDir === undefined) return outcome;
        return answerFromArticles(question, search, (law, article) => library.find(law, article, today), parts) ?? outcome;
      } catch {
        return { kind: 'unavailable', reason: 'fault' };
      }
    },
    findArticle: (law, article, on = today) => library.find(law, article, on),
    verify,
    nearestEntries: async (question, k) =>
      finder()
        .find(question, k)
        .found.map(({ entry: { id, topic } }) => ({ id, topic })),
    checkOwn: (content) => checkOwnContent(content, { entries, library, today }),
  };
}
