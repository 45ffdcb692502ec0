import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/ids.ts';
import { openSqliteStore } from '../../store/sqlite/index.ts';

const program = fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url));
const conversations = 20;
const messagesEach = 10;
const kills = 10;
const outstanding = 8;

/** A repeatable chance, 0 to 1 (mulberry32). */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Message = { readonly id: string; readonly person: string; readonly text: string };

/** Ten messages for each of twenty people; the third of each opens a ticket. */
const messages: readonly Message[] = Array.from({ length: conversations * messagesEach }, (_, index) => {
  const person = `person-${index % conversations}`;
  const place = Math.floor(index / conversations);
  return { id: `m-${index}`, person, text: place === 2 ? `[ticket] line-${place}` : `line-${place}` };
});

function waitForExit(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
  });
}

/** When to kill: after so many acknowledgements of this run, and then so many milliseconds later. */
type Kill = { readonly afterAcknowledged: number; readonly delayMs: number };

/** Starts the child and sends it what was not yet acknowledged, eight at a time, so that turns and deliveries go on meanwhile. `null` lets it finish. */
async function runChild(file: string, key: Buffer, acknowledged: Set<string>, kill: Kill | null): Promise<boolean> {
  const child = spawn(process.execPath, [program, file, key.toString('hex')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = waitForExit(child);
  child.stdin.on('error', () => {});
  const toSend = messages.filter((message) => !acknowledged.has(message.id));
  const send = (count: number): void => {
    for (const message of toSend.splice(0, count)) child.stdin.write(`${JSON.stringify(message)}\n`);
    if (toSend.length === 0 && kill === null) child.stdin.end();
  };
  let isDone = false;
  let answered = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') send(outstanding);
    else if (line === 'done') isDone = true;
    else if (line.startsWith('ok ')) {
      acknowledged.add(line.slice(3));
      answered += 1;
      if (answered === kill?.afterAcknowledged) setTimeout(() => child.kill('SIGKILL'), kill.delayMs);
      send(1);
    }
  }
  await exited;
  return isDone;
}

describe('a crash at any moment', () => {
  it('loses nothing and doubles nothing over ten kills', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinqiao-crash-'));
    const file = join(folder, 'xinqiao.db');
    const key = randomBytes(32);
    const chance = createChance(20_261_124);
    const acknowledged = new Set<string>();
    for (let kill = 0; kill < kills; kill += 1) {
      const isDone = await runChild(file, key, acknowledged, {
        afterAcknowledged: 1 + Math.floor(chance() * 16),
        delayMs: Math.floor(chance() * 30),
      });
      expect(isDone).toBe(false);
    }
    // Kills that hit an idle process would prove nothing.
    expect(acknowledged.size).toBeLessThan(messages.length);
    expect(await runChild(file, key, acknowledged, null)).toBe(true);
    expect(acknowledged.size).toBe(messages.length);

    const store = await openSqliteStore({ file, key, clock: systemClock });
    await store.transaction(async (tx) => {
      expect(await tx.inbox.pending()).toEqual([]);
      const seen = new Set<ConversationId>();
      for (const { person } of messages.slice(0, conversations)) {
        const conversation = await tx.conversations.find('web', person, person);
        if (conversation === null) throw new Error(`no conversation of ${person}`);
        seen.add(conversation.id);
        const wanted = messages.filter((message) => message.person === person).map((message) => message.text);
        const lines = await tx.transcript.read(conversation.id, 0);
        const handled = lines.filter((line) => line.from === 'resident').map((line) => line.text);
        expect([...handled].sort()).toEqual([...wanted].sort());
        const outbox = await tx.outbox.list({ conversationId: conversation.id });
        expect(outbox.every((entry) => entry.state === 'sent')).toBe(true);
        const answered = outbox.flatMap((entry) => entry.text.replace(/ XQ\d+$/, '').split('\n'));
        expect(answered.map((text) => text.replace(/ XQ\d+$/, '')).sort()).toEqual([...wanted].sort());
        expect(await tx.tickets.list({ conversationId: conversation.id })).toHaveLength(1);
      }
      expect(seen.size).toBe(conversations);
      expect(await tx.events.verifyChain()).toBeNull();
    });
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
