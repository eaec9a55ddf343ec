import { instantOf } from '#domain/time.ts'
import { getMeta, setMeta } from '#storage/db.ts'
import { notePassed } from '#storage/stuck.ts'
import { type Cycle, pauseFor } from './cycle.ts'
import { uploadPhotos } from './photos.ts'
import { pullNews } from './pull.ts'
import { judgeUnanswered, type Pushing, pushWaiting } from './push.ts'
import type { SyncState } from './state.ts'
import type { Setback } from './transport.ts'

export interface RoundOutcome {
  phase: Exclude<SyncState['phase'], 'working'>
  /** how long the server asked to be left alone, ms */
  waitMs: number
  /** there is more to fetch at once: receipts of photos that have just arrived */
  more: boolean
}

/**
 * One whole round: the text, then the news, then the photos. Each step does what it can whatever became of the
 * one before, unless the session is gone. [SY11, PH5]
 */
export async function goRound(cycle: Cycle, pushing: Pushing): Promise<RoundOutcome> {
  const waited = await midsWaiting(cycle)
  const pushed = await pushWaiting(cycle, pushing)
  if (cycle.signal.aborted || pauseFor(pushed)) return outcomeOf([pushed])
  const pulled = await pullNews(cycle)
  if (cycle.signal.aborted || pauseFor(pulled)) return outcomeOf([pulled])
  if (!pulled) {
    await judgeUnanswered(cycle, pushing)
    if (waited.length > 0) await notePassed(cycle.db, waited, cycle.clock())
    await rememberSync(cycle)
  }
  if (pulled?.kind === 'no-answer') return outcomeOf([pushed, pulled])
  const { setback, stored } = await uploadPhotos(cycle, () => pushWaiting(cycle, pushing))
  return { ...outcomeOf([pushed, pulled, setback]), more: stored > 0 }
}

const midsWaiting = async ({ db }: Cycle): Promise<string[]> =>
  (await db.outbox.filter(({ verdict }) => verdict === null).toArray()).map(({ mid }) => mid)

/** What an earlier start has learnt, for the words on screen before the first answer. */
export async function recall({ db, state, show }: Cycle): Promise<void> {
  if (state().lastSync !== null) return
  const [lastSync, skewMs] = await Promise.all([getMeta(db, 'lastSync'), getMeta(db, 'skewMs')])
  show({ lastSync: lastSync ?? null, skewMs: state().skewMs ?? skewMs ?? null })
}

async function rememberSync({ db, clock, state, show }: Cycle): Promise<void> {
  const lastSync = instantOf(clock())
  const { skewMs } = state()
  await db.transaction('rw', db.meta, async () => {
    await setMeta(db, 'lastSync', lastSync)
    if (skewMs !== null) await setMeta(db, 'skewMs', skewMs)
  })
  show({ lastSync })
}

function outcomeOf(setbacks: readonly (Setback | null)[]): RoundOutcome {
  const met = setbacks.filter((setback) => setback !== null)
  const waitMs = Math.max(0, ...met.map((setback) => (setback.kind === 'error' ? (setback.retryAfterMs ?? 0) : 0)))
  return { phase: phaseAfter(met), waitMs, more: false }
}

function phaseAfter(met: readonly Setback[]): RoundOutcome['phase'] {
  const pause = met.map(pauseFor).find((phase) => phase !== null)
  if (pause) return pause
  if (met.length === 0) return 'idle'
  return met.every(({ kind }) => kind === 'no-answer') ? 'no-network' : 'server-trouble'
}
