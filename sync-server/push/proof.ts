import { canonical } from '#domain/canonical.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import type { Refusal } from '#domain/refusals.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { beforeSchema } from '#protocol/before.ts'
import type { Verdict } from '#protocol/push.ts'
import { verifierOf } from '../receipts/ed25519.ts'
import { isSealedBy, sealOf } from '../receipts/seal.ts'
import { isGathering, lastRestore } from '../store/backups.ts'
import { allKeys, newestKey, publishedKeys } from '../store/keys.ts'
import type { Desk } from './context.ts'
import type { Letter } from './letter.ts'

/** What this department's server, before it was restored, said of a change: known by its own seal. [BK7] */
export interface Proof {
  /** the old word, which stands when it was a refusal */
  verdict: Verdict
  received: Instant
  numbers: [register: string, number: number][]
  /** of the report, or of the version of a month's report, where it is one that this server signed */
  receipt: Receipt | null
  /** when this server was restored */
  restored: Instant
  /** other phones are still expected to bring back what they hold */
  gathering: boolean
}

const wrong = fail<Refusal>({ code: 'proof-wrong', details: {} })

/**
 * Reads what a change brings along from before a restore. @returns null where it brings nothing that could be
 * proven; a refusal where it brings something that this server never said
 */
export async function proofIn(desk: Desk, { mid, hash, envelope }: Letter): Promise<Result<Proof | null, Refusal>> {
  if (envelope?.before === undefined) return ok(null)
  const before = beforeSchema.safeParse(envelope.before)
  if (!before.success) return wrong
  const { verdict, receipts } = before.data
  const { ack } = verdict
  const { departmentId: department, accountId: account } = desk.who
  if (verdict.mid !== mid) return wrong
  const receipt = receipts.length > 0 ? await ownReceipt(desk, mid, receipts) : null
  if (receipt === 'foreign') return wrong
  if (!ack) return ok(null)
  const sealed = { department, account, hash, verdict, received: ack.received, numbers: ack.numbers }
  const keys = await allKeys(desk.tx, department)
  if (!keys.some(({ seed }) => isSealedBy(seed, sealed, ack.seal))) return wrong
  const gathering = await isGathering(desk.tx, department, desk.received)
  const restored = (await lastRestore(desk.tx, department)) ?? desk.received
  return ok({ verdict, received: ack.received, numbers: ack.numbers, receipt, restored, gathering })
}

/** The verdict with the server's seal on it, for the day on which the server itself has forgotten it. */
export async function sealed(
  { tx, who, received }: Desk,
  { hash }: Letter,
  verdict: Verdict,
  numbers: [register: string, number: number][],
): Promise<Verdict> {
  const { departmentId: department, accountId: account } = who
  const key = await newestKey(tx, department)
  if (!key) return verdict
  const seal = sealOf(key.seed, { department, account, hash, verdict, received, numbers })
  return { ...verdict, ack: { received, numbers, seal } }
}

/**
 * What has no place now may have one when other phones have brought back what they hold: a change that was
 * accepted once, or one of a record that is not there. [BK7]
 */
export const comesEarly = async (desk: Desk, proof: Proof | null, { code }: Refusal): Promise<boolean> =>
  proof ? proof.gathering : code === 'not-found' && isGathering(desk.tx, desk.who.departmentId, desk.received)

/** @returns `foreign` when one of them was not signed here, or is of something else */
async function ownReceipt(
  desk: Desk,
  mid: string,
  receipts: readonly Receipt[],
): Promise<Proof['receipt'] | 'foreign'> {
  const keys = await publishedKeys(desk.tx, desk.who.departmentId)
  let own: Proof['receipt'] = null
  for (const whole of receipts) {
    const { payload, signature } = whole
    const key = keys.find(({ id }) => id === whole.key)
    if (!('entry' in payload) || payload.entry !== mid || !key) return 'foreign'
    if (!verifierOf(key.publicKey)(canonical(payload), signature)) return 'foreign'
    own = whole
  }
  return own
}
