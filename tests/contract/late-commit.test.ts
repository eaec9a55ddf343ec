import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '#tests/support/postgres/database.ts'

/** What `advance` sends, on a table without the department's line around it: the row's lock alone. */
const ADVANCE = `insert into heads values ('s', 1)
  on conflict (id) do update set head = heads.head + 1 returning head as version`
const NEXTVAL = `select nextval('versions')::int as version`

describe('two transactions at once, of which the first to number commits last', () => {
  let database: TestDatabase
  let early: Client
  let late: Client
  let reader: Client
  beforeEach(async () => {
    database = await testDatabase({ filled: false })
    ;[early, late, reader] = [0, 1, 2].map(() => new Client({ connectionString: database.url })) as [
      Client,
      Client,
      Client,
    ]
    for (const client of [early, late, reader]) await client.connect()
    await reader.query('create sequence versions')
    await reader.query('create table heads (id text primary key, head int)')
    await reader.query('create table changes (version int, what text)')
  })
  afterEach(async () => {
    for (const client of [early, late, reader]) await client.end()
    await database.drop()
  })

  async function change(client: Client, numbering: string, what: string): Promise<void> {
    const { rows } = await client.query<{ version: number }>(numbering)
    await client.query('insert into changes values ($1, $2)', [rows[0]?.version, what])
  }

  /** A phone that follows a cursor: what it has seen, pull by pull. */
  function follower() {
    let cursor = 0
    const seen: string[] = []
    return {
      seen,
      async pull() {
        const { rows } = await reader.query<{ version: number; what: string }>(
          'select version, what from changes where version > $1 order by version',
          [cursor],
        )
        seen.push(...rows.map(({ what }) => what))
        cursor = rows.at(-1)?.version ?? cursor
      },
    }
  }

  it('[SP3] a cursor over a sequence passes the late one and never sees it', async () => {
    const phone = follower()
    await early.query('begin')
    await change(early, NEXTVAL, 'took its number first')
    await late.query('begin')
    await change(late, NEXTVAL, 'took its number second')
    await late.query('commit')
    await phone.pull()
    await early.query('commit')
    await phone.pull()
    await phone.pull()
    expect(phone.seen).toEqual(['took its number second'])
    const { rows } = await reader.query('select what from changes')
    expect(rows).toHaveLength(2)
  })

  it('[SP3] with the head under its row lock the second waits for the first, and nothing is passed', async () => {
    const phone = follower()
    await early.query('begin')
    await change(early, ADVANCE, 'first')
    await late.query('begin')
    let done = false
    const second = change(late, ADVANCE, 'second')
      .then(() => late.query('commit'))
      .then(() => {
        done = true
      })
    await waitsForLock(reader, late)
    await phone.pull()
    expect(done).toBe(false)
    await early.query('commit')
    await second
    await phone.pull()
    expect(phone.seen).toEqual(['first', 'second'])
  })
})

/** Until the database itself says that this connection waits for a lock. */
async function waitsForLock(reader: Client, client: Client): Promise<void> {
  const { processID } = client as unknown as { processID: number }
  for (let tried = 0; tried < 200; tried += 1) {
    const { rows } = await reader.query('select 1 from pg_locks where pid = $1 and not granted', [processID])
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it does not wait')
}
