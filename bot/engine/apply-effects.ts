import type { Conversation } from '../../core/conversation.ts';
import type { Effect } from '../../core/flow.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import { maskPersonal } from '../../core/mask.ts';
import { type FieldChange, mergeFields } from '../../core/merge-fields.ts';
import { graverRisk } from '../../core/risk.ts';
import type { Alert, EventRecord, StoreTransaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { graverUrgency } from '../../core/urgency.ts';
import { planChildReport } from './care-tasks.ts';
import type { EngineCore } from './engine-parts.ts';
import { raiseAlert } from './raise-alert.ts';

/** What a turn's effects work on and change, inside one transaction. */
export type EffectScope = {
  readonly now: Instant;
  conversation: Conversation;
  ticket: Ticket | null;
  alert: Alert | null;
  ticketChanged: boolean;
};

type EventDraft = Omit<EventRecord, 'id' | 'sequence' | 'hash' | 'previousHash' | 'at' | 'conversationId' | 'ticketId' | 'staffId'>;

async function logEvent(tx: StoreTransaction, scope: EffectScope, event: EventDraft): Promise<void> {
  await tx.events.append({
    ...event,
    at: scope.now,
    conversationId: scope.conversation.id,
    ticketId: scope.ticket?.id ?? null,
    staffId: null,
  });
}

/** The changes of fields as the event log keeps them: a correction keeps the old value. */
export function describeChanges(changes: readonly FieldChange[]): Readonly<Record<string, unknown>> {
  return {
    changes: changes.map(({ name, was, now }) => ({
      name,
      was: was?.value ?? null,
      wasSource: was?.source ?? null,
      now: now.value,
      source: now.source,
    })),
  };
}

async function updateTicket(
  tx: StoreTransaction,
  scope: EffectScope,
  patch: Extract<Effect, { kind: 'update_ticket' }>['patch'],
): Promise<void> {
  if (scope.ticket === null) return;
  const { fields: incoming, ...rest } = patch;
  const { fields, changes } = mergeFields(scope.ticket.fields, incoming ?? {}, 'all');
  const next: Ticket = { ...scope.ticket, ...rest, fields };
  if (JSON.stringify(next) === JSON.stringify(scope.ticket)) return;
  scope.ticket = await tx.tickets.save(next, scope.now);
  scope.ticketChanged = true;
  await logEvent(tx, scope, {
    kind: changes.some((change) => change.was !== null) ? 'fields_corrected' : 'ticket_updated',
    detail: { ...describeChanges(changes), parts: Object.keys(rest) },
  });
}

/** Applies one effect of a flow. Erasure is not here: it goes before everything else of its turn. */
export async function applyEffect(core: EngineCore, tx: StoreTransaction, scope: EffectScope, effect: Effect): Promise<void> {
  const { now, conversation } = scope;
  switch (effect.kind) {
    case 'open_ticket': {
      const { draft } = effect;
      scope.ticket = await tx.tickets.open(
        {
          ...draft,
          conversationId: conversation.id,
          channel: conversation.channel,
          assigneeId: null,
        },
        core.site.caseCodePrefix,
        now,
      );
      scope.ticketChanged = true;
      scope.conversation = { ...conversation, ticketId: scope.ticket.id };
      await logEvent(tx, scope, { kind: 'ticket_opened', detail: { caseCode: scope.ticket.caseCode } });
      return;
    }
    case 'update_ticket':
      await updateTicket(tx, scope, effect.patch);
      return;
    case 'hand_off': {
      const urgency = graverUrgency(conversation.urgency, effect.urgency);
      const owner = conversation.owner.kind === 'bot' ? ({ kind: 'queue', since: now } as const) : conversation.owner;
      scope.conversation = { ...conversation, urgency, owner };
      if (conversation.owner.kind === 'bot')
        await logEvent(tx, scope, { kind: 'handed_off', detail: { reason: effect.reason, urgency, routes: effect.routes } });
      return;
    }
    case 'alert_duty':
      scope.alert = (await raiseAlert(core, tx, conversation.id, effect.reason, now)) ?? scope.alert;
      return;
    case 'raise_risk':
      scope.conversation = {
        ...conversation,
        risk: graverRisk(conversation.risk, effect.level),
        riskKinds: [...new Set([...conversation.riskKinds, ...effect.riskKinds])],
      };
      return;
    case 'plan_child_report':
      await planChildReport(core, tx, conversation.id, now);
      return;
    case 'record_unknown_question':
      await tx.feedback.recordUnknown(maskPersonal(effect.question), now);
      return;
    case 'remind_later':
      await tx.schedule.set(conversation.id, addMilliseconds(now, effect.afterMs), effect.reply);
      return;
    case 'erase_personal_data':
      return;
    default: {
      const unknown: never = effect;
      throw new TypeError(`unknown effect ${JSON.stringify(unknown)}`);
    }
  }
}
