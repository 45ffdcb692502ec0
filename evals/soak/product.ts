import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type LifeMemory, type MemorySample, sumUpLife } from './memory.ts';
import { type SoakProgram, startProgram } from './program.ts';

/** The product under load, through its lives. */
export type SoakProduct = {
  /** Resolves when its doors are open. */
  start(): Promise<void>;
  /** Ends it with SIGKILL and starts it anew; not before it was up for 20 s, since the phone tells each connection only what the one before may have missed. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** When it was killed, in milliseconds since 1970. */
  readonly kills: readonly number[];
  /** One for each life, in order. */
  lives(): readonly LifeMemory[];
};

const shortestLifeMs = 20_000;
const childProgram = fileURLToPath(new URL('./soak-child.ts', import.meta.url));
const lineSchema = z.union([z.object({ up: z.literal(true) }), z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() })]);

/** Makes the product with its settings; nothing is started. `hearFault` gets what it logs as errors. */
export function createProduct(env: Readonly<Record<string, string>>, hearFault: (line: string) => void): SoakProduct {
  const lives: MemorySample[][] = [];
  const kills: number[] = [];
  let child: SoakProgram | null = null;
  let upAt = 0;

  const start = async (): Promise<void> => {
    const life: MemorySample[] = [];
    lives.push(life);
    let isUp = false;
    child = startProgram(childProgram, {
      nodeArgs: ['--expose-gc'],
      env,
      hear: (line) => {
        const parsed = lineSchema.safeParse(line);
        if (!parsed.success) hearFault(JSON.stringify(line));
        else if ('up' in parsed.data) isUp = true;
        else if ('rss' in parsed.data) life.push(parsed.data);
      },
    });
    while (!isUp) await sleep(50);
    upAt = performance.now();
  };
  return {
    kills,
    start,
    kill: async () => {
      await sleep(Math.max(0, upAt + shortestLifeMs - performance.now()));
      await child?.end('SIGKILL');
      kills.push(Date.now());
      await start();
    },
    stop: async () => {
      await child?.end('SIGTERM');
    },
    lives: () => lives.map(sumUpLife),
  };
}
