import type { Kysely } from 'kysely'

/** How far a space had come on a day: what was removed up to there is at least as old. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('space_marks')
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('space', 'text', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('space_marks_pk', ['department', 'space', 'version'])
    .execute()
}
