import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, DepartmentId, IncidentId, UnitId } from '#domain/ids.ts'
import { caseSpace, unitSpace } from '#domain/spaces.ts'
import { chunked, type Heard } from '#server/poke/other-processes.ts'
import { listenOnPostgres } from '#server/poke/postgres-notify.ts'
import { uuid } from '#tests/support/builders.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres/database.ts'

const department = uuid(0xd1) as DepartmentId
const UNIT = uuid(0xa1) as UnitId
const SMALL: Heard = { department, audience: [{ space: unitSpace(UNIT) }] }
const readers = Array.from({ length: 1000 }, (_, i) => uuid(i) as AccountId)
const LARGE: Heard = {
  department,
  audience: [
    { space: caseSpace(uuid(1) as IncidentId), concerned: { readers, unit: UNIT } },
    ...Array.from({ length: 300 }, (_, i) => ({ space: unitSpace(uuid(i) as UnitId) })),
  ],
}
const told = (heard: readonly Heard[]) => ({
  spaces: new Set(heard.flatMap(({ audience }) => audience.map(({ space }) => space))),
  readers: heard.flatMap(({ audience }) => audience.flatMap(({ concerned }) => concerned?.readers ?? [])),
})

it('[PK2] what is told is cut into messages that fit, and nobody is left out or named twice', () => {
  const chunks = chunked(LARGE, 7800)
  expect(chunks.length).toBeGreaterThan(5)
  for (const chunk of chunks) expect(Buffer.byteLength(JSON.stringify(chunk))).toBeLessThan(7800)
  expect(told(chunks)).toEqual(told([LARGE]))
  expect(chunked(SMALL, 7800)).toEqual([SMALL])
  expect(chunked({ department, audience: [] }, 7800)).toEqual([])
})

describe('processes that share a PostgreSQL', () => {
  let database: TestDatabase
  const lines: ReturnType<typeof listenOnPostgres>[] = []
  beforeEach(async () => {
    database = await testDatabase()
  })
  afterEach(async () => {
    for (const line of lines.splice(0)) await line.close()
    await database.drop()
  })

  function open() {
    const line = listenOnPostgres(database.url)
    lines.push(line)
    const heard: Heard[] = []
    let missed = 0
    line.listen(
      (one) => heard.push(one),
      () => {
        missed += 1
      },
    )
    return { ...line, heard, missed: () => missed }
  }
  const until = async (holds: () => boolean) => {
    for (let tried = 0; tried < 400 && !holds(); tried += 1) await pause(20)
    expect(holds()).toBe(true)
  }

  it('[PK2] one tells the others and not itself, however much there is to tell', async () => {
    const [one, two, three] = [open(), open(), open()]
    await until(() => [one, two, three].every(({ missed }) => missed() >= 1))
    one.tell(SMALL)
    one.tell(LARGE)
    const all = told([SMALL, LARGE])
    await until(() => [two, three].every(({ heard }) => told(heard).spaces.size === all.spaces.size))
    expect(two.heard[0]).toEqual(SMALL)
    expect(told(three.heard).readers).toEqual(readers)
    expect(one.heard).toEqual([])
  })

  it('[PK2] a line that breaks is made again, and everybody is poked once for what was missed', async () => {
    const [one, two] = [open(), open()]
    // which of the two heard of the other's beginning hangs on who was first
    await until(() => one.missed() >= 1 && two.missed() >= 1)
    let before: readonly [number, number]
    do {
      before = [one.missed(), two.missed()]
      await pause(300)
    } while (one.missed() !== before[0] || two.missed() !== before[1])
    const superuser = new Client({ connectionString: database.superUrl })
    await superuser.connect()
    await superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() order by pid limit 1`)
    await superuser.end()
    await until(() => one.missed() > before[0] && two.missed() > before[1])
    one.tell(SMALL)
    await until(() => two.heard.length === 1)
  })
})
