import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { type Piece, pieceSchema, type SentEntry } from '#domain/pieces/piece.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyPhoto, verifyPiece } from '#domain/receipts/verify.ts'
import { verifyFile } from '#domain/receipts/verify-file.ts'
import { publishPieceRules } from '#server/organisation/piece-rules.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { anArticle, anExample } from '#tests/support/pieces.ts'
import { aMutation, DEPARTMENT, DIVISION, OFFICE, openServer, type Person, SCHOOL, type Server } from './world.ts'

let server: Server
beforeEach(async () => {
  server = await openServer()
  const from = '2020-01-01' as Day
  const recipients = [OFFICE, DIVISION].map((unit) => ({ unit, from, to: null }))
  const done = await server.store.write(DEPARTMENT, (tx) => publishPieceRules(tx, DEPARTMENT, { recipients }))
  if (!done.ok) throw new Error(done.error.join())
})
afterEach(() => server.close())

const act = (name: string, pieceId: string, args: object = {}) => aMutation(name, pieceId, { pieceId, ...args })
const send = (change: object = {}, pieceId: string = randomUUID()) =>
  act('piece.send', pieceId, { unitId: SCHOOL, body: anArticle(), photos: [], ...change })
const out = { channel: 'portal', link: 'https://cong.vi-du.example/tin/1', on: '2026-11-19' }
const pieceOf = async (person: Person) =>
  (await server.phone(person).everything()).records.find(({ type }) => type === 'piece')?.body as Piece | undefined

it('[PI1] [PI3] two places receive an article, answer apart, and the unit sees both', async () => {
  const sent = send()
  expect((await server.phone('an').push(sent)).kind).toBe('applied')
  for (const person of ['clerk', 'division'] as const)
    expect((await server.phone(person).desk.pieces()).pieces).toMatchObject([
      { id: sent.entity, code: 'TB-2026-0001', own: 'waiting', state: 'sent' },
    ])
  expect((await server.phone('division').push(act('piece.receive', sent.entity))).kind).toBe('applied')
  expect((await server.phone('division').push(act('piece.publish', sent.entity, out))).kind).toBe('applied')
  const declined = act('piece.decline', sent.entity, { reason: 'Đã có bài tương tự (minh họa).' })
  expect((await server.phone('clerk').push(declined)).kind).toBe('applied')
  const piece = pieceSchema.parse(await pieceOf('anAlso'))
  expect(piece.recipients.map(({ unitId }) => unitId)).toEqual([OFFICE, DIVISION])
  expect(piece.timeline.map(({ kind, by }) => [kind, by.role])).toEqual([
    ['sent', 'focal_point'],
    ['received', 'division_officer'],
    ['published', 'division_officer'],
    ['declined', 'office_clerk'],
  ])
})

it('[AC8] [AC3] nobody else reads it, by the desk, by the pull, by its pictures or by asking', async () => {
  const bytes = jpegBytes()
  const photo = refOf(bytes)
  const sent = send({ body: anExample(), photos: [photo] })
  await server.phone('an').push(sent)
  await server.phone('an').photo.patch(photo.id, bytes)
  const got = async (person: Person) => (await server.phone(person).photo.get(photo.id)).statusCode
  for (const person of ['anAlso', 'head', 'clerk', 'chief', 'division', 'parent'] as const)
    expect([person, await got(person)]).toEqual([person, 200])
  for (const person of ['binh', 'admin'] as const) {
    const phone = server.phone(person)
    expect([person, await got(person)]).toEqual([person, 404])
    expect((await phone.desk.pieces()).error?.code).toBe('not-allowed')
    expect((await phone.desk.pieces(sent.entity)).error?.code).toBe('not-allowed')
    expect(await phone.push(act('piece.receive', sent.entity))).toMatchObject({ code: 'not-found' })
    // what follows one's own refusal is told apart from what never was, and tells no more
    expect(await phone.push(act('piece.send', sent.entity, sent.args))).toMatchObject({ code: 'parent-refused' })
    expect(await pieceOf(person)).toBeUndefined()
  }
  // its own space brings the division no other unit's record
  expect(await pieceOf('division')).toBeUndefined()
  expect(await server.phone('parent').push(act('piece.receive', sent.entity))).toMatchObject({ code: 'not-allowed' })
})

