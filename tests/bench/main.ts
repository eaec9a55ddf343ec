import { openWorld, type World } from '#tests/e2e/world.ts'
import { openNodePhone, seeded, sentences } from '#tests/gates/node-phone.ts'
import { type Floor, startFloor } from './floor-server.ts'
import { benchDeadlines, benchPhone } from './launches.ts'
import { type Line, tableOf } from './table.ts'

/**
 * `npm run bench` (after a build): prints, and fails nothing; what is counted fails in tests/gates.
 * `npm run bench -- load`: the server under a province's load; see load/run.ts. `load pull`: of that the empty pull.
 */
const RTT_HALF_MS = 75
const UP_LINK = { up: 750_000 / 8, down: 1_600_000 / 8, delayMs: RTT_HALF_MS }
const RUNS = 3
const RECORDS = 2000

if (process.argv[2] === 'load') {
  const bench =
    process.argv[3] === 'pull'
      ? (await import('./load/empty-pull.ts')).benchPull
      : (await import('./load/run.ts')).benchLoad
  process.exit((await bench((line) => process.stdout.write(`${line}\n`))) ? 0 : 1)
}

const world = await openWorld({ LOG_LEVEL: 'warn' })
const floor = await startFloor()
try {
  const lines = [...(await benchPhone(world)), await benchPush(world, floor), await benchFreshPhone(world, floor)]
  // the unit has its records by now
  lines.push(await benchDeadlines(world, RECORDS))
  process.stdout.write(`${tableOf(lines)}\n`)
} finally {
  await floor.close()
  await world.close()
}
process.exit(0)

async function benchPush({ proxy, server }: World, floor: Floor): Promise<Line> {
  const random = seeded(Date.now())
  const took: number[] = []
  const least: number[] = []
  let bytes = 0
  for (let run = 0; run < RUNS; run += 1) {
    const phone = await openNodePhone(proxy.origin, server.account('dm.daohaixanh'))
    await phone.engine.syncNow()
    for (let n = 0; n < 200; n += 1) await phone.report(sentences(380, random))
    proxy.forget()
    proxy.shape(UP_LINK)
    const started = performance.now()
    await phone.engine.syncNow()
    while ((await phone.db.outbox.where('mid').notEqual('').toArray()).some(({ verdict }) => verdict === null))
      await phone.engine.syncNow()
    took.push(performance.now() - started)
    proxy.shape(null)
    bytes = proxy.exchanges.filter(({ path }) => path.startsWith('/api/push')).reduce((sum, { up }) => sum + up, 0)
    phone.close()
    floor.proxy.shape(UP_LINK)
    least.push(await floor.post(bytes))
  }
  const what = '200 reports of 1.5 KB until receipted, 750 kbit/s up, 150 ms RTT'
  return { what, took, floor: least, of: 'one POST of the same bytes', budget: 1500, note: `${bytes} bytes up` }
}

async function benchFreshPhone({ proxy, server }: World, floor: Floor): Promise<Line> {
  const random = seeded(Date.now())
  const account = server.account('dm.binhminh')
  const writer = await openNodePhone(server.origin, account)
  for (let batch = 0; batch < RECORDS / 400; batch += 1) {
    // an incident and its receipt are two records
    for (let n = 0; n < 200; n += 1) await writer.report(sentences(380, random))
    await writer.engine.syncNow()
  }
  writer.close()
  const took: number[] = []
  const least: number[] = []
  let bytes = 0
  let records = 0
  for (let run = 0; run < RUNS; run += 1) {
    const phone = await openNodePhone(proxy.origin, account)
    proxy.forget()
    proxy.shape(UP_LINK)
    const started = performance.now()
    await phone.engine.syncNow()
    took.push(performance.now() - started)
    proxy.shape(null)
    records = await phone.db.records.count()
    bytes = proxy.exchanges.filter(({ path }) => path.startsWith('/api/pull')).reduce((sum, { down }) => sum + down, 0)
    phone.close()
    floor.proxy.shape(UP_LINK)
    least.push(await floor.get(bytes))
  }
  const what = `a fresh phone, ${records} records, 1.6 Mbit/s down, 150 ms RTT`
  return { what, took, floor: least, of: 'one GET of the same bytes', budget: 4500, note: `${bytes} bytes down` }
}
