import type { InboundMessage } from '../../../core/channel.ts';
import { createId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';

/** What a caller said, as a message of the `phone` channel. `id` makes a redelivery change nothing. */
export function phoneMessage(callKey: string, text: string, now: Instant, id: string = createId<'message'>()): InboundMessage {
  return {
    channel: 'phone',
    channelMessageId: id,
    chatKey: callKey,
    personKey: callKey,
    space: 'private',
    addressed: true,
    kind: text === '' ? 'other' : 'text',
    text,
    quotedText: null,
    sentAt: now,
  };
}
