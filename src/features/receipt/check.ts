import type { SigningKey } from '#domain/receipts/receipt.ts'
import { type FileFailure, fingerprintOf, type Vouched, verifyFile } from '#domain/receipts/verify-file.ts'

/** Larger than ten photos in base64 with all around them. */
const MAX_BYTES = 40 * 1024 * 1024

interface CheckedKey {
  id: string
  fingerprint: string
  from: SigningKey['from']
}

export type Checked =
  | { kind: 'unreadable' }
  | { kind: 'invalid'; failure: FileFailure }
  | {
      kind: 'valid'
      vouched: Vouched
      departmentName: string
      unitName: string
      keys: CheckedKey[]
      /** the entry as it stands in the file: every byte of it is covered */
      entry: unknown
    }

/** Reads and checks a file in the browser alone; nothing of it is sent anywhere. [RC5] */
export async function checkReceipt(file: Blob): Promise<Checked> {
  if (file.size === 0 || file.size > MAX_BYTES) return { kind: 'unreadable' }
  const json = jsonOf(await file.text())
  if (json === undefined) return { kind: 'unreadable' }
  const checked = await verifyFile(json, null)
  if (!checked.ok) {
    return checked.error.code === 'file-malformed'
      ? { kind: 'unreadable' }
      : { kind: 'invalid', failure: checked.error }
  }
  const named = json as { departmentName: string; unitName: string; entry: unknown }
  return {
    kind: 'valid',
    vouched: checked.value,
    departmentName: named.departmentName,
    unitName: named.unitName,
    keys: checked.value.keys.map((key) => ({ id: key.id, fingerprint: fingerprintOf(key), from: key.from })),
    entry: named.entry,
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // any file may be chosen here
    return undefined
  }
}
