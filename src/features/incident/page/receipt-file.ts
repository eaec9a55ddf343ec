import type { PhotoId } from '#domain/ids.ts'
import type { ReportEntry } from '#domain/incidents/incident.ts'
import type { ReceiptFile } from '#domain/receipts/file.ts'
import type { AccountDb } from '#storage/db.ts'
import { photoBytes } from '#storage/photos.ts'
import { saveJson } from '#ui/save-file.ts'
import type { IncidentPageData } from './read-page.ts'

/**
 * A report, its receipt and those of its photos whose bytes are on this phone, as one file that anyone can check.
 * @returns null while the server has not vouched for the report [RC5]
 */
export async function receiptFileOf(
  db: AccountDb,
  data: Pick<IncidentPageData, 'incident' | 'receipts' | 'keys'>,
  entry: ReportEntry,
  departmentName: string,
): Promise<ReceiptFile | null> {
  const receipt = data.receipts.get(entry.id)
  if (!receipt) return null
  const photos: ReceiptFile['photos'] = []
  for (const { id } of entry.photos) {
    const bytes = await photoBytes(db, id as PhotoId)
    const own = data.receipts.get(id)
    if (bytes && own) photos.push({ id, base64: base64Of(bytes), receipt: own })
  }
  const used = new Set([receipt.key, ...photos.map((photo) => photo.receipt.key)])
  return {
    format: 'dau-moi-receipt/1',
    departmentName,
    unitName: data.incident.unitName,
    entry,
    receipt,
    photos,
    keys: data.keys.filter(({ id }) => used.has(id)),
  }
}

/** In pieces, since a call takes only so many arguments; each of a length that needs no padding within. */
export function base64Of(bytes: Uint8Array): string {
  const PIECE = 3 * 8192
  let binary = ''
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(binary)
}

export function download(file: ReceiptFile): void {
  const { payload } = file.receipt
  const code = 'photo' in payload ? payload.photo : `${payload.code}-lan-${payload.no}`
  saveJson(file, `bien-nhan-${code}.json`)
}
