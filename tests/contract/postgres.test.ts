import { sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { canWrite } from '#server/store/health.ts'
import { cannotOpenWords, openStore } from '#server/store/open.ts'
import { openPostgres } from '#server/store/postgres.ts'
import { isTooOld } from '#server/store/postgres-prepare.ts'
import { asPostgresTrouble } from '#server/store/postgres-trouble.ts'
import { advance, extentsOf } from '#server/store/spaces.ts'
import { type Store, StoreTrouble, type Tx } from '#server/store/store.ts'
import { uuid } from '#tests/support/builders.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres/database.ts'

const D = uuid(0xd1) as DepartmentId
const step = (tx: Tx) => advance(tx, D, BULLETIN)
const headIn = async (tx: Tx) => (await extentsOf(tx, D, [BULLETIN])).get(BULLETIN)?.head ?? 0

describe('the store on PostgreSQL', () => {
  let database: TestDatabase
  let superuser: Client
  const stores: Store[] = []
  beforeEach(async () => {
    database = await testDatabase()
    superuser = new Client({ connectionString: database.superUrl })
    await superuser.connect()
  })
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close()
    await superuser.end()
    await database.drop()
  })

  async function open(patienceMs?: number): Promise<Store> {
    const opened = await openPostgres(database.url, patienceMs)
    if (!opened.ok) throw new Error(opened.error.code)
    stores.push(opened.value)
    return opened.value
  }
  const code = (sqlstate: string) =>
    sql.raw(`do $$ begin raise exception 'planted' using errcode = '${sqlstate}'; end $$`)

  it('[ST11] writes of one department through two processes run one after the other, and none is lost', async () => {
    const both = [await open(), await open()] as const
    const count = 60
    const readThenWrite = async (tx: Tx) => {
      const last = await tx.selectFrom('registers').select('last').executeTakeFirst()
      const row = { department: D, name: 'n', year: 2026, last: (last?.last ?? 0) + 1 }
      await tx
        .insertInto('registers')
        .values(row)
        .onConflict((on) => on.columns(['department', 'name', 'year']).doUpdateSet({ last: row.last }))
        .execute()
      return row.last
    }
    const given = await Promise.all(
      Array.from({ length: count }, (_, i) => both[(i % 2) as 0 | 1].write(D, readThenWrite)),
    )
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1))
  })

  it.each(['40001', '40P01'])(
    '[ST11] what the database broke off (%s) is tried again, and done once',
    async (state) => {
      const store = await open()
      let tries = 0
      const version = await store.write(D, async (tx) => {
        const made = await step(tx)
        tries += 1
        if (tries < 3) await code(state).execute(tx)
        return made
      })
      expect([version, tries, await store.read(D, headIn)]).toEqual([1, 3, 1])
    },
  )

  it('[ST11] it is tried so often and not for ever; then it is trouble, and nobody is judged', async () => {
    const store = await open()
    let tries = 0
    const broken = store.write(D, async (tx) => {
      tries += 1
      await code('40001').execute(tx)
    })
    await expect(broken).rejects.toBeInstanceOf(StoreTrouble)
    expect(tries).toBe(6)
    expect(await store.write(D, step)).toBe(1)
  })

  it('[ST11] a real deadlock ends with both writes done', async () => {
    const store = await open()
    await superuser.query('create table pair (id int primary key, n int)')
    await superuser.query('insert into pair values (1, 0), (2, 0)')
    await superuser.query('grant all on pair to public')
    let met: () => void = () => undefined
    const bothHoldOne = new Promise<void>((resolve) => {
      let here = 0
      met = () => {
        here += 1
        if (here === 2) resolve()
      }
    })
    const add = (department: string, order: [number, number]) =>
      store.write(department, async (tx) => {
        await sql`update pair set n = n + 1 where id = ${order[0]}`.execute(tx)
        met()
        await bothHoldOne
        await sql`update pair set n = n + 1 where id = ${order[1]}`.execute(tx)
      })
    await Promise.all([add(D, [1, 2]), add(uuid(0xd2), [2, 1])])
    expect((await superuser.query('select n from pair')).rows).toEqual([{ n: 2 }, { n: 2 }])
  })

  it('[ST8] a full disk is trouble that says so; a broken constraint is a bug and stays one', async () => {
    const store = await open()
    const full = await store.write(D, (tx) => code('53100').execute(tx)).catch((error: unknown) => error)
    expect(full).toBeInstanceOf(StoreTrouble)
    expect((full as StoreTrouble).full).toBe(true)
    await expect(store.write(D, (tx) => code('23505').execute(tx))).rejects.not.toBeInstanceOf(StoreTrouble)
    expect(asPostgresTrouble(Object.assign(new Error(''), { code: 'ECONNRESET' }))).toMatchObject({ full: false })
    expect(await canWrite(store)).toMatchObject({ ready: true })
  })

  it('[ST2] a write that swallowed an error of the database is not told as done', async () => {
    const store = await open()
    const write = store.write(D, async (tx) => {
      await step(tx)
      await sql`select 1/0`.execute(tx).catch(() => undefined)
    })
    await expect(write).rejects.toThrow()
    expect(await store.read(D, headIn)).toBe(0)
  })

  it('[ST8] a line that is cut in the middle of a write is trouble, nothing of it stays, and the next one works', async () => {
    const store = await open()
    const cut = store.write(D, async (tx) => {
      await step(tx)
      await superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`)
      await step(tx)
    })
    await expect(cut).rejects.toBeInstanceOf(StoreTrouble)
    expect(await store.write(D, step)).toBe(1)
  })

  it('[ST9] a write that waits for another process too long is trouble, and the next one is tried anew', async () => {
    const [patient, other] = [await open(150), await open()]
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let holds: () => void = () => undefined
    const holding = new Promise<void>((resolve) => {
      holds = resolve
    })
    const long = other.write(D, async () => {
      holds()
      await held
    })
    await holding
    await expect(patient.write(D, step)).rejects.toBeInstanceOf(StoreTrouble)
    expect(await patient.write(uuid(0xd2), (tx) => advance(tx, uuid(0xd2) as DepartmentId, BULLETIN))).toBe(1)
    release()
    await long
    expect(await patient.write(D, step)).toBe(1)
  })

  it('[ST10] an empty database is made ready once, however many processes start on it at once', async () => {
    const empty = await testDatabase({ filled: false })
    const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgres(empty.url)))
    expect(opened.map(({ ok }) => ok)).toEqual([true, true, true, true])
    for (const store of opened) if (store.ok) await store.value.close()
    await empty.drop()
  })

  it('[EN1] why a database cannot be used is told in words, without its password', async () => {
    const at = (databaseUrl: string) => openStore({ dataDir: '/nowhere', databaseUrl }, { create: true })
    const { port } = new URL(database.url)
    const reasons = [
      await at(`postgres://owner:geheim@127.0.0.1:${port}/no_such_database`),
      await at(`postgres://nobody_here:geheim@127.0.0.1:${port}/postgres`),
      await at('postgres://owner:geheim@127.0.0.1:1/x'),
      await at('mysql://owner:geheim@127.0.0.1/x'),
    ].map((opened) => (opened.ok ? null : opened.error))
    expect(reasons.map((reason) => reason && reason !== 'data-missing' && reason.code)).toEqual([
      'database-missing',
      'sign-in-refused',
      'unreachable',
      'url-wrong',
    ])
    for (const reason of reasons) expect(reason && cannotOpenWords(reason)).not.toContain('geheim')
    expect([14, 15, 18].map(isTooOld)).toEqual([true, false, false])
  })
})
