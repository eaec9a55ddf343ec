import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store } from '#server/store/store.ts'
import { uuid } from '#tests/support/builders.ts'
import { CHECKPOINT_BYTES } from '#tests/support/sqlite-journal.ts'

const D = uuid(0xd1) as DepartmentId

let folder: string
let file: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-journal-'))
  file = join(folder, 'test.db')
  store = await openSqlite(file)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

it('[ST15] the journal of SQLite stays small where each request reads who asks and then writes', async () => {
  await store.write(D, (tx) => sql`create table padding (bytes blob)`.execute(tx))
  let largest = 0
  for (let n = 0; n < 700; n += 1) {
    await store.read(D, (tx) => sql`select count(*) from sessions`.execute(tx))
    await store.write(D, (tx) => sql`insert into padding values (zeroblob(12000))`.execute(tx))
    // the next request comes when this one has been answered
    await nextTurn()
    await nextTurn()
    largest = Math.max(largest, statSync(`${file}-wal`).size)
  }
  expect(statSync(file).size).toBeGreaterThan(7_000_000)
  expect(largest).toBeGreaterThan(CHECKPOINT_BYTES / 2)
  expect(largest).toBeLessThan(CHECKPOINT_BYTES * 1.2)
})
