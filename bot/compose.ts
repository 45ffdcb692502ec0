import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRosterGaps, loadForms, peopleOnDuty, promiseFor } from '../cases/index.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Embedder } from '../core/embedder.ts';
import { XinqiaoError } from '../core/errors.ts';
import type { Flows } from '../core/flow.ts';
import type { FormCatalogue } from '../core/form.ts';
import { type CalendarDay, dayOf } from '../core/instant.ts';
import type { LanguageModel } from '../core/language-model.ts';
import type { Logger } from '../core/logger.ts';
import type { MediaStore } from '../core/media-store.ts';
import type { Retriever } from '../core/retriever.ts';
import type { Site } from '../core/site.ts';
import type { OwnContent, Store } from '../core/store.ts';
import type { Transcriber } from '../core/transcriber.ts';
import { createFlows, loadDisputeModel, loadRiskModel, loadTopicReader } from '../flows/index.ts';
import { loadKey } from '../store/encryption/load-key.ts';
import { createMediaFiles } from '../store/media-files.ts';
import type { Config } from './config/read-config.ts';
import { createDailyRetriever, type DailyRetriever } from './daily-retriever.ts';
import { createEngine } from './engine/create-engine.ts';
import type { Engine } from './engine/engine.ts';
import type { DutyDesk } from './engine/engine-parts.ts';
import { createPageWebhook } from './paging/page-webhook.ts';
import { loadSite } from './site/load-site.ts';

/** The parts that decide and hold no data: what the batch commands, the engine and the evaluations share. */
export type Rules = { readonly flows: Flows; readonly forms: FormCatalogue; readonly site: Site; readonly duty: DutyDesk };

/** Loads the site, the forms and the flows. Throws `bad_site` where the settings have a fault. */
export function composeRules(config: Config): Rules {
  const site = loadSite(config.siteDir, findRosterGaps);
  const riskModel = loadRiskModel();
  const disputeModel = loadDisputeModel();
  return {
    flows: createFlows({ ...(riskModel === null ? {} : { riskModel }), ...(disputeModel === undefined ? {} : { disputeModel }) }),
    forms: loadForms(),
    site,
    duty: {
      promise: (urgency, now) => promiseFor(site, urgency, now),
      peopleToPage: (now) => peopleOnDuty(site, now),
    },
  };
}

/** Names LawBench 2-4's topic of a text. Throws `not_found` where no head was trained. */
export function composeTopics(): (text: string) => string {
  const read = loadTopicReader();
  if (read === null) throw new XinqiaoError('not_found', 'there is no model for these labels in this installation');
  return read;
}

/** The folder of the index: the one named, the configured one, the one in the data folder where there is one, or none. */
export function findIndex(config: Config, named: string | null): string | null {
  if (named !== null) return named;
  if (config.indexDir !== null) return config.indexDir;
  const own = join(config.dataDir, 'index');
  return existsSync(own) ? own : null;
}

/** Opens the knowledge over an index, or over the corpus alone. Citations must be in force on the day. */
export async function composeKnowledge(
  config: Config,
  indexDir: string | null,
  today: CalendarDay = dayOf(systemClock.now()),
  own: readonly OwnContent[] = [],
): Promise<Retriever> {
  // Loaded when it is needed: the batch commands start without what they do not use.
  const { openKnowledge } = await import('../knowledge/index.ts');
  const folder = findIndex(config, indexDir);
  if (folder === null) return await openKnowledge({ today, own });
  const embedder = await composeEmbedder(config);
  const engine = embedder === null ? null : (await import('../knowledge/index/embedder-index.ts')).openEmbedderIndex(folder, embedder);
  return await openKnowledge({ today, own, indexDir: folder, ...(engine === null ? {} : { vectorStore: engine }) });
}

/** The embedder of the site, where one is switched on. */
export async function composeEmbedder({ embedder }: Config): Promise<Embedder | null> {
  if (embedder === null) return null;
  const { createOpenAiEmbedder } = await import('../knowledge/language-model/openai-embedder.ts');
  const { baseUrl, ...settings } = embedder;
  return createOpenAiEmbedder({ ...settings, ...(baseUrl === null ? {} : { baseUrl }) });
}

