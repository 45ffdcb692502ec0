import type { CalendarDay } from '../../core/instant.ts';
import { loadArticleIndex } from '../index/article-index.ts';
import { importLaws } from '../laws/import-laws.ts';
import { readKnownLaws } from '../laws/known-articles.ts';
import { createLawLibrary, type LawLibrary } from '../laws/law-library.ts';
import { readValidity } from '../laws/validity.ts';
import { loadProjection } from '../retrieval/projection.ts';
import { loadWordVectors } from '../retrieval/word-vectors.ts';
import { readAnswerModel } from './answer-model.ts';
import { findContradictions } from './find-contradictions.ts';
import { createEntryFinder } from './find-entries.ts';
import { findUnfoundedNumbers } from './find-unfounded-numbers.ts';
import { type LoadedEntry, loadCorpus } from './load-corpus.ts';

/** What a check found wrong. `rule` is stable. */
export type CorpusFault = {
  readonly rule: 'schema' | 'duplicate_id' | 'duplicate_phrasing' | 'citation' | 'number' | 'phrasing' | 'contradiction';
  readonly file: string;
  readonly entryId: string;
  readonly message: string;
};

/** What the checks gave. `notes` name what could not be checked and why. */
export type CorpusCheck = {
  readonly entries: number;
  readonly phrasings: number;
  readonly citations: number;
  readonly faults: readonly CorpusFault[];
  readonly notes: readonly string[];
};

/** What to check: the corpus, against law files or an index where one is given. */
export type CheckOptions = {
  readonly corpusDir?: string;
  readonly indexDir?: string;
  readonly laws?: readonly string[];
  readonly today: CalendarDay;
  /** Leave out the slow check that each phrasing finds its own entry. */
  readonly skipPhrasings?: boolean;
};

async function openLibrary(options: CheckOptions): Promise<LawLibrary> {
  const validity = readValidity();
  const none = { versions: [], articles: [] };
  const imported =
    options.laws !== undefined
      ? await importLaws(options.laws, validity)
      : options.indexDir !== undefined
        ? loadArticleIndex(options.indexDir)
        : none;
  return createLawLibrary(imported, readKnownLaws(), validity);
}

function findDuplicates(entries: readonly LoadedEntry[]): readonly CorpusFault[] {
  const ids = new Map<string, string>();
  const phrasings = new Map<string, string>();
  const faults: CorpusFault[] = [];
  for (const { id, file, phrasings: list } of entries) {
    const other = ids.get(id);
    if (other !== undefined) faults.push({ rule: 'duplicate_id', file, entryId: id, message: `the id is used in ${other} too` });
    ids.set(id, file);
    for (const phrasing of list) {
      const bare = phrasing.replace(/[\s，。？！、,.?!~…]/g, '');
      const owner = phrasings.get(bare);
      if (owner !== undefined)
        faults.push({ rule: 'duplicate_phrasing', file, entryId: id, message: `"${phrasing}" stands in ${owner} too` });
      phrasings.set(bare, id);
    }
  }
  return faults;
}

function checkArticles(entry: LoadedEntry, library: LawLibrary, today: CalendarDay): readonly CorpusFault[] {
  return entry.citations.flatMap(({ law, article }) => {
    const standing = library.standing(law, article, today);
    if (standing.kind === 'in_force') return [];
    const why = standing.kind === 'repealed' ? `no longer in force, see ${standing.supersededBy ?? 'the newer law'}` : 'not found';
    return [{ rule: 'citation' as const, file: entry.file, entryId: entry.id, message: `${law} ${article}: ${why}` }];
  });
}

/** Runs every check that an entry must pass. Reads only; throws `bad_input` or `bad_index` where what it is given cannot be opened. */
export async function checkCorpus(options: CheckOptions): Promise<CorpusCheck> {
  const { entries, faults: unreadable } = loadCorpus(options.corpusDir);
  const library = await openLibrary(options);
  const notes: string[] = [];
  const faults: CorpusFault[] = unreadable.map((message) => ({ rule: 'schema', file: message.split(':')[0] ?? '', entryId: '', message }));
  faults.push(...findDuplicates(entries));
  for (const entry of entries) faults.push(...checkArticles(entry, library, options.today));
  if (library.hasTexts) for (const entry of entries) faults.push(...findUnfoundedNumbers(entry, library, options.today));
  else notes.push('No laws are imported: numbers were not compared with the cited articles. Give --laws FILE… or --index DIR.');
  faults.push(...findContradictions(entries));
  if (options.skipPhrasings !== true) {
    const finder = createEntryFinder(entries, loadWordVectors(), loadProjection(), readAnswerModel());
    let alone = 0;
    let tried = 0;
    entries.forEach((entry, place) => {
      entry.phrasings.forEach((phrasing, at) => {
        const first = finder.find(phrasing, 1).found[0]?.entry;
        tried += 1;
        if (finder.findWithout({ entry: place, phrasing: at }, 1).found[0]?.entry.id === entry.id) alone += 1;
        if (first !== undefined && first.id !== entry.id)
          faults.push({ rule: 'phrasing', file: entry.file, entryId: entry.id, message: `"${phrasing}" finds ${first.id} first` });
      });
    });
    notes.push(`With each phrasing left out, ${alone} of ${tried} still find their entry first.`);
  } else notes.push('Phrasings were not tried.');
  return {
    entries: entries.length,
    phrasings: entries.reduce((sum, entry) => sum + entry.phrasings.length, 0),
    citations: entries.reduce((sum, entry) => sum + entry.citations.length, 0),
    faults,
    notes,
  };
}
