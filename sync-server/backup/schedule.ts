import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Instant, instantOf, msOf } from '#domain/time.ts'
import type { Readiness } from '../http/health.ts'
import { lastBackup } from '../store/backups.ts'
import type { Store } from '../store/store.ts'
import { departmentsIn } from './departments.ts'

const DAY_MS = 24 * 3_600_000
const HANOI_MS = 7 * 3_600_000
/** How long a backup that failed waits before it is tried again. */
const AFTER_FAILURE_MS = 3_600_000
const LOOK_EVERY_MS = 60_000

/** How the last try ended: `done`, or the code of its refusal. */
export type Outcome = string

interface ScheduleDeps {
  store: Store
  /** ms since 1970 */
  clock: () => number
  /** minutes after midnight in Hanoi */
  minuteOfDay: number
  /** makes one backup */
  run: () => Promise<Outcome>
  /** does it unless another process of this database is at it: null then. Without: there is no other */
  alone?: <T>(work: () => Promise<T>) => Promise<T | null>
  ended: (outcome: Outcome) => void
}

/**
 * Whether a backup is due: the newest good one is older than the last time of day at which there should have been
 * one. What was missed because the server stood still is made up for. [BK11]
 */
export function isBackupDue(nowMs: number, minuteOfDay: number, newest: Instant | null): boolean {
  const today = Math.floor((nowMs + HANOI_MS) / DAY_MS) * DAY_MS - HANOI_MS + minuteOfDay * 60_000
  const last = today <= nowMs ? today : today - DAY_MS
  return newest === null || msOf(newest) < last
}

/** Makes backups by itself, once a day, each in a process of its own so that requests do not wait. [BK11] */
export function startBackups({ store, clock, minuteOfDay, run, alone = (work) => work(), ended }: ScheduleDeps) {
  let newest: Instant | null = null
  let outcome: Outcome | null = null
  let notBefore = 0
  let running = false

  async function look(): Promise<void> {
    if (running) return
    running = true
    try {
      if (!(await isDue()) || clock() < notBefore) return
      // the one who was at it a moment ago may have made it
      const tried = await alone(async () => ((await isDue()) ? await run() : null))
      if (tried === null) return
      outcome = tried
      if (outcome !== 'done') notBefore = clock() + AFTER_FAILURE_MS
      newest = await oldestOfNewest(store)
      ended(outcome)
    } catch {
      // the store is in trouble, which it tells elsewhere: the next look tries again
      notBefore = clock() + LOOK_EVERY_MS
    } finally {
      running = false
    }
  }
  /** A failure is over once there is a fresh one, whoever made it. */
  async function isDue(): Promise<boolean> {
    newest = await oldestOfNewest(store)
    const due = (await departmentsIn(store)).length > 0 && isBackupDue(clock(), minuteOfDay, newest)
    if (!due) outcome = null
    return due
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return {
    look,
    stop: () => clearInterval(timer),
    /** A server without a fresh backup still takes reports: it is told, and never a reason to turn them away. */
    readiness: (async () => {
      const last = newest ?? 'none'
      const failed = outcome !== null && outcome !== 'done' ? `, the last try failed: ${outcome}` : ''
      return { part: 'backup', ready: true, detail: `newest ${last}${failed}` }
    }) satisfies Readiness,
    /** seconds since 1970; 0 for none */
    newestAt: () => (newest === null ? 0 : msOf(newest) / 1000),
    /** 1 while the last try failed */
    isFailing: () => (outcome !== null && outcome !== 'done' ? 1 : 0),
  }
}

/** Of all departments the one whose newest backup is the oldest. */
async function oldestOfNewest(store: Store): Promise<Instant | null> {
  let oldest = Number.POSITIVE_INFINITY
  for (const id of await departmentsIn(store)) {
    const made = await store.read(id, (tx) => lastBackup(tx, id))
    if (made === null) return null
    oldest = Math.min(oldest, msOf(made))
  }
  return Number.isFinite(oldest) ? instantOf(oldest) : null
}

/** `npm run admin -- backup` in a process of its own. @returns `done`, or the code that its last line names */
export function backupProcess(dataDir: string, to: string): Promise<Outcome> {
  const admin = join(import.meta.dirname, '..', 'cli', 'admin.ts')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [admin, 'backup', '--to', to], {
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let told = ''
    child.stderr.on('data', (piece: Buffer) => {
      told = (told + piece.toString()).slice(-400)
    })
    child.on('error', () => resolve('not-started'))
    child.on('close', (code) => resolve(code === 0 ? 'done' : (/\[([a-z-]+)\]\s*$/.exec(told)?.[1] ?? 'failed')))
  })
}
