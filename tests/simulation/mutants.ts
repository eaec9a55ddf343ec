import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const PLANTED = join(import.meta.dirname, 'planted')
/** Others change these files all the time: one line around each change is enough to find its place. */
const APPLY = ['apply', '-C1']
const COPIED = ['src', 'sync-server', 'tests', 'package.json', 'tsconfig.json', 'vite.config.ts']
/** Seeds that a planted bug must not survive; the same ones every time. */
const SEEDS = ['--seeds', '200', '--seed', '1', '--stop']

/**
 * Plants each bug of `planted/` in a copy of the product and runs what should find it: the simulation, or the
 * test that the patch names in its `killed-by` line.
 * @param only numbers of the bugs to plant; all unless told
 * @returns the exit code: 1 when a bug survived
 * @throws when a patch no longer applies: it must be brought up to the product that it is about
 */
export async function runMutants(tell: (line: string) => void, only?: readonly string[]): Promise<number> {
  const patches = plantedBugs().filter((name) => only?.includes(name.split('-')[0] ?? '') ?? true)
  if (patches.length === 0) throw new Error('no planted bugs')
  const total = patches.length
  await passWithoutBugs(patches.map(killerOf).filter((killer) => killer !== 'simulation'))
  let killed = 0
  let bySeed = 0
  const plantNext = async () => {
    for (let patch = patches.shift(); patch !== undefined; patch = patches.shift()) {
      const killer = await plantAndRun(join(PLANTED, patch))
      tell(`${patch}: ${killer ?? 'SURVIVED'}`)
      if (killer === null) continue
      killed += 1
      if (killerOf(patch) === 'simulation') bySeed += 1
    }
  }
  await Promise.all([plantNext(), plantNext()])
  tell(`${bySeed} killed by a seed, ${killed - bySeed} by a plain test that their patches name`)
  tell(`${killed} killed, ${total - killed} survived`)
  return killed === total ? 0 : 1
}

/** Names of the patches, in the order of their numbers. */
export const plantedBugs = (): string[] =>
  readdirSync(PLANTED)
    .filter((name) => name.endsWith('.patch'))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))

/** @returns what is wrong with a patch on the product as it is, or null when it applies */
export async function whyItDoesNotApply(patch: string): Promise<string | null> {
  const { code, output } = await run(ROOT, 'git', [...APPLY, '--check', join(PLANTED, patch)])
  return code === 0 ? null : output
}

function killerOf(patch: string): string {
  const killer = /^killed-by: (.+)$/m.exec(readFileSync(join(PLANTED, patch), 'utf8'))?.[1]
  if (!killer) throw new Error(`${patch} does not say what should find it`)
  return killer
}

/** @throws when a test that is to find a bug fails without any: it would find everything */
async function passWithoutBugs(files: readonly string[]): Promise<void> {
  if (files.length === 0) return
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const { code, output } = await run(ROOT, process.execPath, [vitest, 'run', '--project', 'fast', ...new Set(files)])
  if (code !== 0) throw new Error(`the tests fail on the product as it is:\n${output.slice(-2000)}`)
}

/** @returns what found the bug, or null */
async function plantAndRun(patch: string): Promise<string | null> {
  const copy = mkdtempSync(join(tmpdir(), 'dau-moi-planted-'))
  try {
    for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    const applied = await run(copy, 'git', [...APPLY, '--verbose', patch])
    if (applied.code !== 0) throw new Error(`${patch} no longer applies:\n${applied.output}`)
    const killer = killerOf(basename(patch))
    return killer === 'simulation' ? await bySimulation(copy) : await byTest(copy, killer)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

async function bySimulation(copy: string): Promise<string | null> {
  const { code, output } = await run(copy, process.execPath, ['tests/simulation/main.ts', ...SEEDS])
  const found = /^seed (\d+): FAILED.*\n {2}(.*)$/m.exec(output)
  // what struck too seldom in a world with a bug is no finding
  if (code === 0 || /^\d+ s; 0 seeds failed$/m.test(output)) return null
  if (!found) throw new Error(`the simulation did not run:\n${output.slice(-2000)}`)
  return `killed by seed ${found[1]}: ${found[2]?.slice(0, 120)}`
}

async function byTest(copy: string, file: string): Promise<string | null> {
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs')
  const { code, output } = await run(copy, process.execPath, [vitest, 'run', '--project', 'fast', file])
  if (code === 0) return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  const plain = output.replaceAll(/\u001b\[[0-9;]*m/g, '')
  const failed = /^\s*FAIL\s.*> (.*)$/m.exec(plain)
  if (!failed) throw new Error(`${file} did not run:\n${plain.slice(-2000)}`)
  return `killed by no seed but a plain test, ${file}: ${failed[1]}`
}

function run(cwd: string, command: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8')
      })
    child.on('error', fail)
    child.on('close', (code) => done({ code, output }))
  })
}
