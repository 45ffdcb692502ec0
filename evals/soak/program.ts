import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program of the soak that speaks JSON Lines. */
export type SoakProgram = {
  send(message: unknown): void;
  /** SIGKILL, or SIGTERM for a graceful stop; resolves when it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
};

/** Starts a program of ours at a low priority; `hear` gets each line that it writes, parsed. */
export function startProgram(
  file: string,
  options: {
    readonly args?: readonly string[];
    readonly nodeArgs?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly hear: (line: unknown) => void;
  },
): SoakProgram {
  const child: ChildProcess = spawn(process.execPath, [...(options.nodeArgs ?? []), file, ...(options.args ?? [])], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...options.env },
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.stdin?.on('error', () => {});
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) options.hear(JSON.parse(line));
    });
  return {
    send: (message) => {
      child.stdin?.write(`${JSON.stringify(message)}\n`);
    },
    end: async (signal) => {
      child.kill(signal);
      await gone;
    },
  };
}
