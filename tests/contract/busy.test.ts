import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { advance } from '#server/store/spaces.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { type Store, StoreTrouble, type Tx } from '#server/store/store.ts'
import { uuid } from '#tests/support/builders.ts'

const D = uuid(0xd1) as DepartmentId
const step = (tx: Tx) => advance(tx, D, BULLETIN)
const PATIENCE_MS = 400

let folder: string
let store: Store
/** another process, such as the command line */
let other: DatabaseSync

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-busy-'))
  store = await openSqlite(join(folder, 'test.db'), PATIENCE_MS)
  other = new DatabaseSync(join(folder, 'test.db'))
})
afterEach(async () => {
  other.close()
  await store.close()
  await rm(folder, { recursive: true })
})

/** The longest that the process stood still while the work went on, in milliseconds. */
async function longestStill(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now()
  let longest = 0
  const look = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  const timer = setInterval(look, 5)
  await work()
  look()
  clearInterval(timer)
  return longest
}

it('[ST9] while another process holds the lock the server goes on, and the write comes through after it', async () => {
  other.exec('begin immediate')
  let released = false
  setTimeout(() => {
    released = true
    other.exec('commit')
  }, 200)
  const before = store.load().commits
  const still = await longestStill(async () => {
    const versions = await Promise.all(Array.from({ length: 20 }, () => store.write(D, step)))
    expect(released).toBe(true)
    expect(versions).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })
  expect(still).toBeLessThan(150)
  expect(store.load().commits - before).toBe(1)
})

it('[ST9] a lock that does not yield rejects all who wait, and the next write is tried anew', async () => {
  other.exec('begin immediate')
  const outcomes = await Promise.allSettled([store.write(D, step), store.write(D, step)])
  for (const outcome of outcomes) {
    const reason = outcome.status === 'rejected' ? outcome.reason : null
    expect(reason).toBeInstanceOf(StoreTrouble)
    expect(reason.full).toBe(false)
  }
  expect(store.load().waiting).toBe(0)
  other.exec('commit')
  expect(await store.write(D, step)).toBe(1)
})

it('[ST9] a transaction that cannot begin at all rejects at once instead of trying for ever', async () => {
  // as on a disk that went read-only: nothing can begin, whoever waits
  await store.write(D, (tx) => sql`pragma query_only=on`.execute(tx))
  const began = performance.now()
  await expect(store.write(D, step)).rejects.toBeInstanceOf(StoreTrouble)
  expect(performance.now() - began).toBeLessThan(PATIENCE_MS)
})
