import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyPhoto } from '#domain/receipts/verify.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { aProduct } from '#tests/support/tasks.ts'
import { act, issueSample, JOINED } from './task-world.ts'
import { aReport, openServer, type Server } from './world.ts'

let server: Server
beforeEach(async () => {
  server = await openServer()
  await issueSample(server)
})
afterEach(() => server.close())

const bytes = jpegBytes()
const photo = refOf(bytes)
const add = (photos = [photo], place = undefined as typeof JOINED | undefined) =>
  act('task.addProduct', { product: aProduct(), photos }, place ? { place } : {})

it('[PH1] [PH6] [RC4] a picture of a product is stored after its task, with a receipt of its own that anyone can check', async () => {
  const an = server.phone('an')
  expect((await an.photo.head(photo.id)).headers['error-code']).toBe('record-not-yet')
  const added = add()
  expect((await an.push(added)).kind).toBe('applied')
  expect(await an.photo.patch(photo.id, bytes.subarray(0, 1234))).toMatchObject({ offset: 1234, stored: false })
  expect(await an.photo.patch(photo.id, bytes.subarray(1234), 1234)).toMatchObject({ stored: true })
  const { records } = await server.phone('anAlso').everything()
  const receipt = records.find(({ type, id }) => type === 'receipt' && id === photo.id)
  expect(receipt?.entity).toBe(added.entity)
  expect(verifyPhoto(receipt?.body as Receipt, bytes, [server.key])).toMatchObject({
    ok: true,
    value: { kind: 'task.photo', task: added.entity, photo: photo.id },
  })
  const signed = receipt?.body as Receipt
  const changed = { ...signed, payload: { ...signed.payload, task: aReport().entity } } as Receipt
  expect(verifyPhoto(changed, bytes, [server.key])).toEqual({ ok: false, error: 'signature-wrong' })
})

it('[AC3] [PH7] whoever reads the task reads its pictures, and only who declared one uploads it', async () => {
  await server.phone('an').push(add())
  expect(await server.phone('anAlso').photo.patch(photo.id, bytes)).toMatchObject({ error: { code: 'record-not-yet' } })
  await server.phone('an').photo.patch(photo.id, bytes)
  const got = async (person: Parameters<Server['phone']>[0]) =>
    (await server.phone(person).photo.get(photo.id)).statusCode
  for (const person of ['an', 'anAlso', 'head', 'clerk', 'chief', 'parent'] as const)
    expect([person, await got(person)]).toEqual([person, 200])
  for (const person of ['binh', 'admin'] as const) expect([person, await got(person)]).toEqual([person, 404])
})

it('[PH1] an id that stands for another record is nobody’s to declare again, in either direction', async () => {
  const an = server.phone('an')
  await an.push(aReport({ photos: [photo] }))
  expect(await an.push(add())).toMatchObject({ code: 'not-found' })
  const own = refOf(jpegBytes({ seed: 5 }))
  expect((await an.push(add([own]))).kind).toBe('applied')
  expect(await an.push(add([own], JOINED))).toMatchObject({ code: 'not-found' })
  expect(await an.push(aReport({ photos: [own] }))).toMatchObject({ code: 'not-found' })
})

it('[PH2] at most three a product, and a change of the builds before, which knew none, is taken', async () => {
  const an = server.phone('an')
  const photos = [1, 2, 3, 4].map((seed) => refOf(jpegBytes({ seed })))
  expect(await an.push(add(photos))).toMatchObject({ code: 'too-many-photos', details: { max: 3 } })
  expect((await an.push(act('task.addProduct', { product: aProduct() }))).kind).toBe('applied')
})

it('[TK7] [PH1] a product that comes after the office’s last word is kept with its pictures', async () => {
  const an = server.phone('an')
  await an.push(act('task.see'))
  await server.phone('clerk').push(act('task.cancel', { reason: 'Không cần (minh họa)' }))
  expect((await an.push(add())).kind).toBe('merged')
  expect(await an.photo.patch(photo.id, bytes)).toMatchObject({ stored: true })
})

it('[PH9] a picture that had arrived stays with the timeline when its product is taken out', async () => {
  const an = server.phone('an')
  const added = add()
  await an.push(added)
  await an.photo.patch(photo.id, bytes)
  await an.push(act('task.removeProduct', { productId: added.mid }))
  expect((await server.phone('clerk').photo.get(photo.id)).statusCode).toBe(200)
  expect((await an.everything()).records.some(({ type, id }) => type === 'receipt' && id === photo.id)).toBe(true)
})
