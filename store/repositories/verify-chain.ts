import { XinqiaoError } from '../../core/errors.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';
import { digestOf, firstHash, hashEvent, readEvent } from './event-row.ts';

const pageSize = 1000;

/** The event by which an erasure says which details it replaced: `{digests: {[sequence]: digest}}`. */
export const erasureKind = 'details_erased';

/** What erasures say that details read now, by sequence; a later erasure has the last word. */
async function readErasedDigests({ db, cipher }: StoreScope): Promise<ReadonlyMap<number, string>> {
  const digests = new Map<number, string>();
  const rows = await db.selectFrom('events').selectAll().where('kind', '=', erasureKind).orderBy('sequence').execute();
  for (const row of rows) {
    try {
      const replaced = readEvent(cipher, row).detail.digests as Readonly<Record<string, string>>;
      for (const [sequence, digest] of Object.entries(replaced)) digests.set(Number(sequence), digest);
    } catch (error) {
      // One that does not open was changed: the walk finds it by its digest.
      if (!(error instanceof XinqiaoError)) throw error;
    }
  }
  return digests;
}

/** Walks the whole chain: `StoreTransaction['events']['verifyChain']`. Sees a changed column, a row taken out, and a tail cut off. */
export async function verifyChain(scope: StoreScope): Promise<number | null> {
  const { db, cipher } = scope;
  const erased = await readErasedDigests(scope);
  const fits = (row: Tables['events'], previous: { sequence: number; hash: string }): boolean =>
    row.sequence === previous.sequence + 1 &&
    row.previous_hash === previous.hash &&
    row.hash === hashEvent(cipher, row) &&
    digestOf(row.detail) === (erased.get(row.sequence) ?? row.detail_digest);

  let previous = { sequence: 0, hash: firstHash };
  for (;;) {
    const page = await db
      .selectFrom('events')
      .selectAll()
      .where('sequence', '>', previous.sequence)
      .orderBy('sequence')
      .limit(pageSize)
      .execute();
    for (const row of page) {
      if (!fits(row, previous)) return row.sequence;
      previous = { sequence: row.sequence, hash: row.hash };
    }
    if (page.length < pageSize) break;
  }
  const head = (await db.selectFrom('event_heads').selectAll().executeTakeFirst()) ?? { sequence: 0, hash: firstHash };
  return head.sequence === previous.sequence && head.hash === previous.hash ? null : previous.sequence + 1;
}
