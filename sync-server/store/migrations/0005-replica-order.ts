import type { Kysely } from 'kysely'

/** A number that a replica uses twice is found at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('mutations_by_replica')
    .on('mutations')
    .columns(['department', 'replica', 'seq'])
    .execute()
}
