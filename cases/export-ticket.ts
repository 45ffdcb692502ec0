import { z } from 'zod';
import { disputeTypes } from '../core/dispute-type.ts';
import type { Form } from '../core/form.ts';
import { maskPersonal } from '../core/mask.ts';
import { riskKinds, riskLevels } from '../core/risk.ts';
import { routes } from '../core/route.ts';
import { type Ticket, ticketStatuses } from '../core/ticket.ts';
import { urgencies } from '../core/urgency.ts';
import { type TicketBrief, ticketBriefSchema } from './brief-ticket.ts';
import { deadlinesOf, suggestSize } from './deadlines.ts';
import { caseText } from './words.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** A ticket as it leaves us, version 1 of the format: every fact with its label and origin. Money in fen, times ISO 8601 with offset. */
export const exportedTicketSchema = z.object({
  format: z.literal('xinqiao.ticket/1'),
  caseCode: z.string(),
  disputeType: z.enum([...disputeTypes, 'none']),
  routes: z.array(z.enum(routes)),
  urgency: z.enum(urgencies),
  urgencyRule: z.string(),
  risk: z.enum(riskLevels),
  riskKinds: z.array(z.enum(riskKinds)),
  status: z.enum(ticketStatuses),
  size: z.enum(['small', 'medium', 'large']),
  channel: z.string(),
  form: z.object({ id: z.string(), version: z.number(), label: z.string() }),
  createdAt: z.string(),
  updatedAt: z.string(),
  promisedBy: z.string().nullable(),
  summary: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      value,
      source: z.enum(['resident', 'inferred', 'staff', 'imported']),
      messageId: z.string().nullable(),
      confirmed: z.boolean(),
      at: z.string(),
      confidence: z.number(),
      otherValues: z.array(value),
    }),
  ),
  evidenceMissing: z.array(z.string()),
  deadlines: z.array(z.object({ id: z.string(), label: z.string(), due: z.string(), source: z.string() })),
  /** What a mediator reads first. Left out of files that were written before there was one. */
  brief: ticketBriefSchema.optional(),
  /** The whole talk, where the file may hold personal details. */
  conversation: z.array(z.object({ at: z.string(), from: z.string(), text: z.string() })).optional(),
});

/** A ticket as it leaves us. */
export type ExportedTicket = z.infer<typeof exportedTicketSchema>;

/** The published JSON Schema of the export. */
export function exportJsonSchema(): unknown {
  return z.toJSONSchema(exportedTicketSchema);
}

function evidenceMissing(ticket: Ticket, form: Form): readonly string[] {
  const held = ticket.fields.evidence_held?.value;
  const words = Array.isArray(held) ? held : [];
  return form.evidence.filter((wanted) => !words.some((word: string) => wanted.includes(word)));
}

function coverBrief(brief: TicketBrief, names: readonly string[]): TicketBrief {
  const covered: TicketBrief = JSON.parse(JSON.stringify(brief), (_key, part: unknown) =>
    typeof part === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(part) ? maskPersonal(part, names) : part,
  );
  const hidden = caseText('hidden');
  return { ...covered, parties: brief.parties.map(({ side, relation }) => ({ side, name: hidden, relation, phone: hidden })) };
}

/** Makes the export of a ticket. `masked` covers personal fields, for papers that leave the circle of those who work on the case. */
export function exportTicket(
  ticket: Ticket,
  form: Form,
  options: { readonly masked: boolean; readonly brief?: TicketBrief; readonly conversation?: ExportedTicket['conversation'] },
): ExportedTicket {
  const names = Object.entries(ticket.fields).flatMap(([name, field]) =>
    name.endsWith('.name') && typeof field.value === 'string' ? [field.value] : [],
  );
  const isPersonal = (name: string): boolean => form.fields.find((field) => field.name === name)?.pii ?? true;
  const show = (name: string, shown: z.infer<typeof value>): z.infer<typeof value> => {
    if (!options.masked) return shown;
    if (isPersonal(name)) return caseText('hidden');
    return typeof shown === 'string' ? maskPersonal(shown, names) : shown;
  };
  return {
    format: 'xinqiao.ticket/1',
    caseCode: ticket.caseCode,
    disputeType: ticket.disputeType,
    routes: [...ticket.routes],
    urgency: ticket.urgency,
    urgencyRule: ticket.urgencyRule,
    risk: ticket.risk,
    riskKinds: [...ticket.riskKinds],
    status: ticket.status,
    size: suggestSize(ticket),
    channel: ticket.channel,
    form: { id: form.id, version: form.version, label: form.label },
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    promisedBy: ticket.promisedBy,
    summary: options.masked ? maskPersonal(ticket.summary, names) : ticket.summary,
    fields: Object.entries(ticket.fields).map(([name, field]) => ({
      name,
      label: form.fields.find((other) => other.name === name)?.label ?? name,
      value: show(name, Array.isArray(field.value) ? [...field.value] : (field.value as z.infer<typeof value>)),
      source: field.source,
      messageId: field.messageId,
      confirmed: field.confirmed,
      at: field.at,
      confidence: field.confidence,
      otherValues: (field.conflicts ?? []).map((other) => show(name, other.value as z.infer<typeof value>)),
    })),
    evidenceMissing: [...evidenceMissing(ticket, form)],
    deadlines: deadlinesOf(ticket).map((deadline) => ({ ...deadline })),
    ...(options.brief === undefined ? {} : { brief: options.masked ? coverBrief(options.brief, names) : options.brief }),
    ...(options.conversation === undefined || options.masked ? {} : { conversation: options.conversation }),
  };
}
