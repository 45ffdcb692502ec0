import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../bot/engine/create-engine.ts';
import type { EngineParts } from '../../bot/engine/engine-parts.ts';
import { createProbeChannel } from '../../bot/engine/testing/probe-channel.ts';
import { createManualClock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/ids.ts';
import { formatInstant, parseInstant } from '../../core/instant.ts';
import type { LogFields } from '../../core/logger.ts';
import { openSqliteStore } from '../../store/sqlite/index.ts';
import { createRandom } from '../statistics.ts';
import { evaluationInstant } from '../turns.ts';
import { findBroken } from './fuzz-checks.ts';
import { createFuzzTurns, secrets } from './fuzz-turns.ts';

/** What a run of adversarial turns broke, and how long the slowest turn took. */
export type FuzzOutcome = { readonly turns: number; readonly faults: readonly string[]; readonly slowestMs: number };

const turnsInATalk = 25;
/** A database of its own for so many turns, so that a long run does not drag a town's open alarms through every turn. */
const turnsInAStore = 1000;
/** Nothing is learnt from waiting for a disk: the file lies in memory where the system has room for files there. */
const memoryDisk = '/dev/shm';

type Parts = Omit<EngineParts, 'clock' | 'store' | 'logger'>;

/**
 * Sends adversarial turns through the real engine over real encrypted databases, a new one every thousand turns; after each, looks for
 * personal details in its raw bytes and in the log. `tell` hears of each database that is done.
 */
export async function fuzzEngine(
  parts: Parts,
  turns: number,
  seed: number,
  tell: (done: FuzzOutcome) => void = () => {},
): Promise<FuzzOutcome> {
  let sum: FuzzOutcome = { turns: 0, faults: [], slowestMs: 0 };
  while (sum.turns < turns) {
    const size = Math.min(turnsInAStore, turns - sum.turns);
    const one = await fuzzStore(parts, size, seed + sum.turns);
    sum = {
      turns: sum.turns + one.turns,
      faults: [...sum.faults, ...one.faults],
      slowestMs: Math.max(sum.slowestMs, one.slowestMs),
    };
    tell(sum);
  }
  return sum;
}

async function fuzzStore(parts: Parts, turns: number, seed: number): Promise<FuzzOutcome> {
  const folder = mkdtempSync(join(existsSync(memoryDisk) ? memoryDisk : tmpdir(), 'xinqiao-fuzz-'));
  const clock = createManualClock(formatInstant(parseInstant(evaluationInstant)));
  const logged: string[] = [];
  const faults: string[] = [];
  const note =
    (failed: boolean) =>
    (event: string, fields?: LogFields): void => {
      logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
      if (failed) faults.push(`the engine logged ${event}`);
    };
  const logger = { debug: note(false), info: note(false), warn: note(false), error: note(true) };
  const store = await openSqliteStore({ file: join(folder, 'xinqiao.db'), key: randomBytes(32), clock });
  try {
    const engine = createEngine({ ...parts, store, clock, logger });
    const channel = createProbeChannel('web');
    engine.addChannel(channel);
    await engine.start();
    const next = createFuzzTurns(createRandom(seed));
    const seen = new Set<ConversationId>();
    let slowestMs = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      clock.advance(30_000);
      const begun = performance.now();
      const person = `fuzz-${Math.floor(turn / turnsInATalk)}`;
      for (const [place, text] of next().entries()) {
        const { conversationId } = await engine.accept({
          channel: 'web',
          channelMessageId: `fuzz-${turn}-${place}`,
          chatKey: person,
          personKey: person,
          space: 'private',
          addressed: true,
          kind: 'text',
          text,
          quotedText: null,
          sentAt: clock.now(),
        });
        seen.add(conversationId);
      }
      await engine.idle();
      slowestMs = Math.max(slowestMs, performance.now() - begun);
    }
    for (const reply of channel.delivered) faults.push(...findBroken({}, {}, [reply]));
    await store.transaction(async (tx) => {
      for (const conversationId of seen)
        for (const ticket of await tx.tickets.list({ conversationId })) faults.push(...findBroken({}, ticket.fields, []));
      if ((await tx.events.verifyChain()) !== null) faults.push('the event chain is broken');
    });
    await engine.stop();
    await store.close();
    const raw = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
    for (const secret of secrets) {
      if (raw.includes(secret)) faults.push(`the raw database holds the personal detail ${secret}`);
      if (logged.some((line) => line.includes(secret))) faults.push(`the log holds the personal detail ${secret}`);
    }
    return { turns, faults, slowestMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
