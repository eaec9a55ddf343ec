import type { Context, Mutation, Register } from '#domain/mutation.ts'
import { learnMutations, mutationNamed } from '#domain/mutations.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import type { Refusal, RefusalCode } from '#domain/refusals.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { personSpace } from '#domain/spaces.ts'
import { hanoiYear } from '#domain/time.ts'
import type { Envelope } from '#protocol/envelope.ts'
import type { Verdict } from '#protocol/push.ts'
import { sightOf } from '../access/spaces.ts'
import { appendLog } from '../store/log.ts'
import { decidedBefore, forgetStumbles, isSeqTaken, keepVerdict, type MutationKey } from '../store/mutations.ts'
import { type LiveRow, liveById, liveInSpace } from '../store/records.ts'
import { keepNumber, lastNumbers } from '../store/registers.ts'
import { applyChanges } from './apply.ts'
import type { Desk, Forked, Ruling, Unread } from './context.ts'
import { type Letter, secondMid } from './letter.ts'
import { newReports } from './new-reports.ts'
import { decideOutside } from './outside.ts'
import { newPhotosOf } from './photos.ts'
import { refuseLetter } from './refuse.ts'
import { upcast } from './upcast.ts'

/**
 * The server's last word on one mutation: found again when it was given before, decided otherwise. Runs inside
 * one transaction; throwing leaves everything as it was. [SY2, SY13, MU1]
 */
export async function decideLetter(desk: Desk, letter: Letter): Promise<Ruling | Forked | Unread> {
  const key = keyOf(desk, letter.mid)
  const before = await decidedBefore(desk.tx, key)
  if (before) return before.body_hash === letter.hash ? asBefore(before.verdict) : keepBoth(desk, letter)
  if (await isOfFork(desk, letter)) return { forked: true }
  if (await isNewer(letter)) return { unread: true }
  const decided = await decide(desk, letter)
  const ruling = decided.ok
    ? decided.value
    : await refuseLetter(desk, { letter, kind: 'refused', refusal: decided.error, keptAs: letter.mid })
  await forgetStumbles(desk.tx, key)
  return ruling
}

const keyOf = ({ who }: Desk, mid: string): MutationKey => ({
  department: who.departmentId,
  account: who.accountId,
  mid,
})

const asBefore = (verdict: string): Ruling => ({ verdict: JSON.parse(verdict) as Verdict, audience: [] })

async function isOfFork({ tx, who, replica }: Desk, { mid, envelope }: Letter): Promise<boolean> {
  return envelope !== null && (await isSeqTaken(tx, who.departmentId, { replica, seq: envelope.seq, mid }))
}

/**
 * A change that only a later server can read, after a rollback or while two versions serve: judging it now would
 * be for ever, and the words would be right an hour later. It waits, and what follows it on its record. [SC4]
 */
async function isNewer({ envelope }: Letter): Promise<boolean> {
  if (!envelope) return false
  await learnMutations([envelope.name])
  const mutation = mutationNamed(envelope.name)
  return !mutation || envelope.schema > mutation.schema
}

/** A used mid with another content: the first stands, the second is refused, and both are kept. [SY2] */
async function keepBoth(desk: Desk, letter: Letter): Promise<Ruling> {
  const keptAs = secondMid(letter)
  const before = await decidedBefore(desk.tx, keyOf(desk, keptAs))
  if (before) return asBefore(before.verdict)
  const refusal: Refusal = { code: 'mid-reused', details: { mid: letter.mid } }
  return refuseLetter(desk, { letter, kind: 'refused', refusal, keptAs })
}

const refusal = (code: RefusalCode, details: Refusal['details'] = {}) => fail<Refusal>({ code, details })

async function decide(desk: Desk, letter: Letter): Promise<Result<Ruling, Refusal>> {
  const { envelope } = letter
  if (!envelope) return refusal('malformed', { path: letter.malformedAt })
  const mutation = mutationNamed(envelope.name)
  if (!mutation || envelope.schema < 1) return refusal('malformed', { path: 'schema' })
  const args = mutation.args.safeParse(upcast(mutation, envelope))
  if (!args.success) return refusal('malformed', { path: args.error.issues[0]?.path.join('.') ?? '' })
  if (mutation.entity(args.data) !== envelope.entity) return refusal('malformed', { path: 'entity' })
  return decideParsed(desk, { letter, envelope, mutation, args: args.data })
}