/** The file of the database in the data folder. */
export function databaseFile(config: Config): string {
  return join(config.dataDir, 'xinqiao.db');
}

/** The encryption key: the configured one, or the key file of the data folder, which is made at the first start. */
export function readKey(config: Config): Uint8Array {
  return loadKey({ env: config.key, file: join(config.dataDir, 'xinqiao.key') });
}

/** Opens the database of the data folder, which is made where it is missing. Throws `wrong_key`, `database_in_use`, `database_newer`. */
export async function composeStore(config: Config, clock: Clock = systemClock): Promise<Store> {
  const { openSqliteStore } = await import('../store/sqlite/index.ts');
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  return await openSqliteStore({ file: databaseFile(config), key: readKey(config), clock });
}

/** Everything that runs. */
export type App = Rules & {
  readonly store: Store;
  readonly retriever: DailyRetriever;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly media: MediaStore;
  readonly transcriber?: Transcriber;
};

/** Where residents' files lie: `media` in the data folder. */
export function composeMedia(config: Config): MediaStore {
  return createMediaFiles(join(config.dataDir, 'media'), readKey(config));
}

/** The language model of the site, where one is switched on. */
export async function composeLanguageModel({ model }: Config): Promise<{ readonly languageModel?: LanguageModel }> {
  if (model === null) return {};
  const { createOpenAiLanguageModel } = await import('../knowledge/language-model/openai-language-model.ts');
  const { baseUrl, ...settings } = model;
  return { languageModel: createOpenAiLanguageModel({ ...settings, ...(baseUrl === null ? {} : { baseUrl }) }) };
}

const mostNames = 40;

/** What hears voice messages, where the operator configured it. */
export async function composeTranscriber(
  { transcriber }: Pick<Config, 'transcriber'>,
  site: Site,
): Promise<{ readonly transcriber?: Transcriber }> {
  if (transcriber === null) return {};
  if (transcriber.kind === 'command') {
    const { createCommandTranscriber } = await import('../knowledge/speech/command-transcriber.ts');
    return { transcriber: createCommandTranscriber(transcriber) };
  }
  const { createOpenAiTranscriber } = await import('../knowledge/speech/openai-transcriber.ts');
  const { baseUrl, ...settings } = transcriber;
  // Names that no recogniser would guess: our own, and the places around.
  const names = [site.botName, site.name, site.county, ...site.grids.flatMap(({ places }) => places)].slice(0, mostNames);
  return { transcriber: createOpenAiTranscriber({ ...settings, names, ...(baseUrl === null ? {} : { baseUrl }) }) };
}

/** Joins all parts; nothing is started. `settleMs` takes the place of the site's window. */
export async function composeApp(
  config: Config,
  options: {
    readonly logger: Logger;
    readonly clock?: Clock;
    readonly settleMs?: number /** In place of the configured one. */;
    readonly transcriber?: Transcriber;
  },
): Promise<App> {
  const { logger, clock = systemClock, settleMs, transcriber } = options;
  const rules = composeRules(config);
  const site = settleMs === undefined ? rules.site : { ...rules.site, thresholds: { ...rules.site.thresholds, settleMs } };
  const store = await composeStore(config, clock);
  const readOwn = async (): Promise<readonly OwnContent[]> =>
    (await store.transaction((tx) => tx.ownKnowledge.list())).filter(({ state }) => state === 'published').map(({ content }) => content);
  const retriever = await createDailyRetriever(async (today) => composeKnowledge(config, null, today, await readOwn()), clock, logger);
  const media = composeMedia(config);
  const parts = {
    ...rules,
    site,
    store,
    retriever,
    clock,
    logger,
    media,
    publicUrl: config.publicUrl,
    ...(config.pageWebhook === null ? {} : { pageWebhook: createPageWebhook(config.pageWebhook) }),
    ...(await composeLanguageModel(config)),
    ...(transcriber === undefined ? await composeTranscriber(config, rules.site) : { transcriber }),
  };
  return { ...parts, engine: createEngine(parts) };
}
