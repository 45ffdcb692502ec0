import type { Channel, ChannelKind, DeliveryOutcome, OutboundReply } from '../../../core/channel.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';

/** A door that keeps what it was given to deliver. */
export type ProbeChannel = Channel & {
  readonly delivered: readonly OutboundReply[];
  /** Decides the next deliveries; `sent` where none is set. */
  answerWith(decide: (reply: OutboundReply) => DeliveryOutcome | Promise<DeliveryOutcome>): void;
};

/** Makes a probe for a kind of door. */
export function createProbeChannel(kind: ChannelKind): ProbeChannel {
  const delivered: OutboundReply[] = [];
  let decide: (reply: OutboundReply) => DeliveryOutcome | Promise<DeliveryOutcome> = () => ({ kind: 'sent' });
  return {
    kind,
    capabilities: { ...channelCapabilities.web, buttons: 3, groups: true },
    delivered,
    answerWith: (next) => {
      decide = next;
    },
    start: async () => {},
    deliver: async (reply) => {
      const outcome = await decide(reply);
      if (outcome.kind === 'sent') delivered.push(reply);
      return outcome;
    },
    stop: async () => {},
  };
}
