import { randomUUID } from 'node:crypto';

declare const brand: unique symbol;

/** A string that names one kind of thing, so that one kind's name cannot be passed where another's is meant. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;
export type TurnId = Id<'turn'>;
export type TicketId = Id<'ticket'>;
export type StaffId = Id<'staff'>;
export type ReplyId = Id<'reply'>;
export type SuggestionId = Id<'suggestion'>;
export type AlertId = Id<'alert'>;
export type EventId = Id<'event'>;

/** Makes a new random id (UUID version 4). Only the engine and the stores make ids; flows never do. */
export function createId<Kind extends string>(): Id<Kind> {
  return randomUUID() as Id<Kind>;
}

/** Takes a string that came from a row, a route or a file as an id of the kind that the caller knows it to be. */
export function asId<Kind extends string>(text: string): Id<Kind> {
  return text as Id<Kind>;
}
