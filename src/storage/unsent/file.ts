import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Actor } from '#domain/organisation/roles.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import type { UnsentHeader, UnsentRefusal } from '#domain/unsent/header.ts'
import type { AccountDb } from '../db.ts'
import { joinContent, splitContent, type UnsentContent } from './content.ts'
import { gatherUnsent } from './gather.ts'
import { type Merged, mergeUnsent } from './merge.ts'
import { headerOf, openUnsent, sealUnsent } from './seal.ts'

export interface UnsentFile {
  /** says when it was made, and nothing of what it holds. [HO1] */
  name: string
  blob: Blob
  changes: number
  /** of reports, and of the short forms of tasks */
  drafts: number
  photos: number
}

/** Everything that has not arrived as one sealed file; nothing here is changed by it, and no network is asked. [HO2] */
export async function exportUnsent(
  db: AccountDb,
  actor: Actor,
  passphrase: string,
  clock: () => number,
): Promise<Result<UnsentFile, UnsentRefusal>> {
  const content = await gatherUnsent(db)
  const { changes, photos } = content
  const drafts = content.drafts.length + content.forms.length
  const created = instantOf(clock())
  const sealed = await sealUnsent(joinContent(content), passphrase, {
    department: actor.departmentId,
    account: actor.accountId,
    created,
    count: changes.length + drafts,
  })
  if (!sealed.ok) return sealed
  return ok({
    name: `dau-moi-chua-gui-${hanoiDay(created)}.dmu`,
    blob: sealed.value,
    changes: changes.length,
    drafts,
    photos: photos.length,
  })
}

/** What the file says of itself, when it is this account's. [HO4] */
export async function inspectUnsent(file: Blob, actor: Actor): Promise<Result<UnsentHeader, UnsentRefusal>> {
  const read = await headerOf(file)
  if (!read.ok) return read
  const { header } = read.value
  const isOwn = header.account === actor.accountId && header.department === actor.departmentId
  return isOwn ? ok(header) : fail('unsent-wrong-account')
}

/** Opens a file of this account and takes what is new in it. Nothing of a bad file is taken. [HO3, HO4] */
export async function importUnsent(
  db: AccountDb,
  actor: Actor,
  file: Blob,
  passphrase: string,
): Promise<Result<Merged, UnsentRefusal>> {
  const inspected = await inspectUnsent(file, actor)
  if (!inspected.ok) return inspected
  const opened = await openUnsent(file, passphrase)
  if (!opened.ok) return opened
  const content = splitContent(opened.value)
  if (!content) return fail('unsent-not-such')
  if (!photosAreWhole(content)) return fail('unsent-photo')
  return ok(await mergeUnsent(db, content))
}

const photosAreWhole = ({ photos }: UnsentContent): boolean =>
  photos.every(({ ref, bytes }) => bytesToHex(sha256(bytes)) === ref.sha256)
