import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * `npm test`: everything that CI runs, one step after the other and none left out because another failed, with a
 * summary at the end. Types, lint, unused code and the build count as one check each. The last line is
 * `N passed, N failed`; the exit code says the same.
 */
const ROOT = join(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache/dau-moi-tests')

interface Tally {
  passed: number
  failed: number
}
interface Step {
  name: string
  command: string[]
  /** project of vitest whose report counts */
  project?: string
  /** the step that must have passed before */
  after?: string
}

const STEPS: Step[] = [
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'unused code', command: ['npm', 'run', '--silent', 'unused'] },
  { name: 'fast tests', command: vitest('fast'), project: 'fast' },
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'browser tests and gates', command: vitest('built'), project: 'built', after: 'build' },
]

rmSync(CACHE, { recursive: true, force: true })
mkdirSync(CACHE, { recursive: true })
const done = new Map<string, Tally & { seconds: number }>()
for (const step of STEPS) done.set(step.name, await carryOut(step))

// told once more at the end: whoever keeps only the last part of this output must still see what failed
for (const { project } of STEPS) if (project) process.stdout.write(failuresOf(join(CACHE, `${project}.json`)))
const total = { passed: 0, failed: 0 }
process.stdout.write('\n')
for (const [name, { passed, failed, seconds }] of done) {
  total.passed += passed
  total.failed += failed
  const mark = failed === 0 ? '✓' : '✗'
  process.stdout.write(`${mark} ${name.padEnd(26)} ${`${passed} passed, ${failed} failed`.padEnd(26)} ${seconds} s\n`)
}
const summary = `${total.passed} passed, ${total.failed} failed`
writeFileSync(join(CACHE, 'summary.txt'), `${summary}\n`)
process.stdout.write(`${summary}\n`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

function vitest(project: string): string[] {
  const report = `--outputFile.json=${join(CACHE, `${project}.json`)}`
  return ['npx', '--no-install', 'vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', report]
}

async function carryOut({ name, command, project, after }: Step): Promise<Tally & { seconds: number }> {
  const started = Date.now()
  process.stdout.write(`\n── ${name}\n`)
  const held = after !== undefined && done.get(after)?.failed !== 0
  if (held) process.stdout.write(`not run: ${after} failed\n`)
  const ended = held ? false : await run(command)
  const tally = project
    ? tallyOf(join(CACHE, `${project}.json`), ended)
    : { passed: ended ? 1 : 0, failed: ended ? 0 : 1 }
  return { ...tally, seconds: Math.round((Date.now() - started) / 1000) }
}

function run([program = '', ...rest]: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

interface Report {
  numPassedTests: number
  numTotalTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

/** A test that did not pass has failed, skipped ones too; so has a file that could not even be read. */
function tallyOf(file: string, ended: boolean): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const unread = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = report.numTotalTests - report.numPassedTests + unread.length
  // an error outside of any test fails the run without failing a test
  return { passed: report.numPassedTests, failed: ended ? failed : Math.max(failed, 1) }
}

/** The first lines of what each test that did not pass said, and of each file that could not be read. */
function failuresOf(file: string): string {
  if (!existsSync(file)) return ''
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const told = report.testResults.flatMap(({ name, status, message, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [{ fullName: 'not read', file: name, said: message }]
      : assertionResults
          .filter((test) => test.status !== 'passed')
          .map((test) => ({ fullName: test.fullName, file: name, said: test.failureMessages.join('\n') })),
  )
  return told
    .map(({ fullName, file, said }) => {
      const lines = said.split('\n').slice(0, 12).join('\n    ')
      return `\n✗ ${relative(ROOT, file)}: ${fullName}\n    ${lines}\n`
    })
    .join('')
}
