import { Client } from 'pg'

/** Advisory lock of what one process does for all that share a database. */
const ALONE = 0x6d_c2

/**
 * Does it unless another process on the same database is at it. The lock is a transaction's, on a connection of its
 * own: it goes with this process however it ends, and holds through a pooler too.
 * @returns null when another one is at it
 * @throws when the database cannot be reached, and what `work` threw
 */
export async function aloneOnPostgres<T>(url: string, work: () => Promise<T>): Promise<T | null> {
  const client = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined) // a line that breaks while it works lets another begin, and no harm is done
  await client.connect()
  try {
    await client.query('begin; set local idle_in_transaction_session_timeout = 0')
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [ALONE])
    return rows[0]?.mine ? await work() : null
  } finally {
    await client.end().catch(() => undefined) // nothing was written, so nothing is lost with the line
  }
}
