import { spawn } from 'node:child_process';

/** What came of a program. `missing`: there is no such program here. */
export type ProgramOutcome = { readonly kind: 'done'; readonly output: Buffer } | { readonly kind: 'missing' | 'failed' | 'too_long' };

/** Runs a program without a shell and collects what it writes, up to `mostBytes`; `signal` ends it. What it complains about is not kept: it may name files. */
export async function runProgram(
  program: string,
  words: readonly string[],
  mostBytes: number,
  signal: AbortSignal,
): Promise<ProgramOutcome> {
  return await new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const parts: Buffer[] = [];
    let size = 0;
    const stop = (): void => {
      child.kill('SIGKILL');
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > mostBytes) stop();
      else parts.push(part);
    });
    child.once('error', (error) => resolve({ kind: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'failed' }));
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (size > mostBytes) resolve({ kind: 'too_long' });
      else resolve(code === 0 ? { kind: 'done', output: Buffer.concat(parts) } : { kind: 'failed' });
    });
  });
}
