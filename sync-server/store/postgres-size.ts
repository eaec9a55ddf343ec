import { sql } from 'kysely'
import { SERVER, type Store } from './store.ts'

/** What the tables take on PostgreSQL's disk with their indexes, bytes; whoever may read nothing may ask it too. */
export async function sizeOfTables(store: Store): Promise<number> {
  const { rows } = await store.read(SERVER, (tx) =>
    sql<{ bytes: number }>`
      select coalesce(sum(pg_total_relation_size(oid)), 0) as bytes from pg_class
      where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(tx),
  )
  return rows[0]?.bytes ?? 0
}
