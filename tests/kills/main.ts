import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { startCluster } from '#tests/support/postgres/cluster.ts'
import { postgresEngine, sqliteEngine } from './engine.ts'
import { fillDisk } from './full-disk.ts'
import { runKills } from './run.ts'

/**
 * `npm run kills -- --kills 500 [--lanes 2] [--engine postgres] [--seed S]`: so many SIGKILLs to real servers, shared by so many
 * folders that are worked on at the same time; then the auditor's word. Exit code 1 when anything is wrong.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    lanes: { type: 'string', default: '2' },
    engine: { type: 'string', default: 'sqlite' },
    'full-disk': { type: 'boolean', default: false },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
  },
})
const lanes = Number(values.lanes)
const kills = Math.ceil(Number(values.kills) / lanes)
const seed = Number(values.seed)
const say = (line: string) => process.stdout.write(`${line}\n`)

if (values['full-disk']) process.exit((await fillDisk(say)) ? 0 : 1)

const cluster = values.engine === 'postgres' ? await startCluster() : null
say(`engine: ${values.engine}`)
say(`SIGKILLs: ${kills * lanes}, lanes: ${lanes}, seed: ${seed}`)
const started = performance.now()
const done = await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)))
const seconds = (performance.now() - started) / 1000

const deaths = new Map<string, number>()
for (const { deaths: some } of done) for (const [where, n] of some) deaths.set(where, (deaths.get(where) ?? 0) + n)
const sum = (of: (lane: (typeof done)[number]) => number) => done.reduce((total, lane) => total + of(lane), 0)
say(`\ndied ${[...deaths.values()].reduce((a, b) => a + b, 0)} times:`)
for (const [where, n] of [...deaths].sort(([, a], [, b]) => b - a)) say(`  ${where.padEnd(16)} ${n}`)
say(`intents: ${sum(({ ledger }) => ledger.intents.length)}, all acknowledged`)
say(`photos: ${sum(({ ledger }) => ledger.intents.filter(({ photo }) => photo).length)}`)
say(`requests without an answer: ${sum(({ ledger }) => ledger.unanswered)}`)
say(`verdicts asked for again, the same: ${sum(({ ledger }) => ledger.repeated)}`)
say(`audits: ${sum(({ audits }) => audits)}`)
const complaints = done.flatMap((lane) => lane.complaints)
for (const line of complaints.slice(0, 40)) say(`  ✗ ${line}`)
say(`${complaints.length} complaints; ${seconds.toFixed(0)} s`)
await cluster?.stop()
process.exit(complaints.length === 0 ? 0 : 1)

async function runLane(lane: number) {
  const folder = await temporaryFolder(`kills-${lane}`)
  const dataDir = join(folder.path, 'data')
  const engine = cluster ? await postgresEngine(dataDir, cluster.url) : await sqliteEngine(dataDir)
  const told = (line: string) => say(`lane ${lane + 1}: ${line}`)
  const killed = await runKills({ dataDir, engine, kills, seed: seed + lane, told })
  await engine.close()
  if (killed.complaints.length === 0) await folder.remove()
  else say(`lane ${lane + 1} keeps its data in ${folder.path}`)
  return killed
}
