import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WechatyBuilder } from 'wechaty';
import { log as wechatyLog } from 'wechaty-puppet';
import type { ChannelStatus } from '../../../core/channel.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Logger } from '../../../core/logger.ts';
import { OwnPuppet } from './own-puppet.ts';

/** How to reach the puppet service. */
export type PuppetAddress = { readonly token: string; readonly endpoint: string | null; readonly tls: boolean };

/** How patient the supervision is, in milliseconds. */
export type SupervisionTimes = {
  /** Between two signs of life that are asked for. */
  readonly dingMs: number;
  /** Without any event for so long the connection counts as dead. */
  readonly silenceMs: number;
  /** The first and the longest wait before a new connection. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  /** Before a token that was refused is tried again. */
  readonly refusedMs: number;
};

/** What a running bot hands on. */
export type BotListener = {
  online(puppet: OwnPuppet): void;
  message(messageId: string): void;
  friendship(friendshipId: string): void;
  roomInvitation(invitationId: string): void;
  roomJoin(roomId: string, personIds: readonly string[]): void;
};

/** Keeps one bot running, whatever happens to the service. */
export interface BotSupervisor {
  /** The puppet while it is connected and logged in, else `null`. */
  puppet(): OwnPuppet | null;
  /** Since when it is online, in milliseconds of `performance.now()`. */
  onlineSince(): number;
  status(): ChannelStatus;
  start(): void;
  stop(): Promise<void>;
}

const invalidToken = 16;
const probeMs = 2000;
const startMs = 30_000;
/** The tokens that this process has a client on: a second client would get nothing and log the first one out. */
const tokensInUse = new Set<string>();

async function isListening(endpoint: string): Promise<boolean> {
  const [host = '', port = ''] = endpoint.split(':');
  return await new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    const finish = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.setTimeout(probeMs, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/** Makes the supervision. Nothing is connected before `start`. Throws where another bot of this process has the token. */
export function superviseBot(options: {
  readonly address: PuppetAddress;
  readonly times: SupervisionTimes;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: BotListener;
}): BotSupervisor {
  const { address, times, clock, logger, listener } = options;
  let status: ChannelStatus = { state: 'stopped', problem: null, qrText: null, since: clock.now() };
  let online: { readonly puppet: OwnPuppet; readonly since: number } | null = null;
  let running: Promise<void> | null = null;
  const ending = new AbortController();

  const note = (state: ChannelStatus['state'], problem: string | null, qrText: string | null = null): void => {
    if (status.state !== state || status.problem !== problem) logger.info('wechat_state', { state, problem });
    status = { state, problem, qrText, since: status.state === state ? status.since : clock.now() };
  };
  const pause = async (ms: number): Promise<void> => {
    await sleep(ms, undefined, { signal: ending.signal }).catch(() => {});
  };

  /** Runs one bot until its connection breaks; gives why, and whether it ever was online. */
  const runBot = async (): Promise<{ readonly problem: string; readonly wasOnline: boolean }> => {
    const puppet = new OwnPuppet({
      token: address.token,
      ...(address.endpoint === null ? {} : { endpoint: address.endpoint }),
      tls: { disable: !address.tls },
    });
    const bot = WechatyBuilder.build({ name: `xinqiao-${Date.now()}`, puppet });
    let lastEventAt = performance.now();
    let wasOnline = false;
    const alive = (): void => {
      lastEventAt = performance.now();
    };
    const broken = new Promise<string>((resolve) => {
      puppet.broken = (code) => resolve(code === invalidToken ? 'bad_token' : 'connection_lost');
      ending.signal.addEventListener('abort', () => resolve('stopped'), { once: true });
    });
    bot.on('error', (error) => logger.debug('wechaty_error', { error: error.name }));
    for (const event of ['heartbeat', 'dong', 'message', 'login', 'scan'] as const) puppet.on(event, alive);
    puppet.on('scan', ({ qrcode }) => {
      online = null;
      note('waiting_for_login', 'scan_needed', qrcode ?? null);
    });
    puppet.on('login', () => {
      online = { puppet, since: performance.now() };
      wasOnline = true;
      note('online', null);
      listener.online(puppet);
    });
    puppet.on('logout', () => {
      if (online === null) return;
      online = null;
      note('waiting_for_login', 'logged_out');
    });
    puppet.on('message', ({ messageId }) => listener.message(messageId));
    puppet.on('friendship', ({ friendshipId }) => listener.friendship(friendshipId));
    puppet.on('room-invite', ({ roomInvitationId }) => listener.roomInvitation(roomInvitationId));
    puppet.on('room-join', ({ roomId, inviteeIdList }) => listener.roomJoin(roomId, inviteeIdList));

    const watch = async (): Promise<string> => {
      for (;;) {
        await pause(times.dingMs);
        if (ending.signal.aborted) return 'stopped';
        if (performance.now() - lastEventAt > times.silenceMs) return wasOnline ? 'connection_silent' : 'no_events';
        try {
          puppet.ding('xinqiao');
        } catch {
          // It is being torn down; the watch ends with it.
        }
      }
    };
    const problem = await Promise.race([
      (async () => {
        await Promise.race([bot.start().catch(() => {}), pause(startMs)]);
        return await Promise.race([broken, watch()]);
      })(),
      broken,
    ]);
    online = null;
    puppet.broken = () => {};
    await Promise.race([bot.stop().catch(() => {}), sleep(5000)]);
    return { problem, wasOnline };
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    note('starting', null);
    while (!ending.signal.aborted) {
      // Building a bot where nobody listens ends in silence: look first.
      if (address.endpoint !== null && !(await isListening(address.endpoint))) {
        note('offline', 'service_down');
        failures += 1;
      } else {
        const { problem, wasOnline } = await runBot();
        if (ending.signal.aborted) break;
        note(problem === 'bad_token' ? 'refused' : 'offline', problem);
        failures = wasOnline ? 1 : failures + 1;
        if (problem === 'bad_token') await pause(times.refusedMs);
      }
      const full = Math.min(times.retryMs * 2 ** Math.min(failures - 1, 10), times.longestRetryMs);
      await pause(full * (0.5 + Math.random() / 2));
    }
    note('stopped', null);
  };

  return {
    puppet: () => online?.puppet ?? null,
    onlineSince: () => online?.since ?? Number.POSITIVE_INFINITY,
    status: () => status,
    start: () => {
      const name = `${address.token} ${address.endpoint ?? ''}`;
      if (tokensInUse.has(name)) throw new Error('a client of this process is on this token already');
      tokensInUse.add(name);
      // Its own lines would quote what residents say.
      wechatyLog.level('silent');
      running = run().finally(() => tokensInUse.delete(name));
    },
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
