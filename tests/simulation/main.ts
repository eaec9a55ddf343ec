import { fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { runMutants } from './mutants.ts'
import { type Outcome, simulate } from './run.ts'
import { createTally } from './tally.ts'
import { seedsOf } from './wanted-seeds.ts'
import { warmUp } from './warm-up.ts'

/**
 * `npm run simulate -- --seeds N [--seed S] [--with FAULT] [--stop] [--jobs J] [--safety] | --seed S [--trace] | --mutants`
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    /** alone: this one; with `--seeds N`: this one and those after it, N in all, instead of new ones */
    seed: { type: 'string' },
    /** only seeds that have this kind of fault: `server-restored` */
    with: { type: 'string' },
    /** ends with the first seed that fails */
    stop: { type: 'boolean' },
    /** processes that share the seeds */
    jobs: { type: 'string' },
    /** nothing ever heals: only what must hold at every moment is looked at */
    safety: { type: 'boolean' },
    /** one line for each seed that is well, too */
    verbose: { type: 'boolean' },
    trace: { type: 'boolean' },
    mutants: { type: 'boolean' },
    /** of the planted bugs those with these numbers: `2,15` */
    only: { type: 'string' },
    /** asked by another such process for one seed after the other */
    worker: { type: 'boolean' },
  },
})
const safetyOnly = values.safety === true
if (!values.mutants) await warmUp()

if (values.worker) await work()
else process.exit(values.mutants ? await runMutants(console.log, values.only?.split(',')) : await runSeeds())

async function runSeeds(): Promise<number> {
  const seeds = seedsOf(values)
  const isAlone = seeds.length === 1
  const tally = createTally({ heals: !safetyOnly })
  const began = performance.now()
  let failed = 0
  let stopped = false
  const run = values.trace
    ? (seed: number) => simulate(seed, { safetyOnly, tell: console.log })
    : (seed: number) => simulate(seed, { safetyOnly })

  /** @param simulateOne runs a seed here or in another process */
  const share = async (simulateOne: (seed: number) => Promise<Outcome>) => {
    for (let seed = seeds.shift(); seed !== undefined && !stopped; seed = seeds.shift()) tell(await simulateOne(seed))
  }
  const jobs = Math.min(Number(values.jobs ?? 1), seeds.length)
  await (jobs > 1 ? Promise.all(Array.from({ length: jobs }, () => withWorker(share))) : share(run))

  const { lines, missing } = tally.report()
  for (const line of lines) console.log(line)
  for (const line of missing) console.log(`TOO SELDOM: ${line}`)
  console.log(`${Math.round((performance.now() - began) / 1000)} s; ${failed} seeds failed`)
  return failed === 0 && missing.length === 0 ? 0 : 1

  function tell(outcome: Outcome): void {
    tally.add(outcome)
    const { seed, complaints, print, requests } = outcome
    const isWell = complaints.length === 0
    const verdict = `seed ${seed}: ${isWell ? 'ok' : 'FAILED'}, ${requests} requests, print ${print}`
    if (!isWell || values.verbose || isAlone) console.log(verdict)
    for (const complaint of complaints) console.log(`  ${complaint.slice(0, 1000)}`)
    if (isWell) return
    failed += 1
    stopped ||= values.stop === true
    console.log(`  again with: npm run simulate -- --seed ${seed}${safetyOnly ? ' --safety' : ''} --trace`)
  }
}

async function withWorker(share: (simulateOne: (seed: number) => Promise<Outcome>) => Promise<void>): Promise<void> {
  const child = fork(import.meta.filename, ['--worker', ...(safetyOnly ? ['--safety'] : [])])
  try {
    await share(
      (seed) =>
        new Promise((resolve, reject) => {
          const isGone = () => reject(new Error(`the process that ran seed ${seed} is gone`))
          child.once('exit', isGone)
          child.once('message', (outcome) => {
            child.off('exit', isGone)
            resolve(outcome as Outcome)
          })
          child.send(seed)
        }),
    )
  } finally {
    child.disconnect()
  }
}

function work(): Promise<void> {
  process.on('message', async (seed: number) => process.send?.(await simulate(seed, { safetyOnly })))
  return new Promise((resolve) => process.on('disconnect', resolve))
}
