import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { audit } from '#tests/kills/auditor.ts'
import { sqliteEngine } from '#tests/kills/engine.ts'
import { newLedger } from '#tests/kills/ledger.ts'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { percentile } from './client.ts'
import { comparePull } from './empty-pull.ts'
import { healthRate, rawBatched, sharedCommits } from './floors.ts'
import { seedPeople } from './people.ts'
import type { Order, Report } from './phones.ts'

const PHONES = 2000
const SIGN_INS = 500
const ROUNDS = 2

/**
 * `npm run bench -- load`: a province comes back at once. Prints times beside the floors of the same run, and fails
 * when something was lost, doubled or shed that must not be, or a ratio is over its budget. [LD1]
 * @returns whether all held
 */
export async function benchLoad(say: (line: string) => void): Promise<boolean> {
  const folder = await temporaryFolder('load')
  const dataDir = join(folder.path, 'data')
  const people = await seedPeople(dataDir, PHONES)
  const broken: string[] = []
  const hold = (what: string, ok: boolean) => {
    say(`  ${ok ? '✓' : '✗'} ${what}`)
    if (!ok) broken.push(what)
  }

  say('floors')
  const raw = rawBatched(folder.path)
  const shared = await sharedCommits(folder.path)
  say(`  raw batched SQLite: ${raw.toFixed(0)} rows/s (64 rows of 1.5 KB a commit)`)
  say(`  shared commits of the store: ${shared.rate.toFixed(0)} rows/s, ${shared.perCommit.toFixed(0)} a commit`)
  hold(`shared commits reach ${(shared.rate / raw).toFixed(2)} of raw (at least 0.15)`, shared.rate / raw >= 0.15)

  const server = await startServer(dataDir, { LOG_LEVEL: 'silent' })
  say(`  /healthz: ${(await healthRate(server.port)).toFixed(0)} requests/s, 32 connections`)
  await comparePull(server, people, say, hold)

  const phones = fork(join(import.meta.dirname, 'phones.ts'))
  const order = async (what: Order): Promise<Report> => {
    const answered = once(phones as ChildProcess, 'message')
    phones.send(what)
    const [report] = (await answered) as [Report & { failed?: string }]
    if (report.failed) throw new Error(report.failed)
    return report
  }
  await order({ what: 'open', port: server.port, people })

  const ledger = newLedger()
  const sizes: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    await server.kill()
    await order({ what: 'hangUp' })
    const isLast = round === ROUNDS
    say(
      `\n${PHONES} phones come back within 5 s after an outage, each with a report; ${SIGN_INS} sign-ins at once (${round})`,
    )
    await server.start()
    await tell(await order({ what: 'wave', overMs: 5000, signIns: SIGN_INS, signInsAtMs: 2000 }))
    if (!isLast) continue
    // the same process goes on from here: whether it grows
    for (let n = 1; n <= 3; n += 1) {
      await order({ what: 'hangUp' })
      say(`\nand again without an outage (${n})`)
      await tell(await order({ what: 'wave', overMs: 5000, signIns: 0, signInsAtMs: 0 }))
      sizes.push(await residentMb(server))
    }
    await order({ what: 'hangUp' })
    say(`\n${PHONES} submissions in the last 60 s, ${SIGN_INS} sign-ins at once in the middle`)
    await tell(await order({ what: 'wave', overMs: 60_000, signIns: SIGN_INS, signInsAtMs: 30_000 }))
    sizes.push(await residentMb(server))
  }

  async function tell({ tally, intents, drainedMs, settledMs }: Report): Promise<void> {
    ledger.intents.push(...intents)
    ledger.complaints.push(...tally.complaints)
    const line = (times: number[]) =>
      `${times.length}: p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`
    say(`  submissions ${line(tally.push)}; drained ${(drainedMs / 1000).toFixed(1)} s after the beginning`)
    say(`  pulls ${line(tally.pull)}`)
    if (tally.signIn.length > 0) say(`  sign-ins ${line(tally.signIn)}`)
    say(`  all settled after ${(settledMs / 1000).toFixed(1)} s; told to come later: ${JSON.stringify(tally.shed)}`)
    hold('no submission was told to come later', tally.shed.push === 0)
    hold('who was told to come later was told when', tally.timeless === 0)
    hold(`all ${intents.length} were acknowledged`, intents.length === PHONES)
  }

  say('\nafterwards')
  const [first = 0, ...later] = sizes
  const last = later.at(-1) ?? 0
  hold(`memory: ${sizes.map((mb) => mb.toFixed(0)).join(', ')} MB (flat within a fifth)`, last <= first * 1.2)
  phones.send({ what: 'end' } satisfies Order)
  await server.stop()
  const engine = await sqliteEngine(dataDir)
  const rows = await engine.openRows()
  const complaints = await audit(rows, join(dataDir, 'photos'), ledger, true)
  await rows.close()
  for (const complaint of complaints.slice(0, 10)) say(`  ${complaint}`)
  hold(`the auditor: ${ledger.intents.length} submissions, each exactly once`, complaints.length === 0)
  await folder.remove()
  return broken.length === 0
}

/** What the server's process holds, once it had a moment to tidy up. */
async function residentMb({ pid }: ServerProcess): Promise<number> {
  await wait(3000)
  const [, kb = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid()}/status`, 'utf8')) ?? []
  return Number(kb) / 1024
}
