import type { CreateTableBuilder, Kysely } from 'kysely';

type Shape = Readonly<Record<string, 'text' | 'text?' | 'integer'>>;

/** Begins a table of required columns; a `?` allows null. The first column, or `key`, is the primary key. */
export function createTable(
  db: Kysely<never>,
  name: string,
  shape: Shape,
  key: readonly string[] = Object.keys(shape).slice(0, 1),
): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(shape))
    builder = builder.addColumn(column, type === 'integer' ? 'integer' : 'text', (col) => (type.endsWith('?') ? col : col.notNull()));
  return builder.addPrimaryKeyConstraint(`${name}_key`, [...key]);
}
