import type { InboundMessage } from '../../core/channel.ts';

const windowMs = 60_000;
/** Messages a minute that are answered at once, of one sender and of one group together. */
const most = { sender: 20, group: 60 } as const;
const keysKept = 20_000;

/** How long a message's turn must wait because too much comes from its sender or its group. Nothing is refused: it is stored and screened all the same. */
export type InboundPace = {
  /** Counts a message; gives the milliseconds to wait (0: none) and whether its sender has not been told so in this minute. */
  take(message: InboundMessage, nowMs: number): { readonly waitMs: number; readonly tell: boolean };
};

/** Makes the pace: a sliding minute a sender and a group, with a bounded number of both. */
export function createInboundPace(): InboundPace {
  const seen = new Map<string, { times: readonly number[]; toldAt: number }>();
  const count = (key: string, limit: number, nowMs: number): { readonly waitMs: number; readonly tell: boolean } => {
    const known = seen.get(key) ?? { times: [], toldAt: Number.NEGATIVE_INFINITY };
    const times = [...known.times.filter((at) => at > nowMs - windowMs), nowMs].slice(-limit - 1);
    const [oldest = nowMs] = times;
    const waitMs = times.length > limit ? Math.max(0, oldest + windowMs - nowMs) : 0;
    const tell = waitMs > 0 && nowMs - known.toldAt >= windowMs;
    seen.delete(key);
    seen.set(key, { times, toldAt: tell ? nowMs : known.toldAt });
    const first = seen.size > keysKept ? seen.keys().next().value : undefined;
    if (first !== undefined) seen.delete(first);
    return { waitMs, tell };
  };
  return {
    take: (message, nowMs) => {
      // Talk among neighbours is none of ours; the terminal and the volunteer at the phone wait for each answer anyway.
      if (!message.addressed || message.channel === 'terminal' || message.channel === 'phone') return { waitMs: 0, tell: false };
      const sender = count(JSON.stringify([message.channel, message.personKey]), most.sender, nowMs);
      if (message.space === 'private') return sender;
      const group = count(JSON.stringify([message.channel, 'group', message.chatKey]), most.group, nowMs);
      return group.waitMs > sender.waitMs ? group : sender;
    },
  };
}
