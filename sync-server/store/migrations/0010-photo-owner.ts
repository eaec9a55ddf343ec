import type { Kysely } from 'kysely'

/** A photo belongs to an incident or to a task. All that are there belong to incidents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('photos').renameColumn('incident_id', 'entity').execute()
  await db.schema
    .alterTable('photos')
    .addColumn('entity_type', 'text', (c) => c.notNull().defaultTo('incident'))
    .execute()
}
