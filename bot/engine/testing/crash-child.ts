import { createInterface } from 'node:readline';
import { z } from 'zod';
import { loadForms } from '../../../cases/load-forms.ts';
import { systemClock } from '../../../core/clock.ts';
import { addMilliseconds } from '../../../core/instant.ts';
import { silentLogger } from '../../../core/logger.ts';
import { openSqliteStore } from '../../../store/sqlite/index.ts';
import { loadSite } from '../../site/load-site.ts';
import { createEngine } from '../create-engine.ts';
import { createEchoFlows } from './echo-flows.ts';
import { createProbeChannel } from './probe-channel.ts';
import { emptyRetriever } from './test-stage.ts';

/**
 * A program for the crash test: takes messages as JSON Lines (`{id, person, text}`), writes `ok <id>` once each is stored, and is killed at
 * any moment. At the end of its input it finishes what is left and writes `done`.
 */
const messageSchema = z.object({ id: z.string(), person: z.string(), text: z.string() });
const [file, key] = process.argv.slice(2);
if (file === undefined || key === undefined) throw new Error('called as: crash-child.ts DATABASE KEY_IN_HEX');

const store = await openSqliteStore({ file, key: Buffer.from(key, 'hex'), clock: systemClock });
const site = loadSite('site/default', () => []);
const engine = createEngine({
  store,
  flows: createEchoFlows(),
  retriever: emptyRetriever,
  forms: loadForms(),
  site: { ...site, thresholds: { ...site.thresholds, settleMs: 5 } },
  clock: systemClock,
  logger: silentLogger,
  duty: {
    promise: (_urgency, now) => ({ answerBy: addMilliseconds(now, 60_000), words: '', onDutyNow: true, openLines: [] }),
    peopleToPage: () => ['zhiban1'],
  },
});
engine.addChannel(createProbeChannel('web'));
await engine.start();
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { id, person, text } = messageSchema.parse(JSON.parse(line));
  void engine
    .accept({
      channel: 'web',
      channelMessageId: id,
      chatKey: person,
      personKey: person,
      space: 'private',
      addressed: true,
      kind: 'text',
      text,
      quotedText: null,
      sentAt: systemClock.now(),
    })
    .then(() => process.stdout.write(`ok ${id}\n`));
}
await engine.idle();
await engine.stop();
await store.close();
process.stdout.write('done\n');
