import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkSoak, type SoakReceived, type SoakVerdict } from './check-soak.ts';
import type { LifeMemory } from './memory.ts';
import { startTelegramSide, startWechatSide } from './other-side.ts';
import { createProduct } from './product.ts';
import { makeResidents } from './residents.ts';
import { lineOf } from './soak-lines.ts';
import { readTag, writeToken } from './tag-replies.ts';

/** How hard the soak is. */
export type SoakOptions = {
  readonly minutes: number;
  readonly conversations: number;
  /** Messages a second at the peak; the load swells and sinks between a fifth of it and this. */
  readonly peak: number;
  readonly print?: (line: string) => void;
};

/** What the soak found, with how long answers took and the memory of each life of the process. */
export type SoakResult = SoakVerdict & {
  readonly serviceKills: number;
  readonly processKills: number;
  /** How often Telegram misbehaved: asked to wait, failed, dropped a connection, told updates again. */
  readonly disturbances: number;
  /** Milliseconds from question to answer. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly worst: number };
  readonly lives: readonly LifeMemory[];
  /** What the product logged as errors, without words of residents. */
  readonly faults: readonly string[];
};

/** When both sides are killed, as shares of the time: the last life is long, so that memory which grows is seen to. */
const processKills = [0.05, 0.12, 0.2, 0.3, 0.42];
const serviceKills = [0.08, 0.25, 0.7];
const serviceAwayMs = 3000;
const disturbanceMs = 20_000;
const drainMs = 300_000;
const swellMs = 60_000;

/** What Telegram does by turns besides its work. */
const disturbances: readonly Readonly<Record<string, unknown>>[] = [
  { do: 'flood', method: 'sendMessage', count: 3, seconds: 2 },
  { do: 'again', count: 20 },
  { do: 'drop', method: 'sendMessage', count: 3 },
  { do: 'drop', method: 'getUpdates', count: 2 },
  { do: 'fail', method: 'sendMessage', count: 2 },
  { do: 'flood', method: 'getUpdates', count: 1, seconds: 3 },
  { do: 'fail', method: 'getUpdates', count: 1 },
];

function percentile(values: readonly number[], share: number): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0);
}

/**
 * Plays WeChat behind a real puppet service over gRPC and Telegram behind a Bot API server, both on loopback, against the real product; kills
 * the service and the product on the way, lets Telegram misbehave, and checks every reply. Bounded: `minutes` of load and at most five
 * minutes to finish what is left.
 */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const print = options.print ?? (() => {});
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-soak-'));
  const residents = makeResidents(options.conversations);
  const received: SoakReceived[] = [];
  const asked: string[] = [];
  const askedAt = new Map<string, number>();
  const latencies: number[] = [];
  const faults: string[] = [];

  const hear = (reply: SoakReceived): void => {
    received.push(reply);
    for (const answered of readTag(reply.text)?.tokens ?? []) {
      const at = askedAt.get(answered);
      if (at !== undefined) latencies.push(performance.now() - at);
      askedAt.delete(answered);
    }
  };
  const sides = {
    wechat: await startWechatSide(residents, folder, hear),
    telegram: await startTelegramSide(folder, hear),
  };
  const product = createProduct(
    { HOME: folder, XINQIAO_DATA_DIR: join(folder, 'data'), ...sides.wechat.env, ...sides.telegram.env },
    (line) => faults.push(line),
  );
  await product.start();

  const ask = (): void => {
    const number = asked.length;
    // A stride without a common divisor: neighbours in time are different people.
    const conversation = (number * 77) % options.conversations;
    const place = Math.floor(number / options.conversations);
    const resident = residents[conversation];
    if (resident === undefined) return;
    const text = `${lineOf(conversation, place)}${writeToken(conversation, place)}`;
    askedAt.set(`${conversation}-${place}`, performance.now());
    asked.push(`${conversation}-${place}`);
    sides[resident.door].say({ number, resident, text });
  };
  const killService = async (): Promise<void> => {
    print(`puppet service killed after ${asked.length} questions`);
    sides.wechat.order({ do: 'kill' });
    await sleep(serviceAwayMs);
    sides.wechat.order({ do: 'start' });
  };
  const killProcess = async (): Promise<void> => {
    print(`process killed after ${asked.length} questions, ${received.length} replies`);
    await product.kill();
  };

  const lengthMs = options.minutes * 60_000;
  const plan = [
    ...processKills.map((share) => ({ atMs: share * lengthMs, run: killProcess })),
    ...serviceKills.map((share) => ({ atMs: share * lengthMs, run: killService })),
  ].sort((a, b) => a.atMs - b.atMs);
  let busy: Promise<void> = Promise.resolve();
  let disturbed = 0;
  const began = performance.now();
  for (let due = 0, last = began; last - began < lengthMs; ) {
    const now = performance.now();
    const passedMs = now - began;
    const swell = 0.6 + 0.4 * Math.sin((passedMs / swellMs) * 2 * Math.PI);
    due += ((now - last) / 1000) * options.peak * swell;
    last = now;
    for (; due >= 1; due -= 1) ask();
    while ((plan[0]?.atMs ?? Number.POSITIVE_INFINITY) < passedMs) {
      const next = plan.shift();
      if (next !== undefined) busy = busy.then(next.run);
    }
    if (passedMs > (disturbed + 1) * disturbanceMs) {
      const next = disturbances[disturbed % disturbances.length];
      if (next !== undefined) sides.telegram.order(next);
      disturbed += 1;
    }
    await sleep(20);
  }
  await busy;
  const verdict = (): SoakVerdict => checkSoak(asked, received, residents, product.kills);
  const drainUntil = performance.now() + drainMs;
  while (performance.now() < drainUntil && verdict().lost.length > 0) await sleep(1000);
  // A reply that comes twice would come now.
  await sleep(5000);
  await product.stop();
  for (const side of Object.values(sides)) await side.end();
  rmSync(folder, { recursive: true, force: true });
  return {
    ...verdict(),
    serviceKills: serviceKills.length,
    processKills: product.kills.length,
    disturbances: disturbed,
    latency: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), worst: percentile(latencies, 1) },
    lives: product.lives(),
    faults,
  };
}
