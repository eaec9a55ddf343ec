import type { Kysely } from 'kysely'

/**
 * Which cases name somebody, and what a unit took over, is asked with every request. SQLite takes the index that
 * answers alone even where it has to walk all of it, so these answer alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('case_readers_by_account').execute()
  await db.schema
    .createIndex('case_readers_by_account')
    .on('case_readers')
    .columns(['department', 'account_id', 'space'])
    .execute()
  await db.schema.dropIndex('unit_successors_by_heir').execute()
  await db.schema
    .createIndex('unit_successors_by_heir')
    .on('unit_successors')
    .columns(['department', 'successor_id', 'unit_id'])
    .execute()
}
