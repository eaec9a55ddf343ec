import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { startCluster } from '#tests/support/postgres/cluster.ts'
import { postgresEngine } from './engine.ts'
import { runKills } from './run.ts'

/** A few here; `npm run kills -- --engine postgres --kills 500` for the night. */
const KILLS = Number(process.env.KILLS ?? 3)

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let cluster: Awaited<ReturnType<typeof startCluster>>
const seed = Date.now() % 1_000_000

beforeAll(async () => {
  folder = await temporaryFolder('kills-postgres')
  cluster = await startCluster()
})
afterAll(async () => {
  await cluster.stop()
  await folder.remove()
})

it(`[KL1] two servers on one PostgreSQL, both killed while people write, lose nothing and double nothing (seed ${seed})`, async () => {
  const dataDir = join(folder.path, 'data')
  const engine = await postgresEngine(dataDir, cluster.url)
  const { complaints, deaths, ledger } = await runKills({ dataDir, engine, kills: KILLS, seed })
  expect(complaints).toEqual([])
  expect(deaths.get('the second server')).toBeGreaterThan(0)
  expect(ledger.intents.length).toBeGreaterThan(20)
  const rows = await engine.openRows()
  expect(await rows.integrity()).toEqual([])
  await rows.close()
  await engine.close()
}, 120_000)
