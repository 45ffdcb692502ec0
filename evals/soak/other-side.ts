import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SoakReceived, SoakResident } from './check-soak.ts';
import { type SoakProgram, startProgram } from './program.ts';

/** The other side of one door: the service, and the phones of those who write through it. */
export type OtherSide = {
  /** The settings under which the product finds it. */
  readonly env: Readonly<Record<string, string>>;
  say(question: { readonly number: number; readonly resident: SoakResident; readonly text: string }): void;
  /** Any other command of the program. */
  order(command: Readonly<Record<string, unknown>>): void;
  end(): Promise<void>;
};

const wechatProgram = fileURLToPath(new URL('../../bot/channels/wechat/testing/phone-program.ts', import.meta.url));
const telegramProgram = fileURLToPath(new URL('../../bot/channels/telegram/testing/bot-api-program.ts', import.meta.url));
const roomCall = /^@(\S+)\u2005/u;

const lineSchema = z.union([
  z.object({ ready: z.string() }),
  z.object({ received: z.object({ chatId: z.string(), text: z.string(), person: z.string().nullish(), at: z.number().optional() }) }),
]);

async function startSide(
  file: string,
  settings: unknown,
  home: string,
  hear: (received: Omit<SoakReceived, 'door'>) => void,
): Promise<{ readonly program: SoakProgram; readonly address: string }> {
  let address = '';
  const program = startProgram(file, {
    args: [JSON.stringify(settings)],
    env: { HOME: home },
    hear: (line) => {
      const heard = lineSchema.parse(line);
      if ('ready' in heard) address = heard.ready;
      else {
        const { chatId, text, person, at = Date.now() } = heard.received;
        hear({ chatId, text, person: person ?? roomCall.exec(text)?.[1] ?? null, at });
      }
    },
  });
  while (address === '') await sleep(50);
  return { program, address };
}

/** Starts WeChat behind a puppet service over gRPC. */
export async function startWechatSide(
  residents: readonly SoakResident[],
  home: string,
  hear: (received: SoakReceived) => void,
): Promise<OtherSide> {
  const own = residents.filter(({ door }) => door === 'wechat');
  const rooms = [...new Set(own.flatMap(({ room }) => (room === null ? [] : [room])))];
  const token = `insecure_soak${process.pid}`;
  const settings = {
    token,
    people: own.map(({ person }) => person),
    rooms: rooms.map((id) => ({ id, members: own.filter(({ room }) => room === id).map(({ person }) => person) })),
  };
  const { program, address } = await startSide(wechatProgram, settings, home, (received) => hear({ door: 'wechat', ...received }));
  return {
    env: { XINQIAO_WECHAT_TOKEN: token, XINQIAO_WECHAT_ENDPOINT: address, XINQIAO_WECHAT_TLS: 'off' },
    say: ({ number, resident, text }) =>
      program.send({
        do: 'say',
        id: `q${number}`,
        from: resident.person,
        ...(resident.room === null ? { text } : { text: `@小桥\u2005${text}`, roomId: resident.room }),
      }),
    order: program.send,
    end: () => program.end('SIGKILL'),
  };
}

/** Starts a Bot API server; the product polls it, and takes cases through it. */
export async function startTelegramSide(home: string, hear: (received: SoakReceived) => void): Promise<OtherSide> {
  const token = `4242:${'s'.repeat(35)}`;
  const { program, address } = await startSide(telegramProgram, { token }, home, (received) => hear({ door: 'telegram', ...received }));
  return {
    env: { XINQIAO_TELEGRAM_TOKEN: token, XINQIAO_TELEGRAM_API_ROOT: address, XINQIAO_TELEGRAM_CASES: 'on' },
    say: ({ number, resident, text }) =>
      program.send({
        do: 'say',
        id: number + 1,
        from: Number(resident.person),
        text,
        ...(resident.room === null ? {} : { groupId: Number(resident.room) }),
      }),
    order: program.send,
    end: () => program.end('SIGKILL'),
  };
}
