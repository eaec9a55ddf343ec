import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '#domain/organisation/roles.ts'
import { instantOf } from '#domain/time.ts'
import { buildApp } from '#server/app.ts'
import { openDiskFiles } from '#server/attachments/disk.ts'
import { makeBackup } from '#server/backup/make.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { sqliteFile } from '#server/backup/source.ts'
import { PAGE_CHARS } from '#server/pull/service.ts'
import type { FaultPoint } from '#server/push/service.ts'
import { createAuthenticate, createReadAs } from '#server/session/current.ts'
import { endOf } from '#server/session/open.ts'
import { hashOf } from '#server/session/secrets.ts'
import { createSigningKey } from '#server/store/keys.ts'
import { databaseIn } from '#server/store/open.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store, Tx } from '#server/store/store.ts'
import type { Quiet } from '#tests/support/quiet.ts'
import type { Random } from '#tests/support/random.ts'
import { aheadIn, readBy } from './versions.ts'

interface ServerDeps {
  actors: readonly Actor[]
  /** most records in one answer to a pull; as many as ever unless told */
  pageRecords?: number | null
  /** two processes answer, the second of a later build */
  twoServers?: boolean
  /** told of each answer that the later one gave */
  answeredByLater?: () => void
  /** told of each change that an older server could not read, and kept no word of */
  leftUnread?: (mid: string) => void
  clock: () => number
  random: Random
  quiet: Quiet
}

interface Running {
  store: Store
  apps: FastifyInstance[]
}

export interface WireRequest {
  method: string
  url: string
  headers: Record<string, string>
  body: string | Uint8Array | null
}
export interface WireReply {
  status: number
  headers: Record<string, string>
  body: string
}

/**
 * The real server on a real SQLite file. A crash takes a copy of what the disk holds at that instant, lets
 * whatever had been said before leave, and goes on from the copy: nothing that came later has ever been.
 */
