import type { Kysely } from 'kysely'

/** Who took over from a unit that ended: its duties and its part in a plan pass to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unit_successors')
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('successor_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('unit_successors_pk', ['department', 'unit_id', 'successor_id'])
    .execute()
}
