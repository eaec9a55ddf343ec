import { parseArgs } from 'node:util'
import { runMutants } from './mutants.ts'
import { simulate } from './run.ts'

/** `npm run simulate -- --seeds N [--from S] [--stop] | --seed S [--trace] | --mutants` */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    /** seeds S, S+1, … instead of new ones */
    from: { type: 'string' },
    /** ends with the first seed that fails */
    stop: { type: 'boolean' },
    trace: { type: 'boolean' },
    mutants: { type: 'boolean' },
  },
})

process.exit(values.mutants ? await runMutants(console.log) : await runSeeds())

async function runSeeds(): Promise<number> {
  const seeds = seedsOf(values)
  const totals: Record<string, number> = {}
  let intents = 0
  let failed = 0
  for (const seed of seeds) {
    const began = performance.now()
    const outcome = await simulate(seed, values.trace ? console.log : undefined)
    const meant = Object.values(outcome.intents).reduce((sum, n) => sum + n, 0)
    intents += meant
    for (const [mark, n] of Object.entries({ ...outcome.faults, ...outcome.marks }))
      totals[mark] = (totals[mark] ?? 0) + n
    const ms = Math.round(performance.now() - began)
    const verdict = outcome.complaints.length === 0 ? 'ok' : 'FAILED'
    console.log(`seed ${seed}: ${verdict}, ${meant} intents, ${outcome.requests} requests, ${ms} ms, ${outcome.print}`)
    for (const complaint of outcome.complaints) console.log(`  ${complaint}`)
    if (outcome.complaints.length > 0) {
      failed += 1
      console.log(`  again with: npm run simulate -- --seed ${seed} --trace`)
      if (values.stop) break
    }
  }
  console.log(`\n${seeds.length} seeds, ${intents} intents, ${failed} failed`)
  for (const [mark, n] of Object.entries(totals).sort((a, b) => b[1] - a[1])) console.log(`  ${mark}: ${n}`)
  return failed === 0 ? 0 : 1
}

function seedsOf({ seed, seeds = '20', from }: { seed?: string; seeds?: string; from?: string }): number[] {
  if (seed !== undefined) return [Number(seed)]
  return Array.from({ length: Number(seeds) }, (_, n) =>
    from === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(from) + n,
  )
}
