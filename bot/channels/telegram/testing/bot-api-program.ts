import { createInterface } from 'node:readline';
import { z } from 'zod';
import { botUser, startBotApiServer } from './bot-api-server.ts';

/**
 * Telegram as a program of its own, for drills. Commands come as JSON Lines: `say` (a resident speaks; ids are numbers, those of groups
 * negative), and the ways in which it misbehaves: `flood` (429, wait so many seconds), `fail` (502), `drop` (the connection breaks), `again`
 * (updates that were confirmed come once more). It writes `ready` with its address, and `received` for each message that somebody gets:
 * the chat, the words, and in a group whose question it quotes.
 */
const methods = z.enum(['sendMessage', 'getUpdates']);
const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), id: z.number(), from: z.number(), text: z.string(), groupId: z.number().optional() }),
  z.object({ do: z.literal('flood'), method: methods, count: z.number(), seconds: z.number() }),
  z.object({ do: z.literal('fail'), method: methods, count: z.number() }),
  z.object({ do: z.literal('drop'), method: methods, count: z.number() }),
  z.object({ do: z.literal('again'), count: z.number() }),
]);
const { token } = z.object({ token: z.string() }).parse(JSON.parse(process.argv[2] ?? '{}'));

/** Whose questions are remembered, to know who is quoted. */
const askersKept = 20_000;
const askers = new Map<number, number>();
const write = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

const server = await startBotApiServer(token);
write({ ready: server.url });

setInterval(() => {
  server.calls.length = 0;
  for (const { chat_id: chat, text, reply_parameters: quoted } of server.sent.splice(0)) {
    const asker = askers.get(Number((quoted as { readonly message_id?: number } | undefined)?.message_id));
    write({ received: { chatId: String(chat), text, person: asker === undefined ? null : String(asker), at: Date.now() } });
  }
}, 20);

async function say(command: Extract<z.infer<typeof commandSchema>, { readonly do: 'say' }>): Promise<void> {
  const { id, from, text, groupId } = command;
  askers.set(id, from);
  const oldest = askers.size > askersKept ? askers.keys().next().value : undefined;
  if (oldest !== undefined) askers.delete(oldest);
  const call = `@${botUser.username}`;
  await server.push({
    message: {
      message_id: id,
      date: Math.floor(Date.now() / 1000),
      from: { id: from, is_bot: false, first_name: `p${from}` },
      chat:
        groupId === undefined
          ? { id: from, type: 'private', first_name: `p${from}` }
          : { id: groupId, type: 'supergroup', title: `g${groupId}` },
      ...(groupId === undefined ? { text } : { text: `${call} ${text}`, entities: [{ type: 'mention', offset: 0, length: call.length }] }),
    },
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = commandSchema.parse(JSON.parse(line));
  if (command.do === 'say') await say(command);
  else if (command.do === 'flood') server.failNext(command.method, command.count, 429, command.seconds);
  else if (command.do === 'fail') server.failNext(command.method, command.count, 502);
  else if (command.do === 'drop') server.dropNext(command.method, command.count);
  else server.tellAgain(command.count);
}
process.exit(0);