it('[OF7] [PD3] the list tells no more than a title: whom it is about and who agreed stand in the piece alone', async () => {
  const label = 'chim-hoàng-yến-9K'
  await server.phone('an').push(send({ body: anExample({ label, text: label }) }))
  for (const person of ['clerk', 'division', 'parent'] as const) {
    const { raw, pieces } = await server.phone(person).desk.pieces()
    expect([person, pieces?.length]).toEqual([person, 1])
    expect(raw).not.toContain(label)
  }
  expect(server.logs.join('')).not.toContain(label)
})

it('[V41] an example without consent is refused, and its words come back whole', async () => {
  const an = server.phone('an')
  const sent = send({ body: anExample({ consent: null }) })
  expect(await an.push(sent)).toMatchObject({ code: 'incomplete', details: { issues: [{ code: 'V41' }] } })
  const { records } = await an.everything()
  expect(records.find(({ type }) => type === 'refused')?.body).toMatchObject({ args: { body: { form: 'example' } } })
})

it('[PI5] consent that is withdrawn is told to both places', async () => {
  const sent = send({ body: anExample() })
  await server.phone('an').push(sent)
  await server.phone('division').push(act('piece.publish', sent.entity, out))
  expect((await server.phone('an').push(act('piece.withdrawConsent', sent.entity, { note: '' }))).kind).toBe('applied')
  for (const person of ['clerk', 'division'] as const)
    expect((await server.phone(person).desk.pieces()).pieces).toMatchObject([{ state: 'retired' }])
  expect((await server.phone('division').push(act('piece.takeDown', sent.entity, { note: '' }))).kind).toBe('applied')
})

it('[RC8] [RC4] [RC5] each version and each picture has a receipt that anyone can check', async () => {
  const bytes = jpegBytes()
  const photo = refOf(bytes)
  const an = server.phone('an')
  const sent = send({ body: anExample(), photos: [photo] })
  await an.push(sent)
  await an.photo.patch(photo.id, bytes)
  const second = send({ body: anExample({ title: 'Bản hai (minh họa)' }), photos: [photo] }, sent.entity)
  expect((await an.push(second)).kind).toBe('applied')

  const { piece, receipts } = await server.phone('division').desk.pieces(sent.entity)
  const receiptOf = (id: string) => receipts?.find((one) => one.id === id)?.receipt as Receipt
  const versions = (piece?.timeline ?? []).filter(({ kind }) => kind === 'sent') as SentEntry[]
  expect(versions.map((version) => verifyPiece(receiptOf(version.id), version, [server.key]))).toMatchObject([
    { ok: true, value: { no: 1, code: 'TB-2026-0001', piece: sent.entity } },
    { ok: true, value: { no: 2, code: 'TB-2026-0001' } },
  ])
  const [first] = versions
  if (!first) throw new Error('no version')
  const forged = { ...first, body: { ...first.body, title: 'Khác' } } as SentEntry
  expect(verifyPiece(receiptOf(first.id), forged, [server.key])).toEqual({ ok: false, error: 'record-changed' })
  expect(verifyPhoto(receiptOf(photo.id), bytes, [server.key])).toMatchObject({
    ok: true,
    value: { kind: 'piece.photo', piece: sent.entity },
  })
  const file = { format: 'dau-moi-receipt/1', departmentName: 'a', unitName: 'b', entry: first, photos: [] }
  const whole = { ...file, receipt: receiptOf(first.id), keys: [server.key] }
  expect(await verifyFile(whole, null)).toMatchObject({ ok: true, value: { report: { no: 1 }, photosMissing: 1 } })
  expect(await verifyFile({ ...whole, entry: forged }, null)).toMatchObject({ error: { code: 'record-changed' } })
})

it('[PR2] [SY2] the same sending twice is one piece with one number', async () => {
  const an = server.phone('an')
  const sent = send()
  expect(await an.push(sent)).toEqual(await an.push(sent))
  await server.phone('anAlso').push(send({}, sent.entity))
  expect((await pieceOf('an'))?.timeline).toHaveLength(1)
  await an.push(send())
  expect((await server.phone('clerk').desk.pieces()).pieces?.map(({ code }) => code).sort()).toEqual([
    'TB-2026-0001',
    'TB-2026-0002',
  ])
})

it('[PI1] a code that names no unit writes nothing', async () => {
  const recipients = [{ unit: 'KHONG-CO', from: '2020-01-01' as Day, to: null }]
  const done = await server.store.write(DEPARTMENT, (tx) => publishPieceRules(tx, DEPARTMENT, { recipients }))
  expect(done).toEqual({ ok: false, error: ['KHONG-CO'] })
})
