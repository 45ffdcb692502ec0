import type { OutboundReply } from '../../../core/channel.ts';
import type { Conversation } from '../../../core/conversation.ts';
import type { Suggestion } from '../../../core/store.ts';
import type { Ticket } from '../../../core/ticket.ts';
import type { TranscriptStep } from './transcript-script.ts';

/** What can be seen of a conversation after a step. */
export type Observed = {
  /** The bot's replies in this exchange. */
  readonly replies: readonly OutboundReply[];
  readonly conversation: Conversation | null;
  readonly ticket: Ticket | null;
  readonly tickets: number;
  readonly openAlert: boolean;
  readonly suggestions: readonly Suggestion[];
};

/** Compares with a key; one that ends in `*` stands for all that begin so. */
function matchesKey(key: string, wanted: string): boolean {
  return wanted.endsWith('*') ? key.startsWith(wanted.slice(0, -1)) : key === wanted;
}

function checkBot(
  expected: Extract<Extract<TranscriptStep, { bot: unknown }>['bot'], object>,
  replies: readonly OutboundReply[],
): string | null {
  if (replies.length === 0) return 'the bot said nothing';
  const wanted = { key: undefined, not: undefined, privately: undefined, ...expected };
  const keys = replies.map((reply) => reply.key);
  const text = replies.map((reply) => [reply.text, ...reply.quickReplies.map((choice) => choice.label)].join('\n')).join('\n');
  const { key } = wanted;
  if (key !== undefined && !keys.some((said) => matchesKey(said, key))) return `no reply has the key ${key}; there are ${keys.join(', ')}`;
  const missing = (wanted.says ?? []).filter((part) => !text.includes(part));
  if (missing.length > 0) return `the bot does not say ${missing.join(' / ')} (keys ${keys.join(', ')})`;
  const unwanted = (wanted.not ?? []).filter((part) => text.includes(part));
  if (unwanted.length > 0) return `the bot says ${unwanted.join(' / ')} (keys ${keys.join(', ')})`;
  const { privately } = wanted;
  if (privately !== undefined && replies.some((reply) => reply.privately !== privately))
    return `not every reply has privately: ${privately}`;
  return null;
}

function checkTicket(expected: Extract<TranscriptStep, { ticket: unknown }>['ticket'], seen: Observed): string | null {
  const { ticket } = seen;
  if (expected === null) return ticket === null ? null : `there is a ticket ${ticket.caseCode}`;
  if (expected.count !== undefined && expected.count !== seen.tickets) return `there are ${seen.tickets} tickets`;
  if (ticket === null) return 'there is no ticket';
  for (const [name, value] of Object.entries(expected.fields ?? {})) {
    const field = Object.hasOwn(ticket.fields, name) ? ticket.fields[name] : undefined;
    if (JSON.stringify(field?.value ?? null) !== JSON.stringify(value))
      return `the field ${name} is ${JSON.stringify(field?.value ?? null)}; the ticket has ${Object.keys(ticket.fields).join(', ')}`;
  }
  const missing = (expected.summary ?? []).filter((part) => !ticket.summary.includes(part));
  if (missing.length > 0) return `the summary lacks ${missing.join(' / ')}: ${ticket.summary}`;
  for (const name of ['urgency', 'disputeType', 'status'] as const) {
    const wanted = expected[name];
    if (wanted !== undefined && ticket[name] !== wanted) return `the ticket's ${name} is ${ticket[name]}`;
  }
  const absent = (expected.routes ?? []).filter((route) => !(ticket.routes as readonly string[]).includes(route));
  return absent.length > 0 ? `the ticket's routes are ${ticket.routes.join('+')}` : null;
}

/** Checks one expectation of a play; gives what is wrong, or `null`. */
export function checkStep(step: TranscriptStep, seen: Observed): string | null {
  const { conversation } = seen;
  if ('bot' in step) return checkBot(step.bot, seen.replies);
  if ('ticket' in step) return checkTicket(step.ticket, seen);
  if ('silent' in step)
    return seen.replies.length === 0 ? null : `the bot spoke: ${seen.replies.map((reply) => `[${reply.key}] ${reply.text}`).join(' / ')}`;
  if ('owner' in step) return conversation?.owner.kind === step.owner ? null : `the owner is ${conversation?.owner.kind ?? 'nobody'}`;
  if ('risk' in step) return conversation?.risk === step.risk ? null : `the risk is ${conversation?.risk ?? 'unknown'}`;
  if ('urgency' in step) return conversation?.urgency === step.urgency ? null : `the urgency is ${conversation?.urgency ?? 'unknown'}`;
  if ('alert' in step) return seen.openAlert === step.alert ? null : `an alert is ${seen.openAlert ? '' : 'not '}open`;
  if ('suggests' in step) {
    const wanted = step.suggests;
    const keys = seen.suggestions.map((suggestion) => suggestion.reply.key);
    return keys.some((key) => matchesKey(key, wanted)) ? null : `the suggestions are ${keys.join(', ') || 'none'}`;
  }
  return 'this step is no expectation';
}
