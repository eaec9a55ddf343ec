import type { ReplicaId } from '#domain/ids.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { Verdict } from '#protocol/push.ts'
import type { RequestRefusal } from '../http/answers.ts'
import { placeOf } from '../http/logging.ts'
import type { Audience } from '../poke/audience.ts'
import type { Who } from '../session/who.ts'
import { countStumble, decidedBefore } from '../store/mutations.ts'
import { claimReplica, ownerOfReplica } from '../store/replicas.ts'
import { epochOf } from '../store/spaces.ts'
import { type Store, StoreTrouble } from '../store/store.ts'
import type { Early, Forked, Ruling, Unread } from './context.ts'
import { decideLetter } from './decide.ts'
import { type Letter, readLetter } from './letter.ts'
import { refuseLetter } from './refuse.ts'

/** How often the server may stumble over one mutation before it sets it aside. [SY8] */
export const STUMBLES = 5

/** Named places at which a test may end the process or throw. [SIM1] */
export type FaultPoint = 'before-decide' | 'before-commit' | 'after-commit' | 'photo-kept'
export type Faults = (point: FaultPoint, subject: string) => void | Promise<void>

export interface PushDeps {
  store: Store
  random: (bytes: number) => Uint8Array
  /** told once per request what changed */
  changed: (department: Who['departmentId'], audience: readonly Audience[]) => void
  /** an exception that is a bug: for the log, without content */
  stumbled: (mid: string, error: unknown) => void
  faults?: Faults | undefined
}

interface Push {
  who: Who
  replica: ReplicaId
  /** as the phone knows it; undefined from builds that do not tell */
  epoch?: string | undefined
  mutations: readonly unknown[]
  /** when the request was taken. [TM1] */
  received: Instant
}

interface Pushed {
  /** of the server that gave the verdicts */
  epoch: string
  verdicts: Verdict[]
}

/**
 * Decides each mutation of a push by itself, each durable before its verdict is known. A mutation without a
 * verdict is unchanged and comes again; what follows it on the same entity waits with it. [SY1, SY2, SY8]
 */
export async function push(deps: PushDeps, request: Push): Promise<Result<Pushed, RequestRefusal>> {
  const letters = request.mutations.map(readLetter)
  if (!letters.every((letter) => letter !== null)) return fail('request-malformed')
  const { epoch, owner } = await standing(deps.store, request)
  if (request.epoch !== undefined && request.epoch !== epoch) return fail('epoch-other')
  if ((owner ?? (await claim(deps.store, request))) !== request.who.accountId) return fail('replica-foreign')

  const byEntity = Map.groupBy(letters, ({ entity }) => entity)
  const outcomes = (await Promise.all([...byEntity.values()].map((row) => decideInOrder(deps, request, row)))).flat()
  const rulings = outcomes.filter((outcome): outcome is Ruling => 'verdict' in outcome)
  // what is committed concerns others, whatever its author is told
  deps.changed(
    request.who.departmentId,
    rulings.flatMap(({ audience }) => audience),
  )
  // verdicts that were given stand, and are heard when the phone asks again under its new name
  if (outcomes.some((outcome) => 'forked' in outcome)) return fail('replica-forked')
  const trouble = outcomes.find((outcome): outcome is StoreTrouble => outcome instanceof StoreTrouble)
  if (rulings.length === 0 && trouble) return fail(busy(trouble))
  const byMid = new Map(rulings.map(({ verdict }) => [verdict.mid, verdict]))
  return ok({ epoch, verdicts: [...new Set(letters.map(({ mid }) => mid))].flatMap((mid) => byMid.get(mid) ?? []) })
}

const busy = ({ full }: StoreTrouble): RequestRefusal =>
  full ? { code: 'storage-full', retryAfter: 60 } : { code: 'server-busy', retryAfter: 5 }

/** The server's epoch, and whose the replica is so far. */
const standing = (store: Store, { who, replica }: Push) =>
  store.read(who.departmentId, async (tx) => ({
    epoch: await epochOf(tx, who.departmentId),
    owner: await ownerOfReplica(tx, who.departmentId, replica),
  }))

/** A replica belongs to the first account that uses it. [SY9] @returns whose it is */
const claim = (store: Store, { who, replica, received }: Push): Promise<string> =>
  store.write(who.departmentId, (tx) =>
    claimReplica(tx, who.departmentId, { id: replica, account: who.accountId, at: received }),
  )

interface Stumbled {
  stumbled: true
}
type Outcome = Ruling | Early | Forked | Unread | Stumbled | StoreTrouble

async function decideInOrder(deps: PushDeps, request: Push, letters: readonly Letter[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const letter of letters) {
    const outcome = await decideDurably(deps, request, letter)
    outcomes.push(outcome)
    if (!('verdict' in outcome)) break
  }
  return outcomes
}

async function decideDurably(deps: PushDeps, request: Push, letter: Letter): Promise<Outcome> {
  let ruling: Ruling | Early | Forked | Unread
  try {
    ruling = await deps.store.write(request.who.departmentId, async (tx) => {
      await deps.faults?.('before-decide', letter.mid)
      const decided = await decideLetter({ ...request, tx, random: deps.random }, letter)
      await deps.faults?.('before-commit', letter.mid)
      return decided
    })
  } catch (error) {
    if (error instanceof StoreTrouble) return error
    deps.stumbled(letter.mid, error)
    return countOrQuarantine(deps, request, { letter, error })
  }
  await deps.faults?.('after-commit', letter.mid)
  return ruling
}

/** Sets a mutation aside, whole, once the server has stumbled over it often enough. [SY8] */
async function countOrQuarantine(
  deps: PushDeps,
  request: Push,
  { letter, error }: { letter: Letter; error: unknown },
): Promise<Outcome> {
  const { who, received } = request
  const key = { department: who.departmentId, account: who.accountId, mid: letter.mid }
  const stumble = { envelope: JSON.stringify(letter.raw), error: placeOf(error), at: received }
  try {
    return await deps.store.write(who.departmentId, async (tx): Promise<Outcome> => {
      const times = await countStumble(tx, key, stumble)
      if (times < STUMBLES || (await decidedBefore(tx, key))) return { stumbled: true }
      const desk = { ...request, tx, random: deps.random }
      const refusal = { code: 'quarantined', details: { times } } as const
      return refuseLetter(desk, { letter, kind: 'quarantined', refusal, keptAs: letter.mid })
    })
  } catch (failure) {
    if (failure instanceof StoreTrouble) return failure
    deps.stumbled(letter.mid, failure)
    return { stumbled: true }
  }
}
