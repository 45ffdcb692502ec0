import type { Kysely } from 'kysely';
import { createFirstTables } from './001-first-tables.ts';

/** One step of the schema, run once, inside a transaction. */
export type Migration = { readonly number: number; readonly name: string; readonly up: (db: Kysely<never>) => Promise<void> };

/** Every step, in order. */
export const migrations: readonly Migration[] = [{ number: 1, name: 'first-tables', up: createFirstTables }];
