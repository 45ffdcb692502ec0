import type { ChannelKind, ChannelStatus } from '../../core/channel.ts';
import type { Reach } from '../../core/page.ts';
import type { Staff } from '../../core/staff.ts';
import type { Ticket } from '../../core/ticket.ts';
import type {
  AlertView,
  ApiError,
  ArticleView,
  ConversationView,
  DeadLetter,
  Me,
  OneTimePassword,
  OwnDraftOutcome,
  OwnKnowledgeView,
  QueueView,
  RequestBody,
  SiteView,
  UnknownGroups,
} from '../http/api-schema.ts';
import { text } from './text.ts';

/** An answer of the server that is no success, with what staff read of it. */
export class ConsoleFault extends Error {
  readonly code: string;

  constructor(code: string) {
    super(Object.hasOwn(text.fault, code) ? text.fault[code as keyof typeof text.fault] : text.fault.failed);
    this.code = code;
  }
}

async function call<Answer>(path: string, body?: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api/console/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    });
  } catch {
    throw new ConsoleFault('network');
  }
  if (response.ok) return (await response.json()) as Answer;
  const fault = (await response.json().catch(() => ({ code: 'failed' }))) as Partial<ApiError>;
  throw new ConsoleFault(fault.code ?? 'failed');
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return new URLSearchParams(given).toString();
}

/** A colleague as lists show one. */
export type ColleagueName = Pick<Staff, 'id' | 'displayName' | 'role' | 'account'>;

/** How a door to residents stands. */
export type DoorHealth = {
  readonly kind: ChannelKind;
  readonly startedAt: string | null;
  readonly lastMessageAt: string | null;
  readonly lastError: string | null;
  /** What the door says of itself; `qrText` is left out for those who may not log the account in. */
  readonly status: ChannelStatus | null;
  /** It takes in no cases. */
  readonly publicOnly: boolean;
};

/** The server as the console uses it. Every call throws `ConsoleFault`. */
export const consoleApi = {
  me: () => call<Me>('me'),
  signIn: (body: RequestBody<'signIn'>) => call<Me>('sign-in', body),
  signOut: () => call<unknown>('sign-out', {}),
  changePassword: (body: RequestBody<'changePassword'>) => call<Me>('password', body),
  site: () => call<SiteView>('site'),
  channels: () => call<readonly DoorHealth[]>('channels'),
  colleagues: () => call<readonly ColleagueName[]>('colleagues'),
  queue: (filter: { readonly owner?: string; readonly mine?: string; readonly urgency?: string }) =>
    call<QueueView>(`queue?${query(filter)}`),
  conversation: (id: string) => call<ConversationView>(`conversations/${id}`),
  takeOver: (id: string, force: boolean) => call<ConversationView>(`conversations/${id}/take-over`, { force }),
  handBack: (id: string) => call<ConversationView>(`conversations/${id}/hand-back`, {}),
  send: (id: string, body: RequestBody<'staffMessage'>) => call<ConversationView>(`conversations/${id}/messages`, body),
  callerSaid: (id: string, body: RequestBody<'callerLine'>) => call<ConversationView>(`conversations/${id}/caller-lines`, body),
  openTicket: (id: string) => call<ConversationView>(`conversations/${id}/ticket`, {}),
  lowerRisk: (id: string, body: RequestBody<'lowerRisk'>) => call<ConversationView>(`conversations/${id}/risk`, body),
  rejectSuggestion: (id: string) => call<unknown>(`suggestions/${id}/reject`, {}),
  startCall: (body: RequestBody<'startCall'>) => call<ConversationView>('calls', body),
  callConsent: (id: string, body: RequestBody<'callConsent'>) => call<ConversationView>(`calls/${id}/consent`, body),
  endCall: (id: string) => call<ConversationView>(`calls/${id}/end`, {}),
  handOffCall: (id: string, body: RequestBody<'callHandOff'>) => call<ConversationView>(`calls/${id}/hand-off`, body),
  editField: (id: string, body: RequestBody<'editField'>) => call<Ticket>(`tickets/${id}/fields`, body),
  setStatus: (id: string, body: RequestBody<'status'>) => call<Ticket>(`tickets/${id}/status`, body),
  assign: (id: string, body: RequestBody<'assignee'>) => call<Ticket>(`tickets/${id}/assignee`, body),
  correctLabel: (id: string, body: RequestBody<'label'>) => call<Ticket>(`tickets/${id}/label`, body),
  stepAlert: (id: string, body: RequestBody<'alertStep'>) => call<AlertView>(`alerts/${id}/steps`, body),
  recordDeed: (id: string, body: RequestBody<'deed'>) => call<ConversationView>(`care-tasks/${id}/deeds`, body),
  reach: () => call<Reach>('reach'),
  chooseReach: (body: RequestBody<'reach'>) => call<Reach>('reach', body),
  article: (law: string, article: string) => call<ArticleView>(`articles?${query({ law, article })}`),
  unknownQuestions: (state: string) => call<UnknownGroups>(`unknown-questions?${query({ state })}`),
  setUnknown: (id: string, body: RequestBody<'unknownState'>) => call<unknown>(`unknown-questions/${id}`, body),
  ownKnowledge: () => call<OwnKnowledgeView>('own-knowledge'),
  draftOwn: (body: RequestBody<'ownDraft'>) => call<OwnDraftOutcome>('own-knowledge', body),
  reviewOwn: (id: string, body: RequestBody<'ownReview'>) => call<unknown>(`own-knowledge/${id}/review`, body),
  vote: (id: string, body: RequestBody<'vote'>) => call<unknown>(`conversations/${id}/votes`, body),
  deadLetters: () => call<readonly DeadLetter[]>('dead-letters'),
  replay: (id: string) => call<unknown>(`dead-letters/${id}/replay`, {}),
  staff: () => call<readonly Staff[]>('staff'),
  addStaff: (body: RequestBody<'addStaff'>) => call<OneTimePassword>('staff', body),
  setStaffState: (id: string, active: boolean) => call<Staff>(`staff/${id}/state`, { active }),
  resetPassword: (id: string) => call<OneTimePassword>(`staff/${id}/password`, {}),
} as const;

/** The address of a ticket's export: data, or one of the two papers. */
export function exportAddress(ticketId: string, format: 'csv' | 'json' | 'application' | 'registration', personal: boolean): string {
  return `/api/console/tickets/${ticketId}/export?${query({ format, personal: personal ? '1' : undefined })}`;
}

/** The address of the list's export. */
export function listExportAddress(format: 'csv' | 'xlsx'): string {
  return `/api/console/exports/tickets?${query({ format })}`;
}
