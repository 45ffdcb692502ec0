import type { Transcriber } from '../../core/transcriber.ts';
import { createLimitedTranscriber } from './limited-transcriber.ts';
import { runProgram } from './run-program.ts';
import { withFile } from './with-file.ts';

const filePlace = '{file}';
const mostOutput = 256 * 1024;

/** Splits a command into its words; quotes hold spaces together. No shell ever sees it. */
export function splitCommand(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
}

/**
 * Transcribes with a program of the operator's that runs here: it gets a WAV (16 kHz, mono) in the place of `{file}`, or behind its words, and
 * writes the text. Nothing leaves the house.
 */
export function createCommandTranscriber(settings: {
  readonly command: string;
  readonly ffmpeg: string;
  readonly timeoutMs?: number;
}): Transcriber {
  const [program = '', ...words] = splitCommand(settings.command);
  const hasPlace = words.some((word) => word.includes(filePlace));
  return createLimitedTranscriber({
    takes: ['wav'],
    ffmpeg: settings.ffmpeg,
    ...(settings.timeoutMs === undefined ? {} : { timeoutMs: settings.timeoutMs }),
    hear: async ({ bytes }, signal) =>
      await withFile(bytes, 'voice.wav', async (file) => {
        const filled = hasPlace ? words.map((word) => word.replaceAll(filePlace, file)) : [...words, file];
        const outcome = await runProgram(program, filled, mostOutput, signal);
        return outcome.kind === 'done' ? outcome.output.toString('utf8') : null;
      }),
  });
}
