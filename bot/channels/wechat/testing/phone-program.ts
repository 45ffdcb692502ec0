import { createInterface } from 'node:readline';
import { z } from 'zod';
import { PhonePuppet } from './phone-puppet.ts';
import { createPuppetService } from './puppet-service.ts';

/**
 * WeChat and a puppet service as a program of their own, for drills. Commands come as JSON Lines: `say` (a resident speaks), `kill` and
 * `start` (the service; the phone goes on). It writes `ready` with the endpoint, and `received` for each message that a resident gets.
 */
const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), id: z.string(), from: z.string(), text: z.string(), roomId: z.string().optional() }),
  z.object({ do: z.literal('kill') }),
  z.object({ do: z.literal('start') }),
]);
const settings = z
  .object({ token: z.string(), people: z.array(z.string()), rooms: z.array(z.object({ id: z.string(), members: z.array(z.string()) })) })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

/** Everything that a new connection is told again: what came after the last one went, and two minutes before, as most services do: what a process that is slow and then killed was told and had not stored. */
const overlapMs = 120_000;
const write = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

const phone = new PhonePuppet();
phone.overlapMs = overlapMs;
for (const person of settings.people) phone.addPerson(person);
for (const { id, members } of settings.rooms) phone.addRoom(id, id, members);
const service = await createPuppetService(phone, settings.token, false);
await service.start();
write({ ready: service.endpoint });

setInterval(() => {
  for (const received of phone.received.splice(0)) write({ received });
}, 20);
for await (const line of createInterface({ input: process.stdin })) {
  const command = commandSchema.parse(JSON.parse(line));
  if (command.do === 'say') {
    const { id, from, text, roomId } = command;
    phone.say({ id, from, text, ...(roomId === undefined ? {} : { roomId }) });
  } else if (command.do === 'kill') await service.kill();
  else await service.start();
}
process.exit(0);
