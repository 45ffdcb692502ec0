import type { ChannelKind, InboundMessage } from '../../core/channel.ts';
import type { Conversation, Owner, SavedState } from '../../core/conversation.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { RiskKind } from '../../core/risk.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Sealed, Tables } from '../schema.ts';

type Address = { readonly chatKey: string; readonly personKey: string };

function placeOf(column: 'address' | 'state', id: ConversationId): SealedPlace {
  return { table: 'conversations', column, id };
}

/** The keyed hash by which a conversation is found from the channel's own keys. */
export function hashAddress(cipher: FieldCipher, channel: ChannelKind, chatKey: string, personKey: string): string {
  return cipher.lookUpHash('conversations.address_hash', JSON.stringify([channel, chatKey, personKey]));
}

/** The row of a conversation that begins with this message: the bot's, without danger. */
export function makeConversation(cipher: FieldCipher, message: InboundMessage, addressHash: string, at: Instant): Tables['conversations'] {
  const id = createId<'conversation'>();
  const address: Address = { chatKey: message.chatKey, personKey: message.personKey };
  return {
    id,
    channel: message.channel,
    address_hash: addressHash,
    address: cipher.sealJson(address, placeOf('address', id)),
    space: message.space,
    owner_kind: 'bot',
    owner_staff_id: null,
    owner_since: null,
    risk: 'none',
    risk_kinds: '[]',
    urgency: 'blue',
    state: null,
    ticket_id: null,
    created_at: at,
    updated_at: at,
    version: 1,
  };
}

/** Seals the flows' state. */
export function sealState(cipher: FieldCipher, id: ConversationId, state: SavedState | null): Sealed | null {
  return state === null ? null : cipher.sealJson(state, placeOf('state', id));
}

function readOwner(row: Tables['conversations']): Owner {
  const { owner_kind: kind, owner_since: since, owner_staff_id: staffId } = row;
  if (kind === 'person' && staffId !== null && since !== null) return { kind, staffId, since };
  if (kind === 'queue' && since !== null) return { kind, since };
  return { kind: 'bot' };
}

/** A conversation as it was saved. */
export function readConversation(cipher: FieldCipher, row: Tables['conversations']): Conversation {
  const address = cipher.openJson<Address>(row.address, placeOf('address', row.id));
  return {
    id: row.id,
    channel: row.channel,
    chatKey: address.chatKey,
    personKey: address.personKey,
    space: row.space,
    owner: readOwner(row),
    risk: row.risk,
    riskKinds: JSON.parse(row.risk_kinds) as RiskKind[],
    urgency: row.urgency,
    state: row.state === null ? null : cipher.openJson<SavedState>(row.state, placeOf('state', row.id)),
    ticketId: row.ticket_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
