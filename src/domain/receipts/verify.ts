import * as ed25519 from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '../canonical.ts'
import type { ReportEntry } from '../incidents/incident.ts'
import type { SentEntry } from '../pieces/piece.ts'
import { fail, ok, type Result } from '../result.ts'
import type { FormVersion } from '../unit-forms/record.ts'
import { formGroupsOf, groupsOf, pieceGroupsOf, salted } from './groups.ts'
import {
  type FormReceiptPayload,
  GROUPS,
  type Group,
  type PhotoReceiptPayload,
  type PiecePhotoReceiptPayload,
  type PieceReceiptPayload,
  type Receipt,
  type ReportReceiptPayload,
  type SigningKey,
  type TaskPhotoReceiptPayload,
} from './receipt.ts'

ed25519.hashes.sha512 = sha512

/** Why a receipt does not stand for what it was shown with. */
export const RECEIPT_FAILURES = [
  'key-unknown',
  'signature-wrong',
  'record-changed',
  'photo-changed',
  'kind-wrong',
] as const
export type ReceiptFailure = (typeof RECEIPT_FAILURES)[number]

const hex = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))

/** Whether the department signed this payload; says nothing yet about any record or photo. [RC1] */
function signedBy(receipt: Receipt, keys: readonly SigningKey[]): ReceiptFailure | null {
  const key = keys.find(({ id }) => id === receipt.key)
  if (!key) return 'key-unknown'
  try {
    const message = utf8ToBytes(canonical(receipt.payload))
    const valid = ed25519.verify(hexToBytes(receipt.signature), message, hexToBytes(key.publicKey))
    return valid ? null : 'signature-wrong'
  } catch {
    // a point that is not on the curve, a signature of another length: not ours
    return 'signature-wrong'
  }
}

/** What stands for one version of a record that was received. */
type VersionPayload = ReportReceiptPayload | FormReceiptPayload | PieceReceiptPayload

interface Received {
  id: string
  no: number
  stamps: { received: string | null }
  photos?: unknown
}

/**
 * Checks a version against its receipt without a network, a database or a clock. Any changed byte of the text,
 * the people, the stamps, the photo list, the time or the key makes it fail. [RC2]
 * @param groups the version, split as its kind of receipt hashes it
 */
function verifyVersion<Kind extends VersionPayload['kind']>(
  kind: Kind,
  receipt: Receipt,
  entry: Received,
  groups: Readonly<Record<Group, unknown>>,
  keys: readonly SigningKey[],
): Result<Extract<VersionPayload, { kind: Kind }>, ReceiptFailure> {
  const failure = signedBy(receipt, keys)
  if (failure) return fail(failure)
  const { salts } = receipt
  if (receipt.payload.kind !== kind || !salts) return fail('kind-wrong')
  const payload = receipt.payload as Extract<VersionPayload, { kind: Kind }>
  const same =
    payload.entry === entry.id &&
    payload.no === entry.no &&
    payload.received === entry.stamps.received &&
    (!('photos' in payload) || canonical(payload.photos) === canonical(entry.photos)) &&
    GROUPS.every((group) => hex(salted(salts[group], groups[group])) === payload.groups[group])
  return same ? ok(payload) : fail('record-changed')
}

/** A report of an incident. */
export const verifyReport = (receipt: Receipt, entry: ReportEntry, keys: readonly SigningKey[]) =>
  verifyVersion('incident.report', receipt, entry, groupsOf(entry), keys)

/** A version of a month's report or of a plan. [RC7] */
export const verifyForm = (
  kind: FormReceiptPayload['kind'],
  receipt: Receipt,
  version: FormVersion,
  keys: readonly SigningKey[],
) => verifyVersion(kind, receipt, version, formGroupsOf(version), keys)

/** A version of an article or example. [RC8] */
export const verifyPiece = (receipt: Receipt, version: SentEntry, keys: readonly SigningKey[]) =>
  verifyVersion('piece.version', receipt, version, pieceGroupsOf(version), keys)

/** Checks a photo's bytes against its own receipt. [RC4] */
export function verifyPhoto(
  receipt: Receipt,
  bytes: Uint8Array,
  keys: readonly SigningKey[],
): Result<PhotoReceiptPayload | TaskPhotoReceiptPayload | PiecePhotoReceiptPayload, ReceiptFailure> {
  const failure = signedBy(receipt, keys)
  if (failure) return fail(failure)
  const { payload } = receipt
  if (payload.kind !== 'photo' && payload.kind !== 'task.photo' && payload.kind !== 'piece.photo')
    return fail('kind-wrong')
  const same = payload.size === bytes.length && payload.sha256 === bytesToHex(sha256(bytes))
  return same ? ok(payload) : fail('photo-changed')
}
