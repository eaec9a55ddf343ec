import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type NodePhone, openNodePhone, seeded, sentences } from '#tests/gates/node-phone.ts'
import { type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { CHECKPOINT_BYTES } from '#tests/support/sqlite-journal.ts'
import { aReport } from '#tests/sync-server/world.ts'

/** The database is larger than that, so that a journal of its size has been tried to be emptied. */
const DATABASE_BYTES = 5_500_000
const MOST_REPORTS = 600

let folder: string
let server: ServerProcess
let phone: NodePhone

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-checkpoint-'))
  server = await startServer(folder, { LOG_LEVEL: 'warn' })
  phone = await openNodePhone(server.origin, server.account('dm.binhminh'))
}, 60_000)
afterAll(async () => {
  phone?.close()
  await server?.stop()
  await rm(folder, { recursive: true })
})

const database = () => join(folder, 'dau-moi.db')
const size = (file: string) => statSync(file).size

function inDatabase<T>(work: (file: DatabaseSync) => T): T {
  const file = new DatabaseSync(database())
  try {
    return work(file)
  } finally {
    file.close()
  }
}
const incidents = () =>
  inDatabase((file) => file.prepare("select count(*) as n from records where type = 'incident'").get()?.n as number)

/**
 * No file of the server may grow beyond it, which anybody may set, unlike a small disk (`npm run kills -- --full-disk`).
 * SQLite finds no room for its write either way, but calls this one an I/O error: 503 where a full disk is 507.
 */
const allow = (bytes: number | 'unlimited') =>
  execFileSync('prlimit', ['--pid', `${server.pid()}`, `--fsize=${bytes}:`])

const waiting = async () => (await phone.db.outbox.toArray()).filter(({ verdict }) => verdict === null).length

it('[ST14] a checkpoint that finds no room holds nobody up; then commits are told, nothing is lost, and it passes by itself', async () => {
  const known = incidents()
  inDatabase((file) => {
    file.exec('create table padding (bytes blob)')
    file.prepare('insert into padding values (zeroblob(?))').run(Math.max(0, DATABASE_BYTES - size(database())))
    file.exec('pragma wal_checkpoint(truncate)')
  })
  const full = size(database())
  expect(full).toBeGreaterThan(CHECKPOINT_BYTES * 1.2)
  allow(full)

  const seed = Date.now()
  const random = seeded(seed)
  const acknowledged: number[] = []
  const write = async () => {
    await phone.report(sentences(380, random))
    await phone.engine.syncNow()
  }
  for (let n = 0; n < MOST_REPORTS && (await waiting()) === 0; n += 1) {
    await write()
    if ((await waiting()) === 0) acknowledged.push(size(`${database()}-wal`))
  }
  const past = acknowledged.filter((journal) => journal > CHECKPOINT_BYTES * 1.1)
  expect(past.length, `commits past a checkpoint without room (seed ${seed})`).toBeGreaterThan(5)
  expect(size(database())).toBe(full)

  // now the journal has no room either
  expect(await waiting()).toBe(1)
  const { cookie, profile } = phone
  const told = await fetch(`${server.origin}/api/push`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      protocol: 1,
      account: profile.accountId,
      nonce: randomUUID().replaceAll('-', ''),
      replica: randomUUID(),
      mutations: [aReport({ unitId: profile.grants[0]?.unitId as never })],
    }),
  })
  const { error } = (await told.json()) as { error?: { code: string } }
  expect([
    [503, 'server-busy'],
    [507, 'storage-full'],
  ]).toContainEqual([told.status, error?.code])
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
  const ready = async () => (await fetch(`${server.origin}/readyz`)).status
  // it writes one page a time, for which there may be room a little longer
  await expect.poll(ready, { timeout: 10_000 }).toBe(503)
  for (let n = 0; n < 4; n += 1) await write()
  expect(await waiting()).toBe(5)

  allow('unlimited')
  await expect
    .poll(
      async () => {
        await phone.engine.syncNow()
        return waiting()
      },
      { timeout: 15_000 },
    )
    .toBe(0)
  expect(await phone.db.records.where('type').equals('refused').count()).toBe(0)
  expect(await ready()).toBe(200)
  for (let n = 0; n < 3; n += 1) await write()
  expect(size(database())).toBeGreaterThan(full)
  expect(incidents() - known).toBe(acknowledged.length + 5 + 3)
  expect(inDatabase((file) => file.prepare('pragma integrity_check').get())).toEqual({ integrity_check: 'ok' })
}, 120_000)
