import { readFileSync } from 'node:fs'
import type { Device } from './device.ts'
import { rowsOf } from './images.ts'
import type { Ledger } from './ledger.ts'
import { RECEIPT } from './proofs.ts'
import {
  type Expected,
  ofForm,
  ofPhoto,
  ofPiece,
  ofReport,
  type PlainKey,
  type PlainPhoto,
  type PlainReceipt,
  type PlainVersion,
  whyNot,
} from './receipt-check.ts'
import type { Server } from './server.ts'

interface World {
  ledger: Ledger
  server: Server
}
interface Coded {
  id: string
  unitId: string
  of: string
  code: string | null
  timeline: PlainVersion[]
}

const receiptsOn = (server: Server): Map<string, PlainReceipt> =>
  new Map(
    server
      .rows<{ id: string; body: string }>("select id, body from records where type = 'receipt' and body is not null")
      .map(({ id, body }) => [id, JSON.parse(body) as PlainReceipt]),
  )

const recordsOn = (server: Server, ...types: readonly string[]): Coded[] =>
  server
    .rows<{ body: string }>(
      `select body from records where type in (${types.map((type) => `'${type}'`).join()}) and body is not null`,
    )
    .map(({ body }) => JSON.parse(body) as Coded)

/**
 * Each report, each version and each picture that arrived has a receipt that says what lies in the database and on
 * the disk, by the oracle's own reading of it; and no receipt is of anything else.
 * @param once what was checked once is not checked again
 */
export function receiptComplaints({
  ledger,
  server,
  once,
}: World & { once(key: string, check: () => string[]): string[] }): string[] {
  const [{ id: department }] = server.rows<{ id: string }>('select id from departments') as [{ id: string }]
  const keys = server
    .rows<{ body: string }>("select body from records where type = 'signing_key' and body is not null")
    .map(({ body }) => JSON.parse(body) as PlainKey)
  const receipts = receiptsOn(server)
  const vouched = new Set<string>()
  const check = (what: string, id: string, key: unknown, expected: () => Expected): string[] => {
    vouched.add(id)
    const receipt = receipts.get(id)
    if (!receipt) return [`${what} ${id} has no receipt`]
    return once(JSON.stringify([key, receipt]), () => {
      const why = whyNot(receipt, expected(), keys)
      return why === null ? [] : [`the receipt of ${what} ${id}: ${why}`]
    })
  }
  const versions = (types: readonly string[], kind: string, of: typeof ofReport | typeof ofForm | typeof ofPiece) =>
    recordsOn(server, ...types).flatMap((record) =>
      record.timeline.flatMap((entry) =>
        entry.kind === kind ? check(kind, entry.id, [record.id, entry], () => of(record, entry, department)) : [],
      ),
    )
  const pictures = server.rows<PlainPhoto>('select * from photos').flatMap((photo) => {
    if (photo.stored_at === null)
      return ledger.lostPhotos.has(photo.sha256) ? [] : [`photo ${photo.id} was declared and never stored`]
    return check('photo', photo.id, photo, () =>
      ofPhoto(photo, readFileSync(server.photoPath(`${photo.department}/${photo.id}`))),
    )
  })
  const complaints = [
    ...versions(['incident'], 'report', ofReport),
    ...versions(['monthly_report', 'unit_plan'], 'submitted', ofForm),
    ...versions(['piece'], 'sent', ofPiece),
    ...pictures,
  ]
  const idle = [...receipts.keys()].filter((id) => !vouched.has(id))
  return [...complaints, ...idle.map((id) => `there is a receipt of ${id}, which is nowhere`)]
}

/** A record bears the code that the receipt of its first version tells; later ones tell the same, but for a restore. */
export function codeComplaints({ ledger, server }: World): string[] {
  const receipts = receiptsOn(server)
  const records = recordsOn(server, 'incident', 'monthly_report', 'unit_plan', 'piece')
  return records.flatMap(({ id, code, timeline }) => {
    const told = timeline.flatMap((entry) => receipts.get(entry.id)?.payload.code ?? [])
    const wanted = ledger.restoredAt === null ? told : told.slice(0, 1)
    return wanted.every((one) => one === code) ? [] : [`${id} has code ${code} and receipts of ${told.join()}`]
  })
}

interface Kept {
  mid: string
  verdict: { ack?: { received: string } }
  receipts: PlainReceipt[]
}

/** What phones could prove when the server was lost, by what is in their journals. A seed that restores forgets nothing. */
export function noteHeldReceipts({ receiptsHeld, heldSince, proofs }: Ledger, devices: readonly Device[]): void {
  for (const device of devices) {
    proofs.note(device)
    for (const { mid, verdict, receipts } of rowsOf(device.image(), 'journal') as Kept[]) {
      if (verdict.ack) heldSince.set(mid, verdict.ack.received)
      for (const { payload, signature } of receipts) if (payload.entry === mid) receiptsHeld.set(mid, signature)
    }
  }
}

/** A receipt that a phone brought back is the one that stands. [BK7] */
export function heldComplaints({ ledger, server }: World): string[] {
  const receipts = receiptsOn(server)
  return [...ledger.receiptsHeld].flatMap(([mid, signature]) => {
    const there = receipts.get(mid)
    // a device that had it in line without the receipt, of a file made before there was one, may have come first
    return there && ledger.proofs.leastOf(mid) === RECEIPT && there.signature !== signature
      ? [`the receipt of ${mid} is another than its phone held`]
      : []
  })
}
