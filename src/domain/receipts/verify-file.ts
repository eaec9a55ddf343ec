import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { ReportEntry } from '../incidents/incident.ts'
import type { SentEntry } from '../pieces/piece.ts'
import { fail, ok, type Result } from '../result.ts'
import type { FormVersion } from '../unit-forms/record.ts'
import { type FiledKind, readReceiptFile } from './file.ts'
import type {
  FormReceiptPayload,
  PhotoReceiptPayload,
  PieceReceiptPayload,
  Receipt,
  ReportReceiptPayload,
  SigningKey,
} from './receipt.ts'
import { type ReceiptFailure, verifyForm, verifyPhoto, verifyPiece, verifyReport } from './verify.ts'

/** What a file proves, once every signature in it held. Names of units stand in no signature, only their ids. */
export interface Vouched {
  report: ReportReceiptPayload | FormReceiptPayload | PieceReceiptPayload
  /** stored and in the file */
  photos: PhotoReceiptPayload[]
  /** declared by the report, but without bytes and receipt in the file */
  photosMissing: number
  /** the keys that signed */
  keys: SigningKey[]
}

/** Why a file proves nothing; `photo` is set when it is a photo's part that fails. */
export interface FileFailure {
  code: ReceiptFailure | 'file-malformed'
  photo: string | null
}

/**
 * Checks a receipt file with nothing else at hand. What is checked is the JSON as it came: a schema would drop or
 * normalise something, and then a changed byte could pass. [RC5]
 * @param json the parsed file
 * @param trusted keys from elsewhere; null takes those of the file, whose fingerprints must then be compared
 */
export async function verifyFile(
  json: unknown,
  trusted: readonly SigningKey[] | null,
): Promise<Result<Vouched, FileFailure>> {
  const read = await readReceiptFile(json)
  if (!read.ok) return fail({ code: read.error, photo: null })
  const file = read.value
  const keys = trusted ?? file.keys
  const report = verifyEntry(file.kind, file.receipt, (json as { entry: unknown }).entry, keys)
  if (!report.ok) return fail({ code: report.error, photo: null })
  const photos: PhotoReceiptPayload[] = []
  for (const { id, base64, receipt } of file.photos) {
    const bytes = bytesOf(base64)
    const photo = bytes ? verifyPhoto(receipt, bytes, keys) : fail('photo-changed' as const)
    if (!photo.ok) return fail({ code: photo.error, photo: id })
    const again = photos.some((other) => other.photo === id)
    if (photo.value.kind !== 'photo' || again || !belongs(photo.value, id, report.value))
      return fail({ code: 'photo-changed', photo: id })
    photos.push(photo.value)
  }
  const used = new Set([file.receipt.key, ...file.photos.map(({ receipt }) => receipt.key)])
  const declared = 'photos' in report.value ? report.value.photos.length : 0
  return ok({
    report: report.value,
    photos,
    photosMissing: declared - photos.length,
    keys: keys.filter(({ id }) => used.has(id)),
  })
}

/** @param entry of the kind's schema */
function verifyEntry(
  kind: FiledKind,
  receipt: Receipt,
  entry: unknown,
  keys: readonly SigningKey[],
): Result<Vouched['report'], ReceiptFailure> {
  if (kind === 'monthly.report' || kind === 'unit.plan') return verifyForm(kind, receipt, entry as FormVersion, keys)
  if (kind === 'piece.version') return verifyPiece(receipt, entry as SentEntry, keys)
  return verifyReport(receipt, entry as ReportEntry, keys)
}

/** A photo stands under the incident's report that declared exactly these bytes; other kinds have none in their file. [RC4] */
const belongs = (photo: PhotoReceiptPayload, id: string, report: Vouched['report']): boolean =>
  report.kind === 'incident.report' &&
  photo.photo === id &&
  photo.department === report.department &&
  photo.unit === report.unit &&
  photo.incident === report.incident &&
  report.photos.some(
    (declared) => declared.id === id && declared.sha256 === photo.sha256 && declared.size === photo.size,
  )

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Strict base64, since a spelling that decodes alike would be a changed byte that passes. @returns null for it */
function bytesOf(base64: string): Uint8Array | null {
  const body = base64.replace(/={1,2}$/, '')
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4))
  if (base64.length % 4 !== 0 || body.length % 4 === 1) return null
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of body) {
    const digit = DIGITS.indexOf(letter)
    if (digit < 0) return null
    held = ((held << 6) | digit) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at] = (held >> bits) & 0xff
      at += 1
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null
}

/** Sixteen groups of four that people can read to each other over the phone: SHA-256 of the public key. [RC6] */
export const fingerprintOf = ({ publicKey }: SigningKey): string =>
  (bytesToHex(sha256(hexToBytes(publicKey))).match(/.{4}/g) ?? []).join(' ')
