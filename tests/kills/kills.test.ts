import { rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { audit } from './auditor.ts'
import { type KillEngine, sqliteEngine } from './engine.ts'
import { type Killed, runKills } from './run.ts'

/** A few here; `npm run kills -- --kills 500` for the night. */
const KILLS = 6

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let dataDir: string
let engine: KillEngine
let killed: Killed
const seed = Date.now() % 1_000_000

beforeAll(async () => {
  folder = await temporaryFolder('kills')
  dataDir = join(folder.path, 'data')
  engine = await sqliteEngine(dataDir)
  killed = await runKills({ dataDir, engine, kills: KILLS, seed })
}, 120_000)
afterAll(() => folder.remove())

async function auditNow(): Promise<string[]> {
  const rows = await engine.openRows()
  const found = await audit(rows, join(dataDir, 'photos'), killed.ledger, true)
  await rows.close()
  return found
}

describe('[KL1] real servers, killed while people write', () => {
  it(`lose nothing that was acknowledged, and do nothing twice (seed ${seed})`, () => {
    expect(killed.complaints).toEqual([])
    expect([...killed.deaths.values()].reduce((a, b) => a + b, 0)).toBe(KILLS)
    expect(killed.ledger.intents.length).toBeGreaterThan(20)
  })
})

/** What the auditor must see: each a harm that a wrong server could do. */
const HARMS: { name: string; sql: string; says: RegExp }[] = [
  {
    name: 'an acknowledged mutation is gone',
    sql: "delete from mutations where mid = (select mid from log where name = 'incident.report' order by seq desc limit 1)",
    says: /acknowledged, and not there/,
  },
  {
    name: 'a verdict has changed',
    sql: `update mutations set verdict = replace(verdict, '"applied"', '"merged"') where mid = (select mid from log where name = 'incident.report' order by seq desc limit 1 offset 1)`,
    says: /told .* kept/,
  },
  { name: 'a line of the log is missing', sql: 'delete from log where seq = 40', says: /goes from 39 to 41/ },
  {
    name: 'a report stands twice',
    sql: `insert into records select department, space, type, 'copy', entity, version, body from records
          where type = 'incident' and body like '%Chuyện số%' limit 1`,
    says: /stand 2 times|the code .* twice/,
  },
  {
    name: 'a record is ahead of its space',
    sql: "update records set version = version + 1000000000 where type = 'incident' and body like '%Chuyện số 1 %'",
    says: /ahead of/,
  },
]

describe('[KL1] the auditor', () => {
  it.each(HARMS)('sees when $name', async ({ sql, says }) => {
    const writing = new DatabaseSync(join(dataDir, 'dau-moi.db'))
    const { changes } = writing.prepare(sql).run()
    expect(Number(changes)).toBeGreaterThan(0)
    writing.close()
    expect((await auditNow()).join('\n')).toMatch(says)
  })

  it('sees when a stored photo is not whole', async () => {
    const before = await auditNow()
    const { photo } = killed.ledger.intents.find((intent) => intent.photo !== null) ?? {}
    const names = await readdir(join(dataDir, 'photos'), { recursive: true })
    const name = names.find((one) => one.endsWith(photo?.id ?? 'no photo'))
    rmSync(join(dataDir, 'photos', name ?? 'no file'))
    expect((await auditNow()).length).toBe(before.length + 1)
  })
})
