import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PhotoId } from '#domain/ids.ts'
import { PIECE_RULES } from '#domain/pieces/recipients.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { addFormPhoto } from '#storage/form-pictures.ts'
import { saveForm } from '#storage/forms.ts'
import { discardPieceForm, pieceFormId, readPiece, readPieces } from '#storage/pieces.ts'
import { UNIT, uuid } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { anArticle, anExample, PIECE, rulesFor } from '#tests/support/pieces.ts'
import { openStore, type TestStore } from './device-store.ts'

let store: TestStore
beforeEach(async () => {
  store = openStore()
  await store.db.records.put({
    space: BULLETIN,
    type: 'piece_rules',
    id: PIECE_RULES,
    entity: PIECE_RULES,
    version: 1,
    body: rulesFor(uuid(0xa3) as never),
  })
})
afterEach(() => store.db.delete())

const FORM = pieceFormId(PIECE, 'article')
const send = (change: object = {}) =>
  store.mutate({
    name: 'piece.send',
    args: { pieceId: PIECE, unitId: UNIT, body: anArticle(), photos: [], ...change },
    formId: FORM,
  })

async function takePicture(seed: number) {
  const bytes = new Uint8Array(jpegBytes({ seed, length: 4_000 }))
  const ref = { ...refOf(bytes), id: uuid(0xf00 + seed) as PhotoId }
  const form = { formId: FORM, entity: PIECE, entityType: 'piece' as const }
  await addFormPhoto(store.db, form, { ref, bytes: bytes.buffer }, store.clock)
  return ref
}

test('[DR1] a piece that was begun stands in the list until its officer throws it away, pictures and all', async () => {
  await saveForm(store.db, FORM, { title: 'Viết dở (minh họa)' }, store.clock())
  await takePicture(1)
  expect((await readPieces(store.db, store.actor)).begun).toMatchObject([{ pieceId: PIECE, form: 'article' }])
  await discardPieceForm(store.db, FORM)
  expect((await readPieces(store.db, store.actor)).begun).toEqual([])
  expect([await store.db.photos.count(), await store.db.photoChunks.count()]).toEqual([0, 0])
})

test('[MU2] [PH1] [PI1] what is sent goes in line with its pictures and shows where it goes, offline', async () => {
  await saveForm(store.db, FORM, { title: 'Sắp gửi (minh họa)' }, store.clock())
  const ref = await takePicture(1)
  expect((await send()).ok).toBe(true)
  expect(await store.db.forms.count()).toBe(0)
  const on = await readPiece(store.db, PIECE, store.actor)
  expect(on?.piece).toMatchObject({ code: null, recipients: [{ unitId: uuid(0xa3) }] })
  expect(on?.piece.timeline).toMatchObject([{ kind: 'sent', no: 1, photos: [ref] }])
  expect(await store.db.photos.toArray()).toMatchObject([{ state: 'waiting', entity: PIECE, entityType: 'piece' }])
})

test('[PI2] a next version keeps the pictures that its officer left in, and adds the new ones', async () => {
  const first = await takePicture(1)
  await send()
  const second = await takePicture(2)
  await send({ body: anArticle({ title: 'Bản hai (minh họa)' }), photos: [first] })
  const on = await readPiece(store.db, PIECE, store.actor)
  expect(on?.piece.timeline).toMatchObject([{ photos: [first] }, { no: 2, photos: [first, second] }])
})

test('[V41] [MU2] what the rules would not let out writes nothing: no row, and the form stays', async () => {
  await saveForm(store.db, FORM, { title: 'Chưa đồng ý (minh họa)' }, store.clock())
  expect(await send({ body: anExample({ consent: null }) })).toMatchObject({ error: { code: 'incomplete' } })
  expect([await store.db.outbox.count(), await store.db.forms.count()]).toEqual([0, 1])
})
