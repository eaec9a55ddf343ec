import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import type { DepartmentId, PhotoId } from '#domain/ids.ts'
import { latestReport } from '#domain/incidents/incident.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { ReceiptFile } from '#domain/receipts/file.ts'
import { fingerprintOf, verifyFile } from '#domain/receipts/verify-file.ts'
import { runAdmin } from '#server/cli/run.ts'
import { publicKeyOf, signerOf } from '#server/receipts/ed25519.ts'
import { photoReceipt, reportReceipt, type Signer } from '#server/receipts/sign.ts'
import { aBody, at, decided, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'

const department = uuid(0xd1) as DepartmentId
const seed = randomBytes(32)
const key = { id: 'key-1', publicKey: publicKeyOf(seed), from: at('2026-01-01') }
const sign: Signer = (payload, salts) => ({
  payload,
  key: key.id,
  signature: signerOf(seed)(canonical(payload)),
  salts,
})

const picture = randomBytes(500)
const photo: PhotoRef = {
  id: uuid(0xf01) as PhotoId,
  type: 'image/jpeg',
  size: picture.length,
  sha256: createHash('sha256').update(picture).digest('hex'),
  width: 1600,
  height: 1200,
}
const missing: PhotoRef = { ...photo, id: uuid(0xf02) as PhotoId }
const incident = decided(reportIncident, undefined, {
  incidentId: INCIDENT,
  unitId: UNIT,
  body: aBody(),
  photos: [photo, missing],
})
const entry = latestReport(incident)
const declared = (of: PhotoRef) => ({
  ...of,
  entity: INCIDENT as string,
  entity_type: 'incident',
  unit_id: UNIT as string,
  uploader: entry.by.accountId,
  stored_at: null,
})
const file: ReceiptFile = {
  format: 'dau-moi-receipt/1',
  departmentName: 'Sở Ví Dụ (minh họa)',
  unitName: 'Trường Tiểu học Sao Mai (minh họa)',
  entry,
  receipt: reportReceipt(sign, randomBytes, { department, incident, entry }),
  photos: [
    {
      id: photo.id,
      base64: picture.toString('base64'),
      receipt: photoReceipt(sign, { department, photo: declared(photo) as never, stored: at('2026-11-19T07:00:00Z') }),
    },
  ],
  keys: [key],
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-receipt-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function verify(content: string | Uint8Array, keys?: unknown) {
  const path = join(folder, 'receipt.json')
  await writeFile(path, content)
  const more = keys === undefined ? [] : ['--keys', join(folder, 'keys.json')]
  if (keys !== undefined) await writeFile(join(folder, 'keys.json'), JSON.stringify(keys))
  const lines: string[] = []
  const exit = await runAdmin(['receipt', 'verify', path, ...more], {
    dataDir: join(folder, 'no-such-data'),
    databaseUrl: null,
    now: () => at('2030-01-01'),
    newId: () => '',
    random: randomBytes,
    print: (line) => lines.push(line),
    complain: (line) => lines.push(line),
  })
  return { exit, text: lines.join('\n') }
}

describe('receipt verify', () => {
  it('[RC5] says what is vouched for, without any database', async () => {
    const { exit, text } = await verify(JSON.stringify(file))
    expect(exit).toBe(0)
    expect(text).toContain('HỢP LỆ')
    expect(text).toContain(incident.code ?? '?')
    expect(text).toContain('kê khai 2, có trong tệp và đúng 1, không kèm 1')
    expect(text).toContain(fingerprintOf(key))
    expect(await readdir(folder)).not.toContain('no-such-data')
  })

  it('[RC5] checks against published keys when they are given', async () => {
    expect((await verify(JSON.stringify(file), [key])).exit).toBe(0)
    const foreign = { ...key, publicKey: publicKeyOf(randomBytes(32)) }
    expect(await verify(JSON.stringify(file), [foreign])).toMatchObject({ exit: 1 })
    expect((await verify(JSON.stringify(file), [foreign])).text).toMatch(/\[signature-wrong\]$/)
    expect((await verify(JSON.stringify(file), [{ ...key, id: 'key-2' }])).text).toMatch(/\[key-unknown\]$/)
    expect((await verify(JSON.stringify(file), [])).text).toMatch(/\[keys-malformed\]$/)
  })

  it.each([1, 2, 3, 4])(
    '[RC4] a photo of %i bytes is read as it was written, and in no other spelling',
    async (size) => {
      const bytes = randomBytes(size)
      const small = { ...photo, size, sha256: createHash('sha256').update(bytes).digest('hex') }
      const of = decided(reportIncident, undefined, {
        incidentId: INCIDENT,
        unitId: UNIT,
        body: aBody(),
        photos: [small],
      })
      const receipt = photoReceipt(sign, { department, photo: declared(small) as never, stored: at('2026-11-19') })
      const whole = (base64: string): ReceiptFile => ({
        ...file,
        entry: latestReport(of),
        receipt: reportReceipt(sign, randomBytes, { department, incident: of, entry: latestReport(of) }),
        photos: [{ id: small.id, base64, receipt }],
      })
      const base64 = bytes.toString('base64')
      expect((await verifyFile(whole(base64), null)).ok).toBe(true)
      const others = [`${base64}=`, ` ${base64}`, base64.replace(/=+$/, ''), `${base64}AAAA`].filter(
        (other) => other !== base64,
      )
      for (const other of others) expect((await verifyFile(whole(other), null)).ok).toBe(false)
    },
  )

  it.each([
    ['not JSON', 'xin chào', 'file-malformed'],
    ['not UTF-8', new Uint8Array([0xff, 0xfe]), 'file-malformed'],
    ['something else', '{"format":"khác"}', 'file-malformed'],
    [
      'another text',
      JSON.stringify({ ...file, entry: { ...entry, body: { ...entry.body, whatHappened: 'Khác.' } } }),
      'record-changed',
    ],
    [
      'an added member, deep inside',
      JSON.stringify({
        ...file,
        entry: { ...entry, body: { ...entry.body, place: { ...entry.body.place, thêm: 1 } } },
      }),
      'record-changed',
    ],
    [
      'another photo under the same receipt',
      JSON.stringify({
        ...file,
        photos: file.photos.map((p) => ({ ...p, base64: randomBytes(500).toString('base64') })),
      }),
      'photo-changed',
    ],
    [
      'a photo that the report did not declare',
      JSON.stringify({ ...file, photos: file.photos.map((p) => ({ ...p, id: missing.id })) }),
      'photo-changed',
    ],
    ['one photo twice', JSON.stringify({ ...file, photos: [...file.photos, ...file.photos] }), 'photo-changed'],
    ['the receipts swapped', JSON.stringify({ ...file, receipt: file.photos[0]?.receipt }), 'kind-wrong'],
  ])('[RC2] %s fails with its code', async (_name, content, code) => {
    const { exit, text } = await verify(content)
    expect(exit).toBe(1)
    expect(text.endsWith(`[${code}]`)).toBe(true)
  })

  it('[RC2] any flipped byte fails, unless it changes nothing that is vouched for', async () => {
    const start = randomInt(7)
    console.info(`flipping every 7th byte from ${start}`)
    const bytes = new TextEncoder().encode(JSON.stringify(file))
    const vouched = ({ entry, receipt, photos, keys }: ReceiptFile) =>
      canonical({ entry, receipt, photos, keys: keys.map(({ id, publicKey }) => ({ id, publicKey })) })
    let failed = 0
    for (let i = start; i < bytes.length; i += 7) {
      const spoiled = bytes.slice()
      spoiled[i] = (spoiled[i] ?? 0) ^ (1 << (i % 7))
      let json: unknown
      try {
        json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(spoiled))
      } catch {
        failed += 1
        continue
      }
      if ((await verifyFile(json, null)).ok) expect(vouched(json as ReceiptFile)).toBe(vouched(file))
      else failed += 1
    }
    expect(failed).toBeGreaterThan(bytes.length / 7 / 2)
  })
})
