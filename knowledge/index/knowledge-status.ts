import type { CalendarDay } from '../../core/instant.ts';
import { loadCorpus } from '../corpus/load-corpus.ts';
import { readKnownLaws } from '../laws/known-articles.ts';
import type { LawVersion } from '../laws/law.ts';
import { createLawLibrary } from '../laws/law-library.ts';
import { readValidity } from '../laws/validity.ts';
import { loadArticleIndex } from './article-index.ts';
import { hashCorpus, hashModels } from './fingerprint.ts';
import { readManifest } from './manifest.ts';

/** One law in the list: its version and, where it should not be relied on, why. */
export type LawStatus = LawVersion & { readonly articles: number; readonly stale: string | null };

/** What the knowledge consists of today. */
export type KnowledgeStatus = {
  readonly corpus: {
    readonly entries: number;
    readonly phrasings: number;
    readonly byType: Readonly<Record<string, number>>;
    readonly oldestReview: CalendarDay | null;
    readonly unreadable: readonly string[];
  };
  /** `null` where no index was asked for. `current`: made with the models of this version. */
  readonly index: {
    readonly whole: boolean;
    readonly current: boolean;
    readonly corpusChanged: boolean;
    readonly builtOn: string | null;
    readonly files: readonly string[];
    readonly articles: number;
  } | null;
  /** Laws with texts, or, without an index, those whose articles are known by the table of facts. */
  readonly laws: readonly LawStatus[];
};

/** Tells what is known: entries, laws, versions, and what is stale on the day. */
export async function knowledgeStatus(options: {
  readonly indexDir?: string;
  readonly corpusDir?: string;
  readonly today: CalendarDay;
}): Promise<KnowledgeStatus> {
  const { today, indexDir, corpusDir } = options;
  const { entries, faults } = loadCorpus(corpusDir);
  const validity = readValidity();
  const manifest = indexDir === undefined ? null : readManifest(indexDir);
  const whole = manifest?.done.includes('complete') ?? false;
  const imported = indexDir !== undefined && whole ? loadArticleIndex(indexDir) : { versions: [], articles: [] };
  const library = createLawLibrary(imported, readKnownLaws(), validity);
  const articleCounts = new Map<string, number>();
  for (const { version } of imported.articles) {
    const law = imported.versions[version]?.law ?? '';
    articleCounts.set(law, (articleCounts.get(law) ?? 0) + 1);
  }
  const staleness = (version: LawVersion): string | null => {
    const repeal = library.repealOf(version.law);
    if (repeal !== null && today >= repeal.from)
      return `no longer in force since ${repeal.from}${repeal.by === null ? '' : `, see ${repeal.by}`}`;
    if (version.effective !== null && version.effective > today) return `in force from ${version.effective} on`;
    const note = validity.versions.find((item) => item.law === version.law)?.stale;
    return note ?? (version.version === null ? 'the source gives no date of this version' : null);
  };
  const byType: Record<string, number> = {};
  for (const entry of entries) byType[entry.disputeType] = (byType[entry.disputeType] ?? 0) + 1;
  const listed = imported.versions.length > 0 ? imported.versions : library.versions;
  return {
    corpus: {
      entries: entries.length,
      phrasings: entries.reduce((sum, entry) => sum + entry.phrasings.length, 0),
      byType,
      oldestReview: entries.map((entry) => entry.reviewed).sort()[0] ?? null,
      unreadable: faults,
    },
    index:
      indexDir === undefined
        ? null
        : {
            whole,
            current: manifest?.fingerprint.models === (await hashModels()),
            corpusChanged: manifest?.fingerprint.corpus !== (await hashCorpus(corpusDir)),
            builtOn: manifest?.builtOn ?? null,
            files: manifest?.files ?? [],
            articles: manifest?.articles ?? 0,
          },
    laws: listed.map((version) => ({ ...version, articles: articleCounts.get(version.law) ?? 0, stale: staleness(version) })),
  };
}
