import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MAX_UNSENT_BYTES, type UnsentRefusal } from '#domain/unsent/header.ts'
import { joinContent } from '#storage/unsent/content.ts'
import { importUnsent } from '#storage/unsent/file.ts'
import { gatherUnsent } from '#storage/unsent/gather.ts'
import { unpack } from '#storage/unsent/packing.ts'
import { sealUnsent } from '#storage/unsent/seal.ts'
import { anActor, at, UNIT } from '#tests/support/builders.ts'
import type { TestStore } from './device-store.ts'
import { aDevice, aDraft, everything, exported, imported, PASS, send } from './unsent-world.ts'

let phone: TestStore
let other: TestStore
let file: Blob
beforeEach(async () => {
  phone = aDevice(0)
  other = aDevice(1)
  await send(phone, await aDraft(phone, 'Việc'))
  await aDraft(phone, 'Nháp')
  file = await exported(phone)
})
afterEach(() => {
  phone.db.close()
  other.db.close()
})

async function refused(bad: Blob, code: UnsentRefusal, passphrase = PASS) {
  const before = await everything(other)
  expect(await imported(other, bad, passphrase)).toEqual({ ok: false, error: code })
  expect(await everything(other)).toEqual(before)
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())
const lineLength = async (blob: Blob) => (await bytesOf(blob)).indexOf(10) + 1
async function changedAt(at: number): Promise<Blob> {
  const bytes = await bytesOf(file)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return new Blob([bytes])
}

describe('[HO4] a bad file is refused by its reason, and nothing of it is taken', () => {
  test('of another account', async () => {
    const stranger = anActor('focal_point', UNIT, 2)
    expect(await importUnsent(other.db, stranger, file, PASS)).toEqual({ ok: false, error: 'unsent-wrong-account' })
    expect(await other.db.outbox.count()).toBe(0)
  })

  test('of the same account in another department', async () => {
    const elsewhere = { ...phone.actor, departmentId: anActor('admin', UNIT, 3).accountId as never }
    expect(await importUnsent(other.db, elsewhere, file, PASS)).toMatchObject({ error: 'unsent-wrong-account' })
  })

  test('with another passphrase', () => refused(file, 'unsent-wrong-key', 'sau tu de nho 42'))

  test('cut anywhere', async () => {
    const line = await lineLength(file)
    for (const length of [30, line - 1, line, line + 1, line + 20, file.size - 17, file.size - 1])
      await refused(file.slice(0, length), 'unsent-cut')
    await refused(new Blob([file, 'x']), 'unsent-cut')
  })

  test('doctored in what is sealed: at its beginning, in the middle, in the seal itself', async () => {
    const line = await lineLength(file)
    for (const at of [
      line,
      line + 1000,
      Math.floor((line + file.size) / 2),
      file.size - 17,
      file.size - 16,
      file.size - 1,
    ])
      await refused(await changedAt(at), 'unsent-wrong-key')
  })

  test('doctored in the clear line: every byte of it', async () => {
    const line = await lineLength(file)
    const before = await everything(other)
    const met = new Set<string>()
    for (let at = 0; at < line; at += 1) {
      const outcome = await imported(other, await changedAt(at))
      if (outcome.ok) throw new Error(`taken although byte ${at} was changed`)
      met.add(outcome.error)
    }
    expect(await everything(other)).toEqual(before)
    for (const code of ['unsent-not-such', 'unsent-wrong-account', 'unsent-wrong-key', 'unsent-cut'])
      expect(met).toContain(code)
  }, 120_000)

  test('with another date or count in the clear line, since that is sealed too', async () => {
    const text = new TextDecoder('latin1').decode(await bytesOf(file))
    for (const [from, to] of [
      ['"created":"2026-11-19', '"created":"2026-11-18'],
      ['"count":2', '"count":1'],
    ] as const) {
      expect(text).toContain(from)
      const doctored = Uint8Array.from(text.replace(from, to), (char) => char.charCodeAt(0))
      await refused(new Blob([doctored]), 'unsent-wrong-key')
    }
  })

  test('which is something else', async () => {
    for (const content of ['', '{}', '{"format":"dau-moi-receipt/1"}\n', 'Kính gửi Văn phòng Sở\n', '\n'])
      await refused(new Blob([content]), 'unsent-not-such')
  })

  test('of a newer format', () => refused(new Blob(['{"format":"dau-moi-unsent/2","x":1}\nabc']), 'unsent-newer'))

  test('too large, unread', async () => {
    const huge = Object.assign(new Blob(['x']), {})
    Object.defineProperty(huge, 'size', { value: MAX_UNSENT_BYTES + 1 })
    await refused(huge, 'unsent-too-large')
  })

  test('that unfolds to more than it may', async () => {
    const packed = new Blob([new Uint8Array(1_000_000)]).stream().pipeThrough(new CompressionStream('gzip'))
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
    expect(bytes.length).toBeLessThan(5000)
    expect(await unpack('gzip', bytes, 999_999)).toEqual({ kind: 'too-large' })
    expect(await unpack('gzip', bytes, 1_000_000)).toMatchObject({ kind: 'bytes' })
  })

  test('with a photo that is not the declared one', async () => {
    const content = await gatherUnsent(phone.db)
    const [photo] = content.photos
    if (!photo) throw new Error('no photo')
    photo.bytes[200] = (photo.bytes[200] ?? 0) ^ 1
    await refused(await sealedOf(joinContent(content)), 'unsent-photo')
  })

  test('sealed rightly around what is no such content', async () => {
    const whole = joinContent(await gatherUnsent(phone.db))
    const list = new TextEncoder().encode('{"changes":[{}],"drafts":[],"photos":[]}')
    const wrong = new Uint8Array([0, 0, 0, list.length, ...list])
    for (const content of [new Uint8Array(0), new Uint8Array(3), whole.slice(0, -1), wrong])
      await refused(await sealedOf(content), 'unsent-not-such')
  })

  test('in the middle of the work: a store that fails leaves everything as it was', async () => {
    const before = await everything(other)
    other.db.photos.hook('creating', () => {
      throw new Error('no room')
    })
    await expect(imported(other, file)).rejects.toThrow()
    expect(await everything(other)).toEqual(before)
  })
})

async function sealedOf(content: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const { accountId: account, departmentId: department } = phone.actor
  const sealed = await sealUnsent(content, PASS, { account, department, created: at('2026-11-19T06:00:00Z'), count: 2 })
  if (!sealed.ok) throw new Error(sealed.error)
  return sealed.value
}
