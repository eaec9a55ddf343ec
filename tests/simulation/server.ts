import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '#domain/organisation/roles.ts'
import { fail, ok } from '#domain/result.ts'
import { instantOf } from '#domain/time.ts'
import { buildApp } from '#server/app.ts'
import { openDiskFiles } from '#server/attachments/disk.ts'
import type { FaultPoint } from '#server/push/service.ts'
import { createSigningKey } from '#server/store/keys.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store, Tx } from '#server/store/store.ts'
import type { Quiet } from '#tests/support/quiet.ts'
import type { Random } from '#tests/support/random.ts'

interface ServerDeps {
  actors: readonly Actor[]
  clock: () => number
  random: Random
  quiet: Quiet
}

interface Running {
  store: Store
  app: FastifyInstance
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
export async function openServer({ actors, clock, random, quiet }: ServerDeps) {
  const folder = mkdtempSync(join(tmpdir(), 'dau-moi-sim-'))
  const signedOut = new Set<string>()
  const poison = new Set<string>()
  let generation = 0
  let armed: FaultPoint | null = null
  let crash: (() => void) | null = null
  let crashed: Promise<void>
  let snapshot: number | null = null

  const file = (n: number) => join(folder, String(n), 'server.sqlite')

  async function start(n: number): Promise<Running> {
    generation = n
    snapshot = null
    crashed = new Promise((resolve) => {
      crash = resolve
    })
    const store = await openSqlite(file(n))
    const app = buildApp({
      store,
      files: openDiskFiles(join(folder, 'photos')),
      clock,
      newId: random.uuid,
      random: random.bytes,
      authenticate: async (cookie, account) => {
        const actor = actors.find(({ accountId }) => accountId === account)
        if (!actor || signedOut.has(account)) return fail('signed-out')
        if (cookie !== `who=${account}`) return fail('account-mismatch')
        const { departmentId, accountId } = actor
        return ok({ actor, departmentId, accountId, sessionId: accountId })
      },
      sessionRoutes: () => undefined,
      publicOrigin: null,
      dist: null,
      faults: strike,
    })
    await app.ready()
    return { store, app }
  }

  async function strike(point: FaultPoint, subject: string): Promise<void> {
    if (point === 'before-decide' && poison.has(subject) && !isDecided(subject)) throw new Error('the planted poison')
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

  function rows<T>(sql: string): T[] {
    const database = new DatabaseSync(file(generation), { readOnly: true })
    try {
      return database.prepare(sql).all() as T[]
    } finally {
      database.close()
    }
  }

  async function handleNow({ method, url, headers, body }: WireRequest): Promise<WireReply | null> {
    const said = running.app
      .inject({ method: method as 'POST', url, headers, ...(body === null ? {} : { payload: Buffer.from(body) }) })
      .then((answer) => ({ answer, at: snapshot }))
    const first = await Promise.race([said, crashed.then(() => null)])
    await said
    if (!first) return null
    const { answer } = first
    const flat = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    return { status: answer.statusCode, headers: Object.fromEntries(flat), body: answer.body }
  }

  async function stop(): Promise<void> {
    await running.app.close()
    await running.store.close()
  }

  async function recover(): Promise<void> {
    if (snapshot === null) return
    const next = snapshot
    await stop()
    running = await start(next)
  }

  mkdirSync(join(folder, '0'))
  mkdirSync(join(folder, 'photos'))
  let running = await start(0)
  const department = actors[0]?.departmentId
  if (!department) throw new Error('a server without people')
  await running.store.write(department, async (tx) => {
    const at = instantOf(clock())
    await tx
      .insertInto('departments')
      .values({ id: department, name: 'Sở Ví Dụ (minh họa)', epoch: random.uuid(), created_at: at })
      .execute()
    await createSigningKey(tx, department, { id: random.uuid(), seed: random.bytes(32), at })
  })

  return {
    signedOut,
    poison,
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
    /** what the department's administrators do while nobody else asks anything */
    write: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => quiet.during(running.store.write(department, work)),
    /** plain SQL on a connection of its own */
    rows,
    /** @returns its origin */
    listen: () => running.app.listen({ host: '127.0.0.1', port: 0 }),
    photoPath: (key: string) => join(folder, 'photos', key),
    async close() {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}
export type Server = Awaited<ReturnType<typeof openServer>>
