import type { DepartmentId } from '#domain/ids.ts'
import type { SigningKey } from '#domain/receipts/receipt.ts'
import { BULLETIN } from '#domain/spaces.ts'
import type { Instant } from '#domain/time.ts'
import { publicKeyOf } from '../receipts/ed25519.ts'
import { compiledOnce } from './compiled.ts'
import { putRecord } from './records.ts'
import { advance } from './spaces.ts'
import type { Tx } from './store.ts'

/**
 * Makes a department's signing key and publishes its public half in the bulletin. From then on receipts are
 * signed with it; older keys stay published, since their receipts do. [RC1]
 * @param seed 32 random bytes
 */
export async function createSigningKey(
  tx: Tx,
  department: DepartmentId,
  { id, seed, at }: { id: string; seed: Uint8Array; at: Instant },
): Promise<SigningKey> {
  const publicKey = publicKeyOf(seed)
  await tx
    .insertInto('signing_keys')
    .values({
      department,
      id,
      public_key: publicKey,
      private_key: Buffer.from(seed).toString('hex'),
      created_at: at,
    })
    .execute()
  const body: SigningKey = { id, publicKey, from: at }
  const version = await advance(tx, department, BULLETIN)
  const record = { space: BULLETIN, type: 'signing_key', id, entity: id, version, body: JSON.stringify(body) }
  await putRecord(tx, department, record)
  return body
}

export interface StoredKey {
  id: string
  /** 32 bytes */
  seed: Uint8Array
}

/** The key that signs now: the newest. */
export async function newestKey(tx: Tx, department: DepartmentId): Promise<StoredKey | undefined> {
  const [row] = await newest(tx, department)
  return row && { id: row.id, seed: Buffer.from(row.private_key, 'hex') }
}

const newest = compiledOnce((tx, department: string) =>
  tx
    .selectFrom('signing_keys')
    .select(['id', 'private_key'])
    .where('department', '=', department)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1),
)

/** Every key that ever signed here. */
export async function allKeys(tx: Tx, department: DepartmentId): Promise<StoredKey[]> {
  const rows = await tx
    .selectFrom('signing_keys')
    .select(['id', 'private_key'])
    .where('department', '=', department)
    .execute()
  return rows.map(({ id, private_key }) => ({ id, seed: Buffer.from(private_key, 'hex') }))
}

/** The public halves of every key that ever signed for a department, the oldest first. [RC6] */
export async function publishedKeys(tx: Tx, department: string): Promise<SigningKey[]> {
  const rows = await tx
    .selectFrom('signing_keys')
    .select(['id', 'public_key', 'created_at'])
    .where('department', '=', department)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, public_key, created_at }) => ({ id, publicKey: public_key, from: created_at as Instant }))
}