export async function openServer({
  actors,
  pageRecords = null,
  twoServers = false,
  clock,
  random,
  quiet,
  ...told
}: ServerDeps) {
  const department = (actors[0] as Actor).departmentId
  const folder = mkdtempSync(join(diskOfSimulation(), 'dau-moi-sim-'))
  const cookies = new Map<string, string>()
  /** what administrators did: they see what a crash swallowed, and do it again */
  const administered: ((tx: Tx) => Promise<unknown>)[] = []
  const poison = new Set<string>()
  let generation = 0
  let armed: FaultPoint | null = null
  let crash: (() => void) | null = null
  let crashed: Promise<void>
  let snapshot: number | null = null
  let updated = false
  /** mids that the older server is being asked for and cannot read: it never comes to what they say */
  const unreadable = new Set<string>()
  /** what only a later server reads is asked for one after the other: two versions would otherwise race for it */
  let turn: Promise<unknown> = Promise.resolve()
  let reading: DatabaseSync | null = null

  const dataDir = (n: number) => join(folder, String(n))
  const file = (n: number) => databaseIn(dataDir(n))
  const photos = (n: number) => join(dataDir(n), 'photos')
  const backups: string[] = []

  async function start(n: number): Promise<Running> {
    generation = n
    snapshot = null
    crashed = new Promise((resolve) => {
      crash = resolve
    })
    const store = await openSqlite(file(n))
    const build = () =>
      buildApp({
        store,
        files: openDiskFiles(photos(n)),
        clock,
        newId: random.uuid,
        random: random.bytes,
        authenticate: createAuthenticate(store),
        readAs: createReadAs(store),
        sessionRoutes: () => undefined,
        publicOrigin: null,
        dist: null,
        ...(pageRecords === null ? {} : { page: { records: pageRecords, chars: PAGE_CHARS } }),
        faults: strike,
      })
    const apps = twoServers ? [build(), build()] : [build()]
    for (const app of apps) await app.ready()
    reading = new DatabaseSync(file(n), { readOnly: true })
    return { store, apps }
  }

  async function strike(point: FaultPoint, subject: string): Promise<void> {
    if (point === 'before-decide' && poison.has(subject) && !unreadable.has(subject) && !isDecided(subject))
      throw new Error('the planted poison')
    if (point !== armed) return
    armed = null
    snapshot = generation + 1
    mkdirSync(join(folder, String(snapshot)))
    for (const end of ['', '-wal'])
      if (existsSync(file(generation) + end)) copyFileSync(file(generation) + end, file(snapshot) + end)
    // words that were on their way out leave; then the machine is gone
    for (let n = 0; n < 30; n += 1) await quiet.turn()
    crash?.()
    throw new Error('the machine is gone')
  }

  /** A mutation that was decided before is only looked up again: nothing in it can make the server stumble. */
  const isDecided = (mid: string) => rows(`select 1 from mutations where mid = '${mid}'`).length > 0

  const rows = <T>(sql: string): T[] => (reading?.prepare(sql).all() ?? []) as T[]

  async function handleNow(request: WireRequest): Promise<WireReply | null> {
    const n = random.int(running.apps.length)
    const ahead = aheadIn(request)
    if (ahead.length === 0) return ask(n, request)
    const next = turn.then(async () => {
      // what a later server decided is found again under what it was read as, by an older one, too
      const unread = ahead.filter((mid) => n === 0 && !updated && !isDecided(mid))
      for (const mid of unread) unreadable.add(mid)
      const reply = await ask(
        n,
        readBy(request, (mid) => !unread.includes(mid)),
      )
      unreadable.clear()
      if (reply?.status === 200) for (const mid of unread) if (!reply.body.includes(mid)) told.leftUnread?.(mid)
      return reply
    })
    const over = () => undefined
    turn = next.then(over, over)
    return next
  }

  async function ask(n: number, { method, url, headers, body: sent }: WireRequest): Promise<WireReply | null> {
    const said = (running.apps[n] as FastifyInstance)
      .inject({ method: method as 'POST', url, headers, ...(sent === null ? {} : { payload: Buffer.from(sent) }) })
      .then((answer) => ({ answer, at: snapshot }))
    const first = await Promise.race([said, crashed.then(() => null)])
    await said
    if (!first) return null
    const { answer } = first
    const flat = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    const body = n === 0 ? answer.body : ofTomorrow(answer.body)
    if (body !== answer.body) told.answeredByLater?.()
    return { status: answer.statusCode, headers: Object.fromEntries(flat), body }
  }

  async function stop(): Promise<void> {
    reading?.close()
    reading = null
    for (const app of running.apps) await app.close()
    await running.store.close()
  }

  async function recover(): Promise<void> {
    if (snapshot === null) return
    const next = snapshot
    await stop()
    renameSync(photos(generation), photos(next))
    await goOnAt(next)
  }

  async function goOnAt(next: number): Promise<void> {
    running = await start(next)
    for (const [n, work] of administered.entries()) await running.store.write(department, (tx) => once(tx, n, work))
  }

  /** What the department's administrators do; until it is done nobody else is served. */
  async function administer<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const n = administered.push(work) - 1
    return quiet.during(running.store.write(department, (tx) => once(tx, n, work))) as Promise<T>
  }

  const signIn = (account: string) => {
    const token = random.uuid()
    cookies.set(account, token)
    const now = instantOf(clock())
    const id = random.uuid()
    return administer((tx) =>
      tx
        .insertInto('sessions')
        .values({
          department,
          id,
          account_id: account,
          token_hash: hashOf(token),
          device: 'thử (minh họa)',
          device_key: null,
          shared: 0,
          created_at: now,
          seen_at: now,
          expires_at: endOf(now, false),
          revoked_at: null,
        })
        .onConflict((on) => on.doNothing())
        .execute(),
    )
  }

  mkdirSync(join(folder, '0'))
  mkdirSync(photos(0))
  let running = await start(0)
  await running.store.write(department, async (tx) => {
    const at = instantOf(clock())
    await tx
      .insertInto('departments')
      .values({ id: department, name: 'Sở Ví Dụ (minh họa)', epoch: random.uuid(), created_at: at })
      .execute()
    await createSigningKey(tx, department, { id: random.uuid(), seed: random.bytes(32), at })
    for (const actor of actors) await admit(tx, actor, random, at)
  })
  for (const { accountId } of actors) await signIn(accountId)

  return {
    poison,
    cookieOf: (account: string) => `dm_session=${cookies.get(account)}`,
    signIn,
    signOut(account: string) {
      const hash = hashOf(cookies.get(account) ?? '')
      const at = instantOf(clock())
      return administer((tx) =>
        tx.updateTable('sessions').set({ revoked_at: at }).where('token_hash', '=', hash).execute(),
      )
    },
    administer,
    /** the next request that comes to this point finds the machine gone */
    arm(point: FaultPoint) {
      armed = point
    },
    disarm() {
      armed = null
    },
    /** @returns the answers, null for those that a crash swallowed */
    handle: (requests: readonly WireRequest[]): Promise<(WireReply | null)[]> =>
      quiet.during(
        (async () => {
          const replies = await Promise.all(requests.map(handleNow))
          await recover()
          return replies
        })(),
      ),
    /** from now on every server is a later one, and reads what later phones wrote */
    update() {
      updated = true
    },
    /** plain SQL on a connection of its own */
    rows,
    /** @returns its origin */
    listen: () => (running.apps[0] as FastifyInstance).listen({ host: '127.0.0.1', port: 0 }),
    photoPath: (key: string) => join(photos(generation), key),
    /** As if two weeks had passed since the last restore: what no phone has brought back by then has no place. */
    endGathering: () =>
      administer((tx) => tx.updateTable('restores').set({ at: '2026-12-01T00:00:00.000Z' }).execute()),
    /** as its schedule would, while nobody asks anything */
    async backUp(): Promise<void> {
      const source = sqliteFile(file(generation))
      const deps = { dataDir: dataDir(generation), source, store: running.store, now: () => instantOf(clock()) }
      const made = await makeBackup(deps, join(folder, 'backups'))
      if (!made.ok) throw new Error(made.error)
      backups.push(made.value.folder)
    },
    /** The machine is lost with its disk, and another one starts on the newest backup. @returns false without any */
    async restore(): Promise<boolean> {
      const backup = backups.at(-1)
      if (backup === undefined) return false
      const next = generation + 1
      await stop()
      const now = () => instantOf(clock())
      const restored = await restoreBackup(backup, dataDir(next), { now, newId: random.uuid })
      if (!restored.ok) throw new Error(restored.error)
      mkdirSync(photos(next), { recursive: true })
      await goOnAt(next)
      return true
    },
    async close() {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}
export type Server = Awaited<ReturnType<typeof openServer>>

const IN_MEMORY = '/dev/shm'
const ROOM = 512 * 1024 * 1024

/**
 * In memory where there is room: everything is flushed as on any disk, and a flush takes no time. What a crash takes
 * away is decided by the copy that `strike` makes, never by this disk.
 */
function diskOfSimulation(): string {
  if (!existsSync(IN_MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize >= ROOM ? IN_MEMORY : tmpdir()
}

/** Beside the product's tables stands what was administered: a crash may swallow it, nothing does it twice. */
async function once(tx: Tx, n: number, work: (tx: Tx) => Promise<unknown>): Promise<unknown> {
  await sql`create table if not exists administered (n integer primary key)`.execute(tx)
  const { rows } = await sql`insert into administered values (${n}) on conflict do nothing returning n`.execute(tx)
  return rows.length > 0 ? work(tx) : undefined
}

/** A person, their account and their posts, as an import would write them. */
async function admit(tx: Tx, { departmentId: department, accountId, name, grants }: Actor, random: Random, at: string) {
  const person = random.uuid()
  await tx.insertInto('people').values({ department, id: person, name, position: '', phone: '', email: '' }).execute()
  await tx
    .insertInto('accounts')
    .values({
      department,
      id: accountId,
      person_id: person,
      username: accountId,
      password_hash: null,
      disabled_at: null,
      created_at: at,
    })
    .execute()
  for (const { role, unitId, unitName } of grants) {
    const unit = { department, id: unitId, code: unitId, type: 'school', name: unitName }
    await tx
      .insertInto('units')
      .values({ ...unit, parent_id: null, valid_from: '2020-01-01', valid_to: null })
      .onConflict((on) => on.doNothing())
      .execute()
    await tx
      .insertInto('role_grants')
      .values({
        department,
        id: random.uuid(),
        account_id: accountId,
        role,
        unit_id: unitId,
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute()
  }
}

/** The same answer from a later build: members that nobody knows yet, wherever there may be some. */
function ofTomorrow(body: string): string {
  if (!body.startsWith('{')) return body
  const answer = JSON.parse(body) as { pages?: { records: object[] }[] }
  for (const page of answer.pages ?? []) page.records = page.records.map((one) => ({ ...one, tomorrow: [1] }))
  return JSON.stringify({ ...answer, tomorrow: { known: false } })
}
