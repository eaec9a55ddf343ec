import { createHash } from 'node:crypto'
import { canonical } from '#domain/canonical.ts'
import type { DepartmentId, IncidentId, PieceId, TaskId } from '#domain/ids.ts'
import type { Incident, ReportEntry } from '#domain/incidents/incident.ts'
import type { Piece, SentEntry } from '#domain/pieces/piece.ts'
import { formGroupsOf, groupsOf, pieceGroupsOf, salted } from '#domain/receipts/groups.ts'
import { GROUPS, type Group, type Receipt, type ReceiptPayload } from '#domain/receipts/receipt.ts'
import type { Instant } from '#domain/time.ts'
import type { NewVersion } from '../push/new-reports.ts'
import { newestKey } from '../store/keys.ts'
import type { DeclaredPhoto } from '../store/photos.ts'
import { StoreTrouble, type Tx } from '../store/store.ts'
import { signerOf } from './ed25519.ts'

/** Signs what a department vouches for. */
export type Signer = (payload: ReceiptPayload, salts: Receipt['salts']) => Receipt

/**
 * @throws StoreTrouble when the department has no key: the server is not set up, and no report may be taken or
 *   judged without a receipt
 */
export async function signerFor(tx: Tx, department: DepartmentId): Promise<Signer> {
  const key = await newestKey(tx, department)
  if (!key) throw new StoreTrouble(false, new Error('the department has no signing key'))
  const sign = signerOf(key.seed)
  return (payload, salts) => ({ payload, key: key.id, signature: sign(canonical(payload)), salts })
}

/**
 * The receipt of one report: a salted hash for each privacy group, the photos as declared. [RC1–RC3]
 * @throws when the report carries no moment of receipt: only what the server took can be vouched for
 */
export function reportReceipt(
  sign: Signer,
  random: (bytes: number) => Uint8Array,
  { department, incident, entry }: { department: DepartmentId; incident: Incident; entry: ReportEntry },
): Receipt {
  const { received } = entry.stamps
  if (received === null) throw new Error(`a report without its moment of receipt: ${entry.id}`)
  const { salts, hashes } = saltedHashes(random, groupsOf(entry))
  const payload: ReceiptPayload = {
    v: 1,
    kind: 'incident.report',
    department,
    unit: incident.unitId,
    incident: incident.id,
    entry: entry.id,
    code: incident.code ?? '',
    no: entry.no,
    received,
    groups: hashes,
    photos: entry.photos,
  }
  return sign(payload, salts)
}

/** The receipt of one version of a month's report or a plan. [RC7] @throws like `reportReceipt` */
export function formReceipt(
  sign: Signer,
  random: (bytes: number) => Uint8Array,
  { department, kind, form, version }: { department: DepartmentId } & NewVersion,
): Receipt {
  const { received } = version.stamps
  if (received === null) throw new Error(`a version without its moment of receipt: ${version.id}`)
  const { salts, hashes } = saltedHashes(random, formGroupsOf(version))
  const { unitId, id, of, code } = form
  return sign(
    {
      v: 1,
      kind,
      department,
      unit: unitId,
      report: id,
      of,
      entry: version.id,
      code: code ?? '',
      no: version.no,
      received,
      groups: hashes,
    },
    salts,
  )
}

/** The receipt of one version of an article or example. [RC8] @throws like `reportReceipt` */
export function pieceReceipt(
  sign: Signer,
  random: (bytes: number) => Uint8Array,
  { department, piece, version }: { department: DepartmentId; piece: Piece; version: SentEntry },
): Receipt {
  const { received } = version.stamps
  if (received === null) throw new Error(`a version without its moment of receipt: ${version.id}`)
  const { salts, hashes } = saltedHashes(random, pieceGroupsOf(version))
  const { unitId, id, code } = piece
  const { no, photos } = version
  const of = { department, unit: unitId, piece: id, entry: version.id, code: code ?? '', no, received }
  return sign({ v: 1, kind: 'piece.version', ...of, groups: hashes, photos }, salts)
}

function saltedHashes(random: (bytes: number) => Uint8Array, groups: Readonly<Record<Group, unknown>>) {
  const salts = { P1: '', P2: '', P3: '' }
  const hashes = { P1: '', P2: '', P3: '' }
  for (const group of GROUPS) {
    salts[group] = Buffer.from(random(16)).toString('hex')
    hashes[group] = createHash('sha256').update(salted(salts[group], groups[group])).digest('hex')
  }
  return { salts, hashes }
}

/** The receipt of a photo's bytes, once they are verified and on the disk. [RC4] */
export const photoReceipt = (
  sign: Signer,
  { department, photo, stored }: { department: DepartmentId; photo: DeclaredPhoto; stored: Instant },
): Receipt => {
  const { unit_id: unit, entity, entity_type, id, size, sha256 } = photo
  const stands = { department, unit, photo: id, size, sha256, stored }
  switch (entity_type) {
    case 'incident':
      return sign({ v: 1, kind: 'photo', incident: entity as IncidentId, ...stands }, null)
    case 'task':
      return sign({ v: 1, kind: 'task.photo', task: entity as TaskId, ...stands }, null)
    case 'piece':
      return sign({ v: 1, kind: 'piece.photo', piece: entity as PieceId, ...stands }, null)
  }
}
