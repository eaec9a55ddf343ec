import { instantOf } from '#domain/time.ts'
import { type Verdict, verdictSchema } from '#protocol/push.ts'
import { getMeta, setMeta } from '#storage/db.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { backoff, shortBackoff } from './backoff.ts'
import { type Cycle, isGeneral, pauseFor } from './cycle.ts'
import { envelopeOf, nextBatch } from './line.ts'
import { readLine, renewReplica } from './replica.ts'
import type { Setback } from './transport.ts'

/** How many changes go in one request: halved when a whole request fails, doubled when one succeeds. */
export interface Pushing {
  limit: number
  /** the request that nobody answered, to be judged by whether the pull after it got through */
  unanswered: readonly OutboxRow[]
}

/** Requests that may fail one after the other, alone, before the server itself is held to be in trouble. */
const LONE_FAILURES = 3

/** The server knows this replica as another's, or as another copy of this one. [SY9, SY13] */
const RENEWING: ReadonlySet<string> = new Set(['replica-foreign', 'replica-forked'])

/**
 * Sends what is due until nothing is, and keeps every verdict on its row. A change without a verdict is
 * unchanged and backs off by itself; a request that fails as a whole is halved until its culprit stands alone,
 * so that a poison change never holds up the rest. [SY3, SY8]
 * @returns the last setback, or null when everything due has its verdict or its own back-off
 */
export async function pushWaiting(cycle: Cycle, pushing: Pushing): Promise<Setback | null> {
  const { db, clock, signal, newId } = cycle
  const failedAlone = new Map<string, OutboxRow>()
  let setback: Setback | null = null
  let renewed = false
  pushing.unanswered = []
  while (!signal.aborted) {
    const { rows, ...from } = await readLine(db, newId)
    const batch = nextBatch(rows, clock(), pushing.limit, new Set(failedAlone.keys()))
    if (batch.length === 0 || failedAlone.size >= LONE_FAILURES) return setback
    const failure = await send(cycle, from, batch)
    if (signal.aborted) return null
    if (failure === null) {
      await suspect(cycle, [...failedAlone.values()])
      failedAlone.clear()
      setback = null
      pushing.limit *= 2
      continue
    }
    setback = failure
    await noteTry(cycle, batch)
    if (failure.kind === 'no-answer') {
      pushing.unanswered = batch
      return failure
    }
    if (RENEWING.has(failure.code) && !renewed) {
      renewed = true
      await renewReplica(db, from.replica, newId)
      continue
    }
    if (isGeneral(failure) || pauseFor(failure)) return failure
    if (batch.length > 1) pushing.limit = Math.ceil(batch.length / 2)
    else for (const row of batch) await failAlone(row)
  }
  return null

  async function failAlone(row: OutboxRow): Promise<void> {
    pushing.limit = 1
    failedAlone.set(row.mid, row)
    if (row.notBefore > 0) await suspect(cycle, [row])
  }
}

/**
 * The pull got through where the push before it did not: it may be the request itself that something on the way
 * does not let pass. It gets smaller; alone, it steps aside for a moment.
 */
export async function judgeUnanswered(cycle: Cycle, pushing: Pushing): Promise<void> {
  const batch = pushing.unanswered
  if (batch.length === 0) return
  pushing.limit = Math.ceil(batch.length / 2)
  if (batch.length > 1) return
  const notBefore = cycle.clock() + shortBackoff(cycle.random())
  await cycle.db.outbox.bulkUpdate(batch.map(({ mid }) => ({ key: mid, changes: { notBefore } })))
}

/** What the line was read with. */
type From = Omit<Awaited<ReturnType<typeof readLine>>, 'rows'>

async function send(cycle: Cycle, { replica, epoch }: From, batch: readonly OutboxRow[]): Promise<Setback | null> {
  const { transport, clock, signal, show, heard } = cycle
  const askedAt = clock()
  show({ sending: batch.map(({ mid }) => mid) })
  const outcome = await transport.push({ replica, epoch, mutations: batch.map(envelopeOf) }, signal)
  if (signal.aborted) return null
  if (outcome.kind === 'answer') {
    heard(outcome.value.at, askedAt)
    await keepVerdicts(cycle, outcome.value.epoch ?? epoch, batch, outcome.value.verdicts)
  }
  show({ sending: [] })
  return outcome.kind === 'answer' ? null : outcome
}

/**
 * All verdicts of an answer in one transaction; a verdict is never replaced. What a server said before it was restored
 * holds no more once another tab has begun anew. A phone that knew of no epoch knows whose word it keeps. [SY2, BK8]
 * @param epoch of the server that answered; undefined where none was named and it is one of before
 */
async function keepVerdicts(
  { db, clock, random }: Cycle,
  epoch: string | undefined,
  batch: readonly OutboxRow[],
  told: unknown[],
): Promise<void> {
  const verdicts = new Map<string, Verdict>()
  for (const one of told) {
    const read = verdictSchema.safeParse(one)
    if (read.success) verdicts.set(read.data.mid, read.data)
  }
  const now = clock()
  const mids = batch.map(({ mid }) => mid)
  await db.transaction('rw', [db.outbox, db.meta], async () => {
    const known = await getMeta(db, 'epoch')
    if ((known ?? epoch) !== epoch) return
    if (epoch && !known) await setMeta(db, 'epoch', epoch)
    await db.outbox
      .where('mid')
      .anyOf(mids)
      .modify((row) => {
        if (row.verdict) return
        row.lastTry = instantOf(now)
        row.verdict = verdicts.get(row.mid) ?? null
        if (row.verdict) return
        row.tries += 1
        row.notBefore = now + backoff(row.tries, random())
      })
  })
}

/** These were part of a request that brought no verdict. */
const noteTry = ({ db, clock }: Cycle, batch: readonly OutboxRow[]) =>
  db.outbox
    .where('mid')
    .anyOf(batch.map(({ mid }) => mid))
    .modify((row) => {
      row.tries += 1
      row.lastTry = instantOf(clock())
    })

/** From now on these go alone and after the others. */
async function suspect({ db, clock, random }: Cycle, rows: readonly OutboxRow[]): Promise<void> {
  const now = clock()
  await db.outbox.bulkUpdate(
    rows.map(({ mid, tries }) => ({ key: mid, changes: { notBefore: now + backoff(tries + 1, random()) } })),
  )
}
