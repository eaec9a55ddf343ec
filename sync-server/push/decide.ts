import type { IncidentId } from '#domain/ids.ts'
import type { Context, Mutation } from '#domain/mutation.ts'
import { learnMutations, mutationNamed } from '#domain/mutations.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import type { Refusal, RefusalCode } from '#domain/refusals.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { caseSpace, outsideSpace, personSpace } from '#domain/spaces.ts'
import { rejoined } from '#domain/sync/rejoin.ts'
import type { Envelope } from '#protocol/envelope.ts'
import type { Verdict } from '#protocol/push.ts'
import { sightOf } from '../access/spaces.ts'
import { versionsLeftFree } from '../store/backups.ts'
import { appendLog } from '../store/log.ts'
import { decidedBefore, forgetStumbles, isSeqTaken, keepVerdict, type MutationKey } from '../store/mutations.ts'
import { type LiveRow, liveById, liveInSpace } from '../store/records.ts'
import { applyChanges } from './apply.ts'
import type { Desk, Early, Forked, Ruling, Unread } from './context.ts'
import { type Letter, secondMid } from './letter.ts'
import { newReports } from './new-reports.ts'
import { numbersOf } from './numbers.ts'
import { decideOutside } from './outside.ts'
import { newPhotosOf } from './photos.ts'
import { comesEarly, type Proof, proofIn, sealed } from './proof.ts'
import { refuseLetter } from './refuse.ts'
import { upcast } from './upcast.ts'

/**
 * The server's last word on one mutation: found again when it was given before, decided otherwise. Runs inside
 * one transaction; throwing leaves everything as it was. [SY2, SY13, MU1]
 */
export async function decideLetter(desk: Desk, letter: Letter): Promise<Ruling | Early | Forked | Unread> {
  const key = keyOf(desk, letter.mid)
  const before = await decidedBefore(desk.tx, key)
  if (before) return before.body_hash === letter.hash ? asBefore(before.verdict) : keepBoth(desk, letter)
  if (await isOfFork(desk, letter)) return { forked: true }
  if (await isNewer(letter)) return { unread: true }
  const proof = await proofIn(desk, letter)
  const old = proof.ok ? proof.value : null
  const decided = proof.ok ? await decideAt(desk, letter, old) : proof
  if (!decided.ok && proof.ok && (await comesEarly(desk, old, decided.error))) return { early: true }
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

/** What the server ruled on before a restore is ruled on as of that moment, and refused if it was refused. [BK7] */
function decideAt(desk: Desk, letter: Letter, old: Proof | null): Promise<Result<Ruling, Refusal>> {
  if (!old) return decide(desk, letter, null)
  const then = { ...desk, received: old.received }
  const { verdict } = old
  return 'code' in verdict ? refuseAgain(then, letter, verdict) : decide(then, letter, old)
}

async function refuseAgain(
  desk: Desk,
  letter: Letter,
  { kind, code, details }: Extract<Verdict, { code: unknown }>,
): Promise<Result<Ruling, never>> {
  const keptAs = code === 'mid-reused' ? secondMid(letter) : letter.mid
  const before = await decidedBefore(desk.tx, keyOf(desk, keptAs))
  return ok(
    before ? asBefore(before.verdict) : await refuseLetter(desk, { letter, kind, refusal: { code, details }, keptAs }),
  )
}

const refusal = (code: RefusalCode, details: Refusal['details'] = {}) => fail<Refusal>({ code, details })

async function decide(desk: Desk, letter: Letter, old: Proof | null): Promise<Result<Ruling, Refusal>> {
  const { envelope } = letter
  if (!envelope) return refusal('malformed', { path: letter.malformedAt })
  const mutation = mutationNamed(envelope.name)
  if (!mutation || envelope.schema < 1) return refusal('malformed', { path: 'schema' })
  const args = mutation.args.safeParse(upcast(mutation, envelope))
  if (!args.success) return refusal('malformed', { path: args.error.issues[0]?.path.join('.') ?? '' })
  if (mutation.entity(args.data) !== envelope.entity) return refusal('malformed', { path: 'entity' })
  return decideParsed(desk, { letter, envelope, mutation, args: args.data, old })
}

interface ParsedLetter {
  letter: Letter
  envelope: Envelope
  mutation: Mutation
  args: unknown
  old: Proof | null
}

async function decideParsed(
  desk: Desk,
  { letter, envelope, mutation, args, old }: ParsedLetter,
): Promise<Result<Ruling, Refusal>> {
  const { tx, who, received } = desk
  const seen = await readsOf(desk, mutation, args)
  const numbers = await numbersOf(desk, old)
  const isVersioned = seen?.some(({ type }) => VERSIONED.has(type))
  const leftFree = isVersioned ? await versionsLeftFree(tx, who.departmentId, received) : () => 0
  const context: Context = {
    actor: who.actor,
    mid: letter.mid,
    now: received,
    device: envelope.device,
    received,
    allot: numbers.allot,
    nextNo: (versions) => Math.max(0, ...versions.map(({ no }) => no)) + 1 + leftFree(versions),
  }
  const inside = seen ? mutation.decide(viewOf(seen), args, context) : refusal('not-found')
  const refused = inside.ok ? null : inside.error
  const isItsOwn = cameAsItsOwn(letter, old)
  const outside =
    refused || isItsOwn
      ? await decideOutside(desk, { mutation, args, seen, refused: isItsOwn ? null : refused, context })
      : null
  const decided = outside ?? inside
  if (!decided.ok) return decided.error.code === 'not-found' ? notFound(desk, envelope) : decided
  // a number that the lost server gave for something else has to come back first
  if (old?.gathering && numbers.areShort()) return refusal('not-found')
  const { outcome } = decided.value
  const receipt = old?.receipt ?? null
  const changes = old ? rejoined(decided.value.changes, letter.mid, receipt, old.restored) : decided.value.changes
  const known = seen ?? []
  const reports = newReports(changes, known)
  const photos = await newPhotosOf(desk, { reports, changes, seen: known })
  if (!photos) return refusal('not-found')

  const applied = await applyChanges(desk, {
    changes,
    reports,
    photos,
    seen: known,
    receipt,
  })
  await numbers.keep()
  // with nothing to change, the author's view is right as soon as it has what was there
  const spaces = changes.length > 0 ? applied.spaces : known.map(({ space, version }) => [space, version] as const)
  const ruled: Verdict = { mid: letter.mid, kind: outcome, spaces: spaces.map(([space, head]) => [space, head]) }
  const verdict = await sealed(desk, letter, ruled, numbers.given())
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

/** Before the restore it came from outside of a post and was taken in under its own id: so it is again. [BK7, OR8] */
const cameAsItsOwn = ({ mid }: Letter, old: Proof | null): boolean =>
  // few may read it, where it tells of children
  old?.verdict.spaces.some(([space]) =>
    [outsideSpace, caseSpace].some((of) => space === of(mid as string as IncidentId)),
  ) === true

/** Of which later acts name versions by their numbers. */
const VERSIONED: ReadonlySet<string> = new Set(['monthly_report', 'unit_plan', 'piece'])

/** What the mutation looks at, as far as the actor may; null when an id is taken where they cannot look. [AC3, SP4] */
async function readsOf(desk: Desk, mutation: Mutation, args: unknown): Promise<LiveRow[] | null> {
  const { tx, who, received } = desk
  const sight = await sightOf(tx, who, received)
  const seen: LiveRow[] = []
  for (const { type, id } of mutation.reads(args)) {
    const rows = await liveById(tx, who.departmentId, type, id)
    const visible = rows.find(sight.reads)
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
