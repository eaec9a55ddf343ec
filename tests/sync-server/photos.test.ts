import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PhotoRef, PhotoType } from '#domain/photos/photo.ts'
import { MAX_PHOTO_BYTES } from '#domain/photos/photo.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyPhoto } from '#domain/receipts/verify.ts'
import { fail } from '#domain/result.ts'
import { uuid } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { memoryFiles } from '#tests/support/memory-files.ts'
import { aReport, aSupplement, DEPARTMENT, openServer, type Server } from './world.ts'

describe('photos', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server?.close())

  const declare = async (bytes: Uint8Array, type: PhotoType = 'image/jpeg'): Promise<PhotoRef> => {
    const photo = refOf(bytes, type)
    const verdict = await server.phone('an').push(aReport({ photos: [photo] }))
    expect(verdict.kind).toBe('applied')
    return photo
  }

  it('[PH6] a photo that came whole is stored, receipted, and given back to whoever may read its report', async () => {
    const bytes = jpegBytes()
    const { id } = await declare(bytes)
    const phone = server.phone('an')
    const before = await phone.photo.head(id)
    expect([before.statusCode, before.headers['upload-offset'], before.headers['upload-length']]).toEqual([
      200,
      '0',
      '5000',
    ])
    expect(await phone.photo.patch(id, bytes)).toMatchObject({ status: 200, offset: 5000, stored: true })
    expect((await phone.photo.head(id)).headers['upload-offset']).toBe('5000')

    const { records } = await phone.everything()
    const receipt = records.find((record) => record.type === 'receipt' && record.id === id)?.body as Receipt
    expect(verifyPhoto(receipt, bytes, [server.key])).toMatchObject({ ok: true, value: { stored: server.now() } })
    const changed = jpegBytes({ seed: 2 })
    expect(verifyPhoto(receipt, changed, [server.key])).toEqual({ ok: false, error: 'photo-changed' })

    for (const person of ['an', 'anAlso', 'head', 'clerk', 'parent'] as const) {
      const answer = await server.phone(person).photo.get(id)
      expect([person, answer.statusCode, answer.rawPayload.equals(Buffer.from(bytes))]).toEqual([person, 200, true])
      expect(answer.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' })
    }
    for (const person of ['binh', 'admin'] as const)
      expect((await server.phone(person).photo.get(id)).statusCode).toBe(404)
  })

  it('[PH6] an upload goes on where it was cut, and a wrong offset is told', async () => {
    const bytes = jpegBytes()
    const { id } = await declare(bytes)
    const { photo } = server.phone('an')
    expect(await photo.patch(id, bytes.subarray(0, 1234))).toMatchObject({ offset: 1234, stored: false })
    expect(await photo.patch(id, bytes, 0)).toMatchObject({ status: 409, error: { code: 'photo-offset' } })
    expect((await photo.head(id)).headers['upload-offset']).toBe('1234')
    expect(await photo.patch(id, bytes.subarray(1234), 1234)).toMatchObject({ offset: 5000, stored: true })
    // the answer was lost: asking again changes nothing
    expect(await photo.patch(id, new Uint8Array(), 5000)).toMatchObject({ offset: 5000, stored: true })
  })

  it('[PH6] what two processes wrote twice at once is longer than the photo, and begins anew', async () => {
    const bytes = jpegBytes()
    const { id } = await declare(bytes)
    const folder = join(server.folder, 'photos', DEPARTMENT)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${id}.part`), Buffer.concat([bytes, bytes]))
    const { photo } = server.phone('an')
    expect((await photo.head(id)).headers['upload-offset']).toBe('0')
    expect(await photo.patch(id, bytes)).toMatchObject({ offset: 5000, stored: true })
  })

  it('[PH6] two processes over one folder that take the same pieces at once make one photo with one receipt', async () => {
    const there = { folder: server.folder, store: server.store, key: server.key, now: server.now() }
    const twin = await openServer({}, there)
    const phones = [server.phone('an').photo, twin.phone('an').photo]
    const both = (id: string, piece: Uint8Array, offset: number) =>
      Promise.all(phones.map(({ patch }) => patch(id, piece, offset)))
    for (let n = 0; n < 12; n += 1) {
      const bytes = jpegBytes({ length: 90_000, seed: n })
      const { id } = await declare(bytes)
      for (let at = 0; at < bytes.length; at += 30_000) {
        const said = await both(id, bytes.subarray(at, at + 30_000), at)
        expect(said.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
        const offset = Number((await phones[n % 2]?.head(id))?.headers['upload-offset'])
        expect([n, offset]).toEqual([n, at + 30_000])
      }
      expect(await phones[0]?.patch(id, new Uint8Array(), bytes.length)).toMatchObject({ status: 200, stored: true })
      expect((await phones[1]?.get(id))?.rawPayload.equals(Buffer.from(bytes))).toBe(true)
      const { records } = await server.phone('an').everything()
      expect(records.filter((record) => record.id === id)).toHaveLength(1)
    }
    await twin.app.close()
  })

  it('[PH7] a photo before its report waits; one of another account is answered alike', async () => {
    const bytes = jpegBytes()
    const { id } = await declare(bytes)
    const ask = async (person: 'an' | 'anAlso' | 'binh', photo: string) => {
      const head = await server.phone(person).photo.head(photo)
      const patch = await server.phone(person).photo.patch(photo, bytes)
      return [head.statusCode, head.headers['error-code'], patch.status, patch.error?.code]
    }
    const notYet = [404, 'record-not-yet', 404, 'record-not-yet']
    expect(await ask('an', uuid(77))).toEqual(notYet)
    expect(await ask('anAlso', id)).toEqual(notYet)
    expect(await ask('binh', id)).toEqual(notYet)
    expect((await server.phone('an').photo.get(id)).statusCode).toBe(404)
  })

  const png = (width: number, height: number) => {
    const bytes = new Uint8Array(100)
    bytes.set([0x89, ...Buffer.from('PNG\r\n\u001a\n'), 0, 0, 0, 13, ...Buffer.from('IHDR')])
    new DataView(bytes.buffer).setUint32(16, width)
    new DataView(bytes.buffer).setUint32(20, height)
    return bytes
  }
  it.each<[string, Uint8Array, PhotoType, string]>([
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'image/png',
      'photo-type',
    ],
    ['a wrong magic number', Buffer.from('MZ this is a program'), 'image/jpeg', 'photo-type'],
    ['200 megapixels', png(20_000, 10_000), 'image/png', 'photo-pixels'],
    ['a JPEG that ends in its head', jpegBytes().subarray(0, 12), 'image/jpeg', 'photo-broken'],
    ['a PNG that was declared a JPEG', png(100, 100), 'image/jpeg', 'photo-type'],
  ])('[PH3] %s is refused with a code and dropped', async (_what, bytes, type, code) => {
    const { id } = await declare(bytes, type)
    const { photo } = server.phone('an')
    expect(await photo.patch(id, bytes)).toMatchObject({ status: 422, error: { code } })
    expect((await photo.head(id)).headers['upload-offset']).toBe('0')
    expect((await photo.get(id)).statusCode).toBe(404)
  })

  it('[PH3] other bytes than declared are dropped, and the right ones can follow', async () => {
    const bytes = jpegBytes()
    const { id } = await declare(bytes)
    const { photo } = server.phone('an')
    expect(await photo.patch(id, jpegBytes({ seed: 9 }))).toMatchObject({ status: 422, error: { code: 'photo-hash' } })
    expect(await photo.patch(id, bytes)).toMatchObject({ status: 200, stored: true })
  })

  it('[PH2] more bytes than declared are refused unread, and a large one cannot be declared', async () => {
    const { id } = await declare(jpegBytes())
    const { photo, push } = server.phone('an')
    expect(await photo.patch(id, jpegBytes({ length: 6000 }))).toMatchObject({
      status: 422,
      error: { code: 'photo-size' },
    })
    const empty = { ...refOf(jpegBytes()), size: 0 }
    const huge = { ...refOf(jpegBytes()), size: MAX_PHOTO_BYTES + 1 }
    for (const wrong of [empty, huge]) {
      const verdict = await push(aReport({ photos: [wrong] }))
      expect(verdict).toMatchObject({ code: 'malformed', details: { path: 'photos.0.size' } })
    }
  })

  it('[PH2] the largest photo that may be declared is taken in one go', async () => {
    const bytes = jpegBytes({ length: MAX_PHOTO_BYTES })
    const { id } = await declare(bytes)
    expect(await server.phone('an').photo.patch(id, bytes)).toMatchObject({ offset: MAX_PHOTO_BYTES, stored: true })
  })

  it('[SP2] the receipt of a photo goes where its incident lies when it is stored, and moves with it', async () => {
    const bytes = jpegBytes()
    const photo = refOf(bytes)
    const report = aReport({ photos: [photo] })
    const phone = server.phone('an')
    await phone.push(report)
    await phone.push(aSupplement(report.entity, { category: 'child_abuse', details: null }))
    await phone.photo.patch(photo.id, bytes)
    const { records } = await phone.everything()
    expect(records.filter(({ type, id }) => type === 'receipt' && id === photo.id)).toHaveLength(1)
    const colleague = await server.phone('anAlso').everything()
    expect(colleague.records.filter(({ entity }) => entity === report.entity)).toEqual([])
    expect((await server.phone('anAlso').photo.get(photo.id)).statusCode).toBe(404)
    expect((await server.phone('clerk').photo.get(photo.id)).statusCode).toBe(404)
    expect((await server.phone('chief').photo.get(photo.id)).statusCode).toBe(200)
  })

  it('[PH6] two uploads of one photo at once make one photo', async () => {
    const bytes = jpegBytes({ length: 200_000 })
    const { id } = await declare(bytes)
    const { photo, everything } = server.phone('an')
    const outcomes = await Promise.all([photo.patch(id, bytes), photo.patch(id, bytes)])
    expect(outcomes.some(({ stored }) => stored)).toBe(true)
    const { records } = await everything()
    expect(records.filter((record) => record.id === id)).toHaveLength(1)
    const stored = await photo.get(id)
    expect(createHash('sha256').update(stored.rawPayload).digest('hex')).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    )
  })
})

describe('photos when the server is in trouble', () => {
  it('[PH6] [SIM1] a crash between the disk and the database is healed by asking again', async () => {
    let crash = true
    const server = await openServer({
      faults(point) {
        if (point === 'photo-kept' && crash) throw new Error('planted')
      },
    })
    const bytes = jpegBytes()
    const photo = refOf(bytes)
    const phone = server.phone('an')
    await phone.push(aReport({ photos: [photo] }))
    expect(await phone.photo.patch(photo.id, bytes)).toMatchObject({ status: 500, error: { code: 'server-error' } })
    crash = false
    const offset = Number((await phone.photo.head(photo.id)).headers['upload-offset'])
    expect(offset).toBe(bytes.length)
    expect(await phone.photo.patch(photo.id, bytes.subarray(offset), offset)).toMatchObject({ stored: true })
    await server.close()
  })

  it('[ST8] a full disk is told as such', async () => {
    const files = { ...memoryFiles(), append: async () => fail('storage-full' as const) }
    const server = await openServer({ files })
    const bytes = jpegBytes()
    const photo = refOf(bytes)
    const phone = server.phone('an')
    await phone.push(aReport({ photos: [photo] }))
    expect(await phone.photo.patch(photo.id, bytes)).toMatchObject({ status: 507, error: { code: 'storage-full' } })
    await server.close()
  })
})
