import type { Kysely } from 'kysely'

/** What a unit took over is asked for with every request of its people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('unit_successors_by_heir')
    .on('unit_successors')
    .columns(['department', 'successor_id'])
    .execute()
}
