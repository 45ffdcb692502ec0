import { XinqiaoError } from '../../core/errors.ts';
import { createId } from '../../core/ids.ts';
import { dayOf, type Instant } from '../../core/instant.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { StoreScope } from '../store-scope.ts';
import { hashPhone, readTicket, writeTicket } from './ticket-row.ts';

/** Tickets and their case codes. */
export function createTickets({ db, cipher }: StoreScope): StoreTransaction['tickets'] {
  const nextCode = async (prefix: string, at: Instant): Promise<string> => {
    const name = `${prefix}${dayOf(at).replaceAll('-', '')}`;
    const { value } = await db
      .insertInto('case_counters')
      .values({ name, value: 1 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb('case_counters.value', '+', 1) })))
      .returning('value')
      .executeTakeFirstOrThrow();
    return `${name}${String(value).padStart(4, '0')}`;
  };

  return {
    open: async (draft, prefix, at) => {
      const ticket: Ticket = {
        ...draft,
        id: createId(),
        caseCode: await nextCode(prefix, at),
        createdAt: at,
        updatedAt: at,
        version: 1,
      };
      await db.insertInto('tickets').values(writeTicket(cipher, ticket)).execute();
      return ticket;
    },

    get: async (id) => {
      const row = await db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readTicket(cipher, row);
    },

    findByCode: async (caseCode) => {
      const row = await db.selectFrom('tickets').selectAll().where('case_code', '=', caseCode).executeTakeFirst();
      return row === undefined ? null : readTicket(cipher, row);
    },

    findByPhone: async (number) => {
      const hash = hashPhone(cipher, number);
      if (hash === null) return [];
      const rows = await db.selectFrom('tickets').selectAll().where('phone_hash', '=', hash).orderBy('created_at', 'desc').execute();
      return rows.map((row) => readTicket(cipher, row));
    },

    save: async (ticket, at) => {
      const next: Ticket = { ...ticket, updatedAt: at, version: ticket.version + 1 };
      const { id, case_code, conversation_id, created_at, ...columns } = writeTicket(cipher, next);
      const { numUpdatedRows } = await db
        .updateTable('tickets')
        .set(columns)
        .where('id', '=', id)
        .where('version', '=', ticket.version)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 1) return { ...next, caseCode: case_code, conversationId: conversation_id, createdAt: created_at };
      const stored = await db.selectFrom('tickets').select('version').where('id', '=', id).executeTakeFirst();
      if (stored === undefined) throw new XinqiaoError('not_found', 'there is no such ticket');
      throw new XinqiaoError('stale_version', 'the ticket was changed since it was read');
    },

    list: async (filter) => {
      let query = db.selectFrom('tickets').selectAll().orderBy('created_at', 'desc').orderBy('case_code', 'desc');
      if (filter.conversationId !== undefined) query = query.where('conversation_id', '=', filter.conversationId);
      if (filter.status !== undefined) query = query.where('status', '=', filter.status);
      if (filter.limit !== undefined) query = query.limit(filter.limit);
      return (await query.execute()).map((row) => readTicket(cipher, row));
    },
  };
}
