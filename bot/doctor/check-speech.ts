import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { splitCommand } from '../../knowledge/speech/command-transcriber.ts';
import { type Finding, find } from '../channels/finding.ts';
import type { Config } from '../config/read-config.ts';

const localPattern = /^https?:\/\/(?:127\.|localhost|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[)/;

/** Tells whether a program may be run here, by its path or by name. Nothing is run. */
function isRunnable(program: string): boolean {
  const places = program.includes('/') ? [program] : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function checkEndpoint(address: string, apiKey: string): Promise<readonly Finding[]> {
  const leaves = localPattern.test(address) ? [] : [find('warning', 'speech_leaves', { address })];
  try {
    const response = await fetch(`${address.replace(/\/+$/, '')}/models`, {
      headers: apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    const isRefused = response.status === 401 || response.status === 403;
    return [find(isRefused ? 'fault' : 'good', isRefused ? 'speech_bad_key' : 'speech_endpoint', { address }), ...leaves];
  } catch {
    return [find('fault', 'speech_unreachable', { address }), ...leaves];
  }
}

/** Looks at what hears voice messages. */
export async function checkSpeech({ transcriber }: Pick<Config, 'transcriber'>): Promise<readonly Finding[]> {
  if (transcriber === null) return [find('good', 'speech_off')];
  const ffmpeg = isRunnable(transcriber.ffmpeg) ? find('good', 'speech_ffmpeg') : find('warning', 'speech_no_ffmpeg');
  if (transcriber.kind === 'command') {
    const [program = ''] = splitCommand(transcriber.command);
    return [isRunnable(program) ? find('good', 'speech_local', { program }) : find('fault', 'speech_no_program', { program }), ffmpeg];
  }
  return [...(await checkEndpoint(transcriber.baseUrl ?? 'https://api.openai.com/v1', transcriber.apiKey)), ffmpeg];
}