interface ParsedLetter {
  letter: Letter
  envelope: Envelope
  mutation: Mutation
  args: unknown
}

async function decideParsed(
  desk: Desk,
  { letter, envelope, mutation, args }: ParsedLetter,
): Promise<Result<Ruling, Refusal>> {
  const { tx, who, received } = desk
  const seen = await readsOf(desk, mutation, args)
  const numbers = await numbersOf(desk)
  const context: Context = {
    actor: who.actor,
    mid: letter.mid,
    now: received,
    device: envelope.device,
    received,
    allot: numbers.allot,
  }
  const inside = seen ? mutation.decide(viewOf(seen), args, context) : refusal('not-found')
  const outside = inside.ok ? null : await decideOutside(desk, { mutation, args, seen, refused: inside.error, context })
  const decided = outside ?? inside
  if (!decided.ok) return decided.error.code === 'not-found' ? notFound(desk, envelope) : decided
  const { outcome, changes } = decided.value
  const known = seen ?? []
  const reports = newReports(changes, known)
  const photos = await newPhotosOf(desk, { reports, changes, seen: known })
  if (!photos) return refusal('not-found')

  const applied = await applyChanges(desk, { changes, reports, photos, seen: known })
  await numbers.keep()
  // with nothing to change, the author's view is right as soon as it has what was there
  const spaces = changes.length > 0 ? applied.spaces : known.map(({ space, version }) => [space, version] as const)
  const verdict: Verdict = { mid: letter.mid, kind: outcome, spaces: spaces.map(([space, head]) => [space, head]) }
  await keepVerdict(tx, {
    ...keyOf(desk, letter.mid),
    hash: letter.hash,
    verdict: JSON.stringify(verdict),
    replica: desk.replica,
    seq: envelope.seq,
    received,
  })
  const { name, entity } = envelope
  const line = { at: received, account: who.accountId, mid: letter.mid, name, entity, args: JSON.stringify(args) }
  await appendLog(tx, who.departmentId, line)
  return ok({ verdict, audience: applied.audience })
}

/** What the mutation looks at, as far as the actor may; null when an id is taken where they cannot look. [AC3, SP4] */
async function readsOf(desk: Desk, mutation: Mutation, args: unknown): Promise<LiveRow[] | null> {
  const { tx, who, received } = desk
  const { sees } = await sightOf(tx, who, received)
  const seen: LiveRow[] = []
  for (const { type, id } of mutation.reads(args)) {
    const rows = await liveById(tx, who.departmentId, type, id)
    const visible = rows.find(({ space }) => sees(space))
    if (visible) seen.push(visible)
    // what lies in other people's own spaces shares no ids with anybody
    else if (rows.some(({ space }) => !space.startsWith('person:'))) return null
  }
  return seen
}

export function viewOf(seen: readonly LiveRow[]): View {
  return {
    get<T extends RecordType>(type: T, id: string) {
      const row = seen.find((row) => row.type === type && row.id === id)
      return row && (JSON.parse(row.body) as RecordBodies[T])
    },
  }
}

/** A record that is not there because its first report was refused is told apart from one that never was. */
async function notFound({ tx, who }: Desk, { entity }: Envelope): Promise<Result<never, Refusal>> {
  const refused = await liveInSpace(tx, who.departmentId, personSpace(who.accountId), 'refused')
  const parent = refused.some(({ body }) => (JSON.parse(body) as RecordBodies['refused']).entity === entity)
  return refusal(parent ? 'parent-refused' : 'not-found')
}

/** Gives the running numbers that a decision asks for, and keeps those that were given. [RG1] */
async function numbersOf({ tx, who, received }: Desk) {
  const year = hanoiYear(received)
  const last = await lastNumbers(tx, who.departmentId, year)
  const given = new Set<Register>()
  return {
    allot(name: Register): number {
      const next = (last.get(name) ?? 0) + 1
      last.set(name, next)
      given.add(name)
      return next
    },
    async keep() {
      for (const name of given) await keepNumber(tx, who.departmentId, { name, year, last: last.get(name) ?? 0 })
    },
  }
}
