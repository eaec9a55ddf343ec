import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, DepartmentId } from '#domain/ids.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { pull } from '#server/pull/service.ts'
import { postgresPool } from '#server/store/postgres-pool.ts'
import { putRecord } from '#server/store/records.ts'
import type { Schema } from '#server/store/schema.ts'
import { advance } from '#server/store/spaces.ts'
import { uuid } from '#tests/support/builders.ts'
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

const DEPARTMENT = uuid(0xd1) as DepartmentId
const READER = uuid(0xb1) as AccountId

/** The server's own numbering and its own pull, without the line in which a department's writes stand before them. */
describe('two of our own transactions at once, with nothing between them but the head', () => {
  let database: TestDatabase
  let connections: Kysely<Schema>[] = []
  beforeEach(async () => {
    database = await testDatabase()
    connections = [0, 1, 2].map(() => {
      const pool = postgresPool({ connectionString: database.superUrl, max: 1 })
      return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
    })
  })
  afterEach(async () => {
    for (const connection of connections) await connection.destroy()
    await database.drop()
  })
  const say = (connection: Kysely<Schema>, statement: string) =>
    connection.executeQuery<{ pid: number }>(CompiledQuery.raw(statement))

  async function change(connection: Kysely<Schema>, what: string): Promise<void> {
    const version = await advance(connection, DEPARTMENT, BULLETIN)
    const body = JSON.stringify({ what })
    await putRecord(connection, DEPARTMENT, { space: BULLETIN, type: 'note', id: what, entity: what, version, body })
  }

  it('[SP3] what draws its number first and commits last is waited for, and no phone passes it', async () => {
    const [early, late, reader] = connections as [Kysely<Schema>, Kysely<Schema>, Kysely<Schema>]
    const epoch = uuid(0xe1)
    await early
      .insertInto('departments')
      .values({ id: DEPARTMENT, name: 'Sở Ví Dụ (minh họa)', epoch, created_at: '2026-11-19T00:00:00.000Z' })
      .execute()
    const seen: string[] = []
    const cursors: Record<string, number> = {}
    const who = {
      departmentId: DEPARTMENT,
      accountId: READER,
      sessionId: uuid(0x51),
      actor: { accountId: READER, departmentId: DEPARTMENT, name: 'An (minh họa)', grants: [] },
    }
    const pullNow = async () => {
      const { pages } = await pull(reader, { who, cursors })
      for (const { space, to, records } of pages) {
        cursors[space] = to
        seen.push(...records.map(({ id }) => id))
      }
    }
    await change(early, 'there before')
    await pullNow()

    const [backend] = (await say(late, 'select pg_backend_pid() as pid')).rows
    await say(early, 'begin')
    await change(early, 'drew first')
    await say(late, 'begin')
    const second = change(late, 'drew second').then(() => say(late, 'commit'))
    const asSuper = new Client({ connectionString: database.superUrl })
    await asSuper.connect()
    await Promise.race([second, waitsForLock(asSuper, { processID: backend?.pid ?? 0 })])
    await pullNow()
    await say(early, 'commit')
    await second
    await pullNow()
    await asSuper.end()
    expect(seen).toEqual(['there before', 'drew first', 'drew second'])
  })
})

/** Until the database itself says that this connection waits for a lock. */
async function waitsForLock(reader: Client, client: object): Promise<void> {
  const { processID } = client as { processID: number }
  for (let tried = 0; tried < 200; tried += 1) {
    const { rows } = await reader.query('select 1 from pg_locks where pid = $1 and not granted', [processID])
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it does not wait')
}
