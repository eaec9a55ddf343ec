import { type Kysely, sql } from 'kysely'
import { chained, FIRST_LINK, type LogRow } from '../log-chain.ts'
import type { Schema } from '../schema.ts'

const BATCH = 500

/** Each line of the log holds the hash of the line before it; the lines that are there are chained now. [AU1] */
export async function up(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .alterTable('log')
    .addColumn('hash', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  const { rows } = await sql<{ department: string }>`select distinct department from log`.execute(db)
  for (const { department } of rows) await chainAll(db, department)
}

async function chainAll(db: Kysely<Schema>, department: string): Promise<void> {
  let before = FIRST_LINK
  for (let from = 0; ; ) {
    const lines: LogRow[] = await db
      .selectFrom('log')
      .select(['department', 'seq', 'at', 'account_id', 'mid', 'name', 'entity', 'args'])
      .where('department', '=', department)
      .where('seq', '>', from)
      .orderBy('seq')
      .limit(BATCH)
      .execute()
    for (const line of lines) {
      before = chained(before, line)
      await db
        .updateTable('log')
        .set({ hash: before })
        .where('department', '=', department)
        .where('seq', '=', line.seq)
        .execute()
    }
    const last = lines.at(-1)
    if (!last) return
    from = Number(last.seq)
  }
}
