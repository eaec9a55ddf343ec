import type { Kysely } from 'kysely'

/** What verified backups hold, and when a backup was restored. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('backups')
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('backups_pk', ['department'])
    .execute()
  await db.schema
    .createTable('backed_heads')
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('space', 'text', (c) => c.notNull())
    .addColumn('head', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('backed_heads_pk', ['department', 'space'])
    .execute()
  await db.schema
    .createTable('restores')
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('backup_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('restores_pk', ['department', 'epoch'])
    .execute()
}
