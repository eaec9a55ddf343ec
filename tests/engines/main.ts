import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { openWorld } from '#tests/e2e/world.ts'
import { chromiumEngine } from './chromium.ts'
import type { Engine } from './driver.ts'
import { firefoxEngine } from './firefox.ts'
import { FlowStopped, mainFlow } from './flow.ts'
import { webkitEngine } from './webkit.ts'

/**
 * `npm run test:engines` (after a build): the main job in every engine that this machine has. An engine that is not
 * found is told and counts for nothing; one that is found and fails makes the run fail. Names after it choose:
 * `npm run test:engines -- firefox`.
 */
const PICTURES = join(import.meta.dirname, '../../node_modules/.cache/dau-moi-engines')
const wanted = process.argv.slice(2).map((name) => name.toLowerCase())
const engines = [chromiumEngine, firefoxEngine, webkitEngine].filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()),
)
const say = (line: string) => process.stdout.write(`${line}\n`)

const outcomes: ('passed' | 'failed' | 'not found')[] = []
for (const engine of engines) outcomes.push(await tryEngine(engine))
const count = (outcome: (typeof outcomes)[number]) => outcomes.filter((one) => one === outcome).length
say(`\nengines: ${count('passed')} passed, ${count('failed')} failed, ${count('not found')} not found`)
process.exit(count('failed') === 0 && count('passed') > 0 ? 0 : 1)

async function tryEngine({ name, find }: Engine): Promise<(typeof outcomes)[number]> {
  const found = await find()
  if (!found) {
    say(`\n${name}: không tìm thấy / not found; nothing was tested`)
    return 'not found'
  }
  say(`\n${name}: ${found.path}\n  ${found.gestures}`)
  const started = performance.now()
  const world = await openWorld({ LOG_LEVEL: 'warn' })
  try {
    await mainFlow(found, world, (step, fact) => say(`  ✓ ${step}${fact ? ` (${fact})` : ''}`))
    say(`  passed in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    return 'passed'
  } catch (error) {
    say(`  ✗ ${inspect(error)}`)
    if (error instanceof FlowStopped) await keepPicture(name, error)
    return 'failed'
  } finally {
    await world.close()
  }
}

async function keepPicture(name: string, { picture, end }: FlowStopped): Promise<void> {
  await end()
  if (!picture) return
  mkdirSync(PICTURES, { recursive: true })
  const file = join(PICTURES, `${name.toLowerCase()}.png`)
  writeFileSync(file, picture)
  say(`  the window at that moment: ${file}`)
}
