import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { checkSoak, type SoakReceived, type SoakResident, type SoakVerdict } from './check-soak.ts';
import { type SoakProgram, startProgram } from './program.ts';
import { soakLines } from './soak-lines.ts';
import { readTag, writeToken } from './tag-replies.ts';

/** How hard the soak is. */
export type SoakOptions = {
  readonly minutes: number;
  readonly conversations: number;
  /** Messages a second at the peak; the load swells and sinks between a fifth of it and this. */
  readonly peak: number;
  readonly serviceKills: number;
  readonly processKills: number;
  readonly print?: (line: string) => void;
};

/** What the soak found, with how long answers took and what memory the longest life of the process held. */
export type SoakResult = SoakVerdict & {
  readonly serviceKills: number;
  readonly processKills: number;
  /** Milliseconds from question to answer. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly worst: number };
  /** Megabytes of the heap in the longest life: medians of its second and its last quarter. */
  readonly heap: { readonly early: number; readonly late: number; readonly samples: number };
};

const drainMs = 300_000;
const roomSize = 5;
const swellMs = 60_000;
const phoneProgram = fileURLToPath(new URL('../../bot/channels/wechat/testing/phone-program.ts', import.meta.url));
const childProgram = fileURLToPath(new URL('./soak-child.ts', import.meta.url));

function median(values: readonly number[], share = 0.5): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}

function makeResidents(conversations: number): readonly SoakResident[] {
  // A quarter of them ask in rooms, five in each.
  return Array.from({ length: conversations }, (_, place) => ({
    person: `person${place}`,
    room: place % 4 === 0 ? `room${Math.floor(place / 4 / roomSize)}@chatroom` : null,
  }));
}

function heapOf(lives: readonly (readonly number[])[]): SoakResult['heap'] {
  const longest = [...lives].sort((a, b) => b.length - a.length)[0] ?? [];
  const quarter = Math.floor(longest.length / 4);
  const inMegabytes = (values: readonly number[]): number => Math.round(median(values) / 1e6);
  return {
    early: inMegabytes(longest.slice(quarter, quarter * 2)),
    late: inMegabytes(longest.slice(-Math.max(1, quarter))),
    samples: longest.length,
  };
}

/**
 * Plays WeChat behind a real puppet service against the real product over gRPC on loopback, kills both sides on the way, and checks every
 * reply. Bounded: `minutes` of load and at most five minutes to finish what is left.
 */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const print = options.print ?? (() => {});
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-soak-'));
  const token = `insecure_soak${process.pid}`;
  const residents = makeResidents(options.conversations);
  const rooms = [...new Set(residents.flatMap(({ room }) => (room === null ? [] : [room])))];
  const received: SoakReceived[] = [];
  const asked: string[] = [];
  const askedAt = new Map<string, number>();
  const latencies: number[] = [];
  const lives: number[][] = [];
  let endpoint = '';

  const hearPhone = (line: unknown): void => {
    const heard = line as { ready?: string; received?: SoakReceived };
    if (heard.ready !== undefined) endpoint = heard.ready;
    if (heard.received === undefined) return;
    received.push(heard.received);
    for (const answered of readTag(heard.received.text)?.tokens ?? []) {
      const at = askedAt.get(answered);
      if (at !== undefined) latencies.push(performance.now() - at);
      askedAt.delete(answered);
    }
  };
  const phone = startProgram(phoneProgram, {
    args: [
      JSON.stringify({
        token,
        people: residents.map(({ person }) => person),
        rooms: rooms.map((id) => ({ id, members: residents.filter(({ room }) => room === id).map(({ person }) => person) })),
      }),
    ],
    env: { HOME: folder },
    hear: hearPhone,
  });
  while (endpoint === '') await sleep(50);

  const startChild = async (): Promise<SoakProgram> => {
    let isUp = false;
    const life: number[] = [];
    lives.push(life);
    const child = startProgram(childProgram, {
      env: {
        HOME: folder,
        XINQIAO_DATA_DIR: join(folder, 'data'),
        XINQIAO_WECHAT_TOKEN: token,
        XINQIAO_WECHAT_ENDPOINT: endpoint,
        XINQIAO_WECHAT_TLS: 'off',
      },
      hear: (line) => {
        const heard = line as { up?: boolean; heapUsed?: number };
        if (heard.up === true) isUp = true;
        if (heard.heapUsed !== undefined) life.push(heard.heapUsed);
      },
    });
    while (!isUp) await sleep(50);
    return child;
  };

  const spread = (count: number, shift: number): readonly number[] =>
    Array.from({ length: count }, (_, place) => ((place + shift) / count) * options.minutes * 60_000);
  const serviceKillTimes = [...spread(options.serviceKills, 0.7)];
  const processKillTimes = [...spread(options.processKills, 0.45)];
  let child = await startChild();
  let busy: Promise<void> = Promise.resolve();
  const killService = async (): Promise<void> => {
    print(`service killed after ${asked.length} questions`);
    phone.send({ do: 'kill' });
    await sleep(3000);
    phone.send({ do: 'start' });
  };
  const killProcess = async (): Promise<void> => {
    print(`process killed after ${asked.length} questions, ${received.length} replies`);
    await child.end('SIGKILL');
    child = await startChild();
  };

  const began = performance.now();
  const passed = (): number => performance.now() - began;
  for (let due = 0, last = began; passed() < options.minutes * 60_000; ) {
    const now = performance.now();
    const swell = 0.6 + 0.4 * Math.sin((passed() / swellMs) * 2 * Math.PI);
    due += ((now - last) / 1000) * options.peak * swell;
    last = now;
    for (; due >= 1; due -= 1) {
      const count = asked.length;
      // A stride without a common divisor: neighbours in time are different people.
      const conversation = (count * 77) % options.conversations;
      const place = Math.floor(count / options.conversations);
      const resident = residents[conversation];
      if (resident === undefined) continue;
      const name = writeToken(conversation, place);
      const text = `${soakLines[(count * 13 + conversation) % soakLines.length]}${name}`;
      askedAt.set(`${conversation}-${place}`, now);
      asked.push(`${conversation}-${place}`);
      phone.send({
        do: 'say',
        id: `q${count}`,
        from: resident.person,
        text: resident.room === null ? text : `@小桥\u2005${text}`,
        ...(resident.room === null ? {} : { roomId: resident.room }),
      });
    }
    if (passed() > (serviceKillTimes[0] ?? Number.POSITIVE_INFINITY)) {
      serviceKillTimes.shift();
      busy = busy.then(killService);
    }
    if (passed() > (processKillTimes[0] ?? Number.POSITIVE_INFINITY)) {
      processKillTimes.shift();
      busy = busy.then(killProcess);
    }
    await sleep(20);
  }
  await busy;
  const drainUntil = performance.now() + drainMs;
  while (performance.now() < drainUntil && checkSoak(asked, received, residents).lost.length > 0) await sleep(1000);
  // A reply that comes twice would come now.
  await sleep(5000);
  await child.end('SIGTERM');
  await phone.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  return {
    ...checkSoak(asked, received, residents),
    serviceKills: options.serviceKills,
    processKills: options.processKills,
    latency: { p50: Math.round(median(latencies)), p95: Math.round(median(latencies, 0.95)), worst: Math.round(Math.max(0, ...latencies)) },
    heap: heapOf(lives),
  };
}
