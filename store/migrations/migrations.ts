import type { Kysely } from 'kysely';
import { createFirstTables } from './001-first-tables.ts';
import { createOwnKnowledge } from './002-own-knowledge.ts';
import { createCareTasksAndPages } from './003-care-tasks-and-pages.ts';
import { createCalls } from './004-calls.ts';
import { indexUnsentReplies } from './005-unsent-replies.ts';

/** One step of the schema, run once, inside a transaction. */
export type Migration = { readonly number: number; readonly name: string; readonly up: (db: Kysely<never>) => Promise<void> };

/** Every step, in order. */
export const migrations: readonly Migration[] = [
  { number: 1, name: 'first-tables', up: createFirstTables },
  { number: 2, name: 'own-knowledge', up: createOwnKnowledge },
  { number: 3, name: 'care-tasks-and-pages', up: createCareTasksAndPages },
  { number: 4, name: 'calls', up: createCalls },
  { number: 5, name: 'unsent-replies', up: indexUnsentReplies },
];
