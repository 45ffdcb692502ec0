import { XinqiaoError } from '../../core/errors.ts';
import { createId } from '../../core/ids.ts';
import type { OwnContent, OwnKnowledge, StoreTransaction } from '../../core/store.ts';
import type { SealedPlace } from '../encryption/field-cipher.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';

const placeOf = (id: string): SealedPlace => ({ table: 'own_knowledge', column: 'content', id });

/** What staff added to the corpus. The words are sealed: a resident's question may stand in them. */
export function createOwnKnowledgeRepository({ db, cipher }: StoreScope): StoreTransaction['ownKnowledge'] {
  const read = (row: Tables['own_knowledge']): OwnKnowledge => ({
    id: row.id,
    state: row.state,
    content: JSON.parse(cipher.open(row.content, placeOf(row.id))) as OwnContent,
    questionId: row.question_id,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at,
  });
  const get = async (id: string): Promise<OwnKnowledge | null> => {
    const row = await db.selectFrom('own_knowledge').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : read(row);
  };
  return {
    get,
    add: async ({ content, questionId, writtenBy }, at) => {
      const id = createId<'own knowledge'>();
      const row = {
        id,
        state: 'draft',
        content: cipher.seal(JSON.stringify(content), placeOf(id)),
        question_id: questionId,
        written_by: writtenBy,
        written_at: at,
        reviewed_by: null,
        reviewed_at: null,
      } as const;
      await db.insertInto('own_knowledge').values(row).execute();
      return read(row);
    },
    list: async () => {
      const rows = await db.selectFrom('own_knowledge').selectAll().orderBy('written_at', 'desc').orderBy('id').execute();
      return rows.map(read);
    },
    review: async (id, state, by, at) => {
      await db.updateTable('own_knowledge').set({ state, reviewed_by: by, reviewed_at: at }).where('id', '=', id).execute();
      const item = await get(id);
      if (item === null) throw new XinqiaoError('not_found', 'there is no such addition');
      return item;
    },
  };
}
