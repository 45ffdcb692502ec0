import type { CalendarDay } from '../../core/instant.ts';
import type { Hit, Retriever } from '../../core/retriever.ts';
import { verifyCitations } from '../citation/verify-citations.ts';
import { type AnswerCalibration, checkCitations, composeAnswer } from '../corpus/compose-answer.ts';
import { createEntryFinder, type EntryFinder } from '../corpus/find-entries.ts';
import { loadCorpus } from '../corpus/load-corpus.ts';
import { readKnownLaws } from '../laws/known-articles.ts';
import { createLawLibrary, type LawLibrary } from '../laws/law-library.ts';
import { readValidity } from '../laws/validity.ts';

/** What to open. With no `indexDir` the corpus alone answers, and citations are checked against the table of known articles. */
export type KnowledgeOptions = {
  /** A folder that `buildKnowledge` wrote. */
  readonly indexDir?: string;
  /** A folder of topic files; the shipped one where none is given. */
  readonly corpusDir?: string;
  /** The day on which citations must be in force. */
  readonly today: CalendarDay;
};

const calibration: AnswerCalibration = { bias: -4.5, score: 9, margin: 4, coverage: 1.5, length: 0, floor: 0.5 };

/** The articles that the found entries cite, best first. */
function searchEntries(finder: EntryFinder, library: LawLibrary, today: CalendarDay, question: string, k: number): readonly Hit[] {
  const hits = new Map<string, Hit>();
  for (const { entry, score } of finder.find(question, k).found) {
    if (score <= 0) continue;
    checkCitations(entry, library, today).forEach((citation, place) => {
      const key = `${citation.law}${citation.article}`;
      if (!hits.has(key)) hits.set(key, { law: citation.law, article: citation.article, score: score * 0.95 ** place, source: entry.id });
    });
  }
  return [...hits.values()].sort((a, b) => b.score - a.score).slice(0, k);
}

/** Opens the knowledge: the corpus, the laws of an index where one is given, and the guards of citations. */
export async function openKnowledge(options: KnowledgeOptions): Promise<Retriever> {
  const library = createLawLibrary({ versions: [], articles: [] }, readKnownLaws(), readValidity());
  const finder = createEntryFinder(loadCorpus(options.corpusDir).entries);
  return {
    search: async (question, k) => searchEntries(finder, library, options.today, question, k),
    async answer(question) {
      try {
        return composeAnswer(question, finder, library, options.today, calibration);
      } catch (error) {
        return { kind: 'unavailable', reason: error instanceof Error ? error.message : 'unknown' };
      }
    },
    findArticle: (law, article, on = options.today) => library.find(law, article, on),
    verify: (text) => verifyCitations(text, { library, today: options.today }),
  };
}
