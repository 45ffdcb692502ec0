import { existsSync } from 'node:fs';
import { z } from 'zod';
import { XinqiaoError } from '../../core/errors.ts';
import { type DoorsConfig, readDoors } from './read-doors.ts';

/** Treats an empty setting as none: `.env` files are full of them. */
const optionalText = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());

const environmentSchema = z.object({
  PORT: z.preprocess((value) => (value === '' ? undefined : value), z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: optionalText.transform((host) => host ?? '127.0.0.1'),
  XINQIAO_DATA_DIR: optionalText.transform((folder) => folder ?? './data'),
  XINQIAO_KEY: optionalText,
  XINQIAO_SITE: optionalText.transform((folder) => folder ?? 'site/default'),
  XINQIAO_INDEX: optionalText,
  XINQIAO_PUBLIC_URL: optionalText.pipe(z.url().optional()),
  XINQIAO_PAGE_WEBHOOK: optionalText.pipe(z.url({ protocol: /^https?$/ }).optional()),
  XINQIAO_PAGE_SECRET: optionalText.pipe(z.string().min(16).optional()),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: optionalText.pipe(z.url().optional()),
  XINQIAO_MODEL: optionalText,
  XINQIAO_TRANSCRIBER: optionalText,
  XINQIAO_TRANSCRIBER_URL: optionalText.pipe(z.url().optional()),
  XINQIAO_TRANSCRIBER_KEY: optionalText,
  XINQIAO_TRANSCRIBER_COMMAND: optionalText,
  XINQIAO_FFMPEG: optionalText.transform((program) => program ?? 'ffmpeg'),
  XINQIAO_EMBEDDER: optionalText.pipe(
    z
      .string()
      .regex(/^[^\s:]\S*:\d+$/)
      .optional(),
  ),
});

/** What to do about a setting that is wrong. */
const remedies: Readonly<Record<string, string>> = {
  PORT: 'set PORT to a number from 0 to 65535 (0: any free port)',
  XINQIAO_PUBLIC_URL:
    'set XINQIAO_PUBLIC_URL to the address where staff open the console, for example https://bridge.example, or leave it out',
  XINQIAO_PAGE_WEBHOOK: 'set XINQIAO_PAGE_WEBHOOK to the full address of the receiver, or leave it out',
  XINQIAO_PAGE_SECRET: 'set XINQIAO_PAGE_SECRET to at least 16 characters (`openssl rand -base64 32`)',
  XINQIAO_EMBEDDER: 'write the name of the embedder and the length of its vectors, for example bge-m3:1024, or leave it out',
  XINQIAO_TRANSCRIBER_URL:
    'set XINQIAO_TRANSCRIBER_URL to the full address of the endpoint with its version, for example http://127.0.0.1:8000/v1, or leave it out',
  OPENAI_BASE_URL: 'set OPENAI_BASE_URL to the full address of the endpoint, for example http://127.0.0.1:8000/v1, or leave it out',
};

/** An embedder that an operator switched on, and the length of its vectors. */
export type EmbedderConfig = ModelConfig & { readonly dimensions: number };

/** The language model that an operator switched on. */
export type ModelConfig = { readonly apiKey: string; readonly baseUrl: string | null; readonly model: string };

/** What hears voice messages: an OpenAI-compatible endpoint, or a program that runs here. `ffmpeg` decodes what neither takes. */
export type TranscriberConfig = { readonly ffmpeg: string } & (
  | ({ readonly kind: 'endpoint' } & ModelConfig)
  | { readonly kind: 'command'; readonly command: string }
);

/** The settings of this process, read once. */
export type Config = {
  readonly port: number;
  readonly host: string;
  /** The folder of the database, the key file and the index. */
  readonly dataDir: string;
  /** The encryption key in base64, or `null`: the key file in the data folder is used, and made at first start. */
  readonly key: string | null;
  readonly siteDir: string;
  /** The folder of the knowledge index, or `null` for the one in the data folder. */
  readonly indexDir: string | null;
  /** Where staff open the console from outside; stands in calls. Without a slash at the end. */
  readonly publicUrl: string;
  /** The operator's webhook for calls of the people on duty, or `null`. */
  readonly pageWebhook: { readonly url: string; readonly secret: string } | null;
  /** `null`: the word vectors of our own are all; `NAME:LENGTH` in XINQIAO_EMBEDDER adds an OpenAI-compatible embedder. */
  readonly embedder: EmbedderConfig | null;
  /** `null`: no model is used; naming one in XINQIAO_MODEL switches it on. */
  readonly model: ModelConfig | null;
  /** `null`: voice messages are not heard by a program; people are told of them. */
  readonly transcriber: TranscriberConfig | null;
  /** The program that decodes recordings that neither we nor browsers can; a name on the PATH or a path. */
  readonly ffmpeg: string;
  /** The doors that are switched on besides the pages of this server. */
  readonly doors: DoorsConfig;
};

function readTranscriber(settings: z.output<typeof environmentSchema>): TranscriberConfig | null {
  const { XINQIAO_TRANSCRIBER: model, XINQIAO_TRANSCRIBER_COMMAND: command, XINQIAO_FFMPEG: ffmpeg } = settings;
  if (model !== undefined && command !== undefined)
    throw new XinqiaoError(
      'bad_config',
      'set either XINQIAO_TRANSCRIBER (an endpoint) or XINQIAO_TRANSCRIBER_COMMAND (a program), not both',
    );
  if (command !== undefined) return { kind: 'command', command, ffmpeg };
  if (model === undefined) return null;
  const baseUrl = settings.XINQIAO_TRANSCRIBER_URL ?? settings.OPENAI_BASE_URL ?? null;
  const apiKey = settings.XINQIAO_TRANSCRIBER_KEY ?? settings.OPENAI_API_KEY ?? '';
  if (baseUrl === null && apiKey === '')
    throw new XinqiaoError('bad_config', 'XINQIAO_TRANSCRIBER names a model but there is no way to it: set XINQIAO_TRANSCRIBER_URL');
  return { kind: 'endpoint', apiKey, baseUrl, model, ffmpeg };
}

/** Checks an environment and freezes it. Throws `bad_config` that says which setting is wrong and what to do. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new XinqiaoError('bad_config', names.map((name) => `${name} is wrong: ${remedies[name] ?? 'see .env.example'}`).join('; '));
  }
  const settings = parsed.data;
  if (settings.XINQIAO_EMBEDDER !== undefined && settings.OPENAI_API_KEY === undefined && settings.OPENAI_BASE_URL === undefined)
    throw new XinqiaoError(
      'bad_config',
      'XINQIAO_EMBEDDER names an embedder but there is no way to it: set OPENAI_API_KEY or OPENAI_BASE_URL',
    );
  if (settings.XINQIAO_MODEL !== undefined && settings.OPENAI_API_KEY === undefined && settings.OPENAI_BASE_URL === undefined)
    throw new XinqiaoError('bad_config', 'XINQIAO_MODEL names a model but there is no way to it: set OPENAI_API_KEY or OPENAI_BASE_URL');
  const { XINQIAO_PAGE_WEBHOOK: pageUrl, XINQIAO_PAGE_SECRET: pageSecret } = settings;
  if (pageUrl !== undefined && pageSecret === undefined)
    throw new XinqiaoError('bad_config', 'XINQIAO_PAGE_WEBHOOK needs a secret to sign with: set XINQIAO_PAGE_SECRET');
  return Object.freeze({
    publicUrl: (settings.XINQIAO_PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`).replace(/\/+$/, ''),
    pageWebhook: pageUrl === undefined ? null : Object.freeze({ url: pageUrl, secret: pageSecret ?? '' }),
    port: settings.PORT,
    host: settings.HOST,
    dataDir: settings.XINQIAO_DATA_DIR,
    key: settings.XINQIAO_KEY ?? null,
    siteDir: settings.XINQIAO_SITE,
    indexDir: settings.XINQIAO_INDEX ?? null,
    embedder:
      settings.XINQIAO_EMBEDDER === undefined
        ? null
        : Object.freeze({
            apiKey: settings.OPENAI_API_KEY ?? '',
            baseUrl: settings.OPENAI_BASE_URL ?? null,
            model: settings.XINQIAO_EMBEDDER.replace(/:\d+$/, ''),
            dimensions: Number(settings.XINQIAO_EMBEDDER.split(':').at(-1)),
          }),
    model:
      settings.XINQIAO_MODEL === undefined
        ? null
        : Object.freeze({
            apiKey: settings.OPENAI_API_KEY ?? '',
            baseUrl: settings.OPENAI_BASE_URL ?? null,
            model: settings.XINQIAO_MODEL,
          }),
    transcriber: readTranscriber(settings),
    ffmpeg: settings.XINQIAO_FFMPEG,
    doors: readDoors(environment),
  });
}

/** Reads `.env` of the working folder, where there is one, under what the environment already says. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
