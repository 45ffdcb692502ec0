import type { Kysely } from 'kysely';
import type { FieldCipher } from './encryption/field-cipher.ts';
import type { Tables } from './schema.ts';

/** What the repositories of one transaction work with. */
export type StoreScope = { readonly db: Kysely<Tables>; readonly cipher: FieldCipher };
