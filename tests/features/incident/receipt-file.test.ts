import { createHash, randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import type { DepartmentId, PhotoId } from '#domain/ids.ts'
import { latestReport } from '#domain/incidents/incident.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import type { ReceiptFile } from '#domain/receipts/file.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import { fingerprintOf } from '#domain/receipts/verify-file.ts'
import { base64Of, receiptFileOf } from '#features/incident/page/receipt-file.ts'
import { checkReceipt } from '#features/receipt/check.ts'
import { publicKeyOf, signerOf } from '#server/receipts/ed25519.ts'
import { reportReceipt, type Signer } from '#server/receipts/sign.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { openDraft } from '#storage/open-draft.ts'
import { openStore, type TestStore } from '#tests/storage/device-store.ts'
import { aBody, at, decided, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'

const department = uuid(0xd1) as DepartmentId
const seed = randomBytes(32)
const key: SigningKey = { id: 'k1', publicKey: publicKeyOf(seed), from: at('2026-01-01T00:00:00Z') }
const sign: Signer = (payload, salts) => ({
  payload,
  key: key.id,
  signature: signerOf(seed)(canonical(payload)),
  salts,
})

let store: TestStore | undefined
afterEach(() => {
  store?.db.close()
  store = undefined
})

/** A report with one photo, both vouched for by the server's own code, as the phone keeps them. */
async function onPhone(into: TestStore) {
  const bytes = new Uint8Array(jpegBytes({ length: 700_001 }))
  const ref = refOf(bytes)
  const incident = decided(reportIncident, undefined, {
    incidentId: INCIDENT,
    unitId: UNIT,
    body: aBody(),
    photos: [ref],
  })
  const entry = latestReport(incident)
  const draft = await openDraft(into.db, UNIT, into.clock, () => INCIDENT)
  await addPhoto(into.db, draft, ref, bytes.buffer)
  const photo: Receipt = sign(
    {
      v: 1,
      kind: 'photo',
      department,
      unit: UNIT,
      incident: INCIDENT,
      photo: ref.id,
      size: ref.size,
      sha256: ref.sha256,
      stored: at('2026-11-19T07:00:00Z'),
    },
    null,
  )
  const receipts = new Map([
    [entry.id as string, reportReceipt(sign, randomBytes, { department, incident, entry })],
    [ref.id as string, photo],
  ])
  return { data: { incident, receipts, keys: [key] }, entry, bytes, photoId: ref.id as PhotoId }
}

const asFile = (value: unknown) => new Blob([JSON.stringify(value)])

test('[RC5] [RC6] what the phone downloads is found valid by the public page, photo and all, with the fingerprint of the key to compare', async () => {
  store = openStore()
  const { data, entry, bytes } = await onPhone(store)
  const file = await receiptFileOf(store.db, data, entry, 'Sở Ví Dụ (minh họa)')
  expect(file?.photos).toHaveLength(1)
  expect(Buffer.from(file?.photos[0]?.base64 ?? '', 'base64').equals(Buffer.from(bytes))).toBe(true)
  const checked = await checkReceipt(asFile(file))
  expect(checked).toMatchObject({ kind: 'valid', departmentName: 'Sở Ví Dụ (minh họa)', vouched: { photosMissing: 0 } })
  if (checked.kind !== 'valid') return
  const hash = createHash('sha256').update(Buffer.from(key.publicKey, 'hex')).digest('hex')
  expect(checked.keys[0]?.fingerprint.replaceAll(' ', '')).toBe(hash)
  expect(checked.keys[0]?.fingerprint).toBe(fingerprintOf(key))
})

test('[RC5] a changed word, photo, time or key is found, and any other file is told apart', async () => {
  store = openStore()
  const { data, entry } = await onPhone(store)
  const file = await receiptFileOf(store.db, data, entry, 'Sở Ví Dụ (minh họa)')
  if (!file) throw new Error('no file')
  const spoil = async (change: (copy: ReceiptFile) => void) => {
    const copy = structuredClone(file)
    change(copy)
    return checkReceipt(asFile(copy))
  }
  expect(await spoil((copy) => Object.assign(copy.entry.body, { whatHappened: 'khác' }))).toMatchObject({
    failure: { code: 'record-changed' },
  })
  expect(
    await spoil((copy) => Object.assign(copy.receipt.payload, { received: '2026-11-19T05:00:00.000Z' })),
  ).toMatchObject({ failure: { code: 'signature-wrong' } })
  expect(
    await spoil((copy) => Object.assign(copy.photos[0] ?? {}, { base64: base64Of(new Uint8Array(700_001)) })),
  ).toMatchObject({ failure: { code: 'photo-changed' } })
  expect(
    await spoil((copy) => Object.assign(copy.keys[0] ?? {}, { publicKey: publicKeyOf(randomBytes(32)) })),
  ).toMatchObject({ failure: { code: 'signature-wrong' } })
  for (const other of ['', 'no json', '{}', '[]', 'null', '{"format":"dau-moi-receipt/2"}'])
    expect(await checkReceipt(new Blob([other]))).toEqual({ kind: 'unreadable' })
})

test('[RC5] without a receipt there is no file; a photo whose bytes are not on the phone is left out', async () => {
  store = openStore()
  const { data, entry, photoId } = await onPhone(store)
  expect(await receiptFileOf(store.db, { ...data, receipts: new Map() }, entry, '')).toBeNull()
  await store.db.photoChunks.where('photo').equals(photoId).delete()
  const checked = await checkReceipt(asFile(await receiptFileOf(store.db, data, entry, '')))
  expect(checked).toMatchObject({ kind: 'valid', vouched: { photosMissing: 1 } })
})
