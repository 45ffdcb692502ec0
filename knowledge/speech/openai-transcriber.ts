import OpenAI, { APIConnectionTimeoutError, toFile } from 'openai';
import type { Transcriber } from '../../core/transcriber.ts';
import { createLimitedTranscriber } from './limited-transcriber.ts';
import type { AudioFormat } from './read-audio-format.ts';

/** What `/audio/transcriptions` of the compatible servers takes. */
const takes: readonly AudioFormat[] = ['wav', 'mp3', 'm4a', 'ogg', 'webm', 'flac'];
const mimeTypes: Readonly<Partial<Record<AudioFormat, string>>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  webm: 'audio/webm',
  flac: 'audio/flac',
};

/** Transcribes through an OpenAI-compatible endpoint (`/v1/audio/transcriptions`). `baseUrl` with the version; the library's own default where none is given. */
export function createOpenAiTranscriber(settings: {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
  readonly ffmpeg: string;
  /** Names that are likely to be said. */
  readonly names?: readonly string[];
  readonly timeoutMs?: number;
}): Transcriber {
  const { apiKey, baseUrl, model, ffmpeg, names = [], timeoutMs } = settings;
  const prompt = names.length === 0 ? {} : { prompt: `${names.join('，')}。` };
  const client = new OpenAI({
    apiKey: apiKey === '' ? 'none' : apiKey,
    maxRetries: 1,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
  return createLimitedTranscriber({
    takes,
    ffmpeg,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    hear: async ({ bytes, format }, signal) => {
      const file = await toFile(bytes, `voice.${format}`, { type: mimeTypes[format] ?? 'application/octet-stream' });
      try {
        const { text } = await client.audio.transcriptions.create(
          { file, model, language: 'zh', response_format: 'json', ...prompt },
          { signal },
        );
        return typeof text === 'string' ? text : null;
      } catch (error) {
        if (error instanceof APIConnectionTimeoutError) throw new DOMException('the endpoint took too long', 'TimeoutError');
        throw error;
      }
    },
  });
}
