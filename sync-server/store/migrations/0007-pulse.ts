import type { Kysely } from 'kysely'

/** A row that `/readyz` writes to know that reports could be written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pulse')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('beats', 'bigint', (c) => c.notNull())
    .execute()
}
