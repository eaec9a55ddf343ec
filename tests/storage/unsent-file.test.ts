import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Incident } from '#domain/incidents/incident.ts'
import { unitSpace } from '#domain/spaces.ts'
import { getMeta } from '#storage/db.ts'
import { photoBytes } from '#storage/photos.ts'
import { exportUnsent, inspectUnsent } from '#storage/unsent/file.ts'
import { readIncident, readRefused } from '#storage/views.ts'
import { aBody, UNIT, uuid } from '#tests/support/builders.ts'
import { jpegBytes } from '#tests/support/images.ts'
import type { TestStore } from './device-store.ts'
import { aDevice, aDraft, everything, exported, imported, PASS, send } from './unsent-world.ts'

let phone: TestStore
let other: TestStore
beforeEach(() => {
  phone = aDevice(0)
  other = aDevice(1)
})
afterEach(() => {
  phone.db.close()
  other.db.close()
})

describe('taking unsent work to another device', () => {
  test('[HO2] all of it is there: what waits in its order, drafts where they were left, photos byte for byte', async () => {
    const first = await send(phone, await aDraft(phone, 'Việc thứ nhất', 700_000))
    const second = await send(phone, await aDraft(phone, 'Việc thứ hai'))
    const draft = await aDraft(phone, 'Còn viết dở')
    const before = await everything(phone)

    const result = await imported(other, await exported(phone))
    expect(result).toEqual({ ok: true, value: { changes: 2, drafts: 1, copies: 0, photos: 3, known: 0 } })
    expect(await everything(phone)).toEqual(before)

    const rows = await other.db.outbox.orderBy('seq').toArray()
    expect(rows.map(({ mid, seq }) => [mid, seq])).toEqual([
      [first, 1],
      [second, 2],
    ])
    const originals = await phone.db.outbox.orderBy('seq').toArray()
    expect(rows.map(({ name, entity, args, device, schema }) => ({ name, entity, args, device, schema }))).toEqual(
      originals.map(({ name, entity, args, device, schema }) => ({ name, entity, args, device, schema })),
    )
    expect(await other.db.drafts.get(draft.id)).toMatchObject(draft)
    for (const photo of await phone.db.photos.toArray()) {
      expect(await other.db.photos.get(photo.id)).toEqual(photo)
      expect(await photoBytes(other.db, photo.id)).toEqual(await photoBytes(phone.db, photo.id))
    }
  })

  test('[HO3, SY1] changes get new places behind what waits here, in their old order', async () => {
    await send(other, await aDraft(other, 'Của máy này'))
    const mids = [await send(phone, await aDraft(phone, 'Một')), await send(phone, await aDraft(phone, 'Hai'))]
    await imported(other, await exported(phone))
    const rows = await other.db.outbox.orderBy('seq').toArray()
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(rows.slice(1).map(({ mid }) => mid)).toEqual(mids)
    expect(await getMeta(other.db, 'seq')).toBe(3)
    const third = await send(other, await aDraft(other, 'Sau đó'))
    expect((await other.db.outbox.get(third))?.seq).toBe(4)
  })

  test('[HO3] a second time changes nothing, and neither does bringing it back to the first phone', async () => {
    await send(phone, await aDraft(phone, 'Việc'))
    await aDraft(phone, 'Nháp')
    const file = await exported(phone)
    await imported(other, file)
    const once = await everything(other)
    expect(await imported(other, file)).toEqual({
      ok: true,
      value: { changes: 0, drafts: 0, copies: 0, photos: 0, known: 2 },
    })
    expect(await everything(other)).toEqual(once)

    const before = await everything(phone)
    await imported(phone, file)
    await imported(phone, await exported(other))
    expect(await everything(phone)).toEqual(before)
  })

  test('[HO3, DR1] drafts that say different things are both kept, once, and the one here is untouched', async () => {
    const draft = await aDraft(phone, 'Như ban đầu')
    await imported(other, await exported(phone))
    await phone.db.drafts.update(draft.id, { body: aBody({ whatHappened: 'Viết thêm ở máy thứ nhất' }) })
    await other.db.drafts.update(draft.id, { body: aBody({ whatHappened: 'Viết thêm ở máy thứ hai' }) })
    const file = await exported(phone)
    expect(await imported(other, file)).toMatchObject({ value: { drafts: 1, copies: 1 } })
    expect(await imported(other, file)).toMatchObject({ value: { drafts: 0, known: 1 } })
    const drafts = await other.db.drafts.toArray()
    expect(drafts.map(({ body }) => body.whatHappened).sort()).toEqual([
      'Viết thêm ở máy thứ hai',
      'Viết thêm ở máy thứ nhất',
    ])
    const copy = drafts.find(({ copyOf }) => copyOf === draft.id)
    expect(copy).toMatchObject({ incidentId: draft.incidentId, body: { whatHappened: 'Viết thêm ở máy thứ nhất' } })
    expect(copy?.id).not.toBe(draft.id)
  })

  test('[HO3] words written here after the file came are no reason for a copy of what came', async () => {
    const draft = await aDraft(phone, 'Như ban đầu')
    const file = await exported(phone)
    await imported(other, file)
    await other.db.drafts.update(draft.id, { body: aBody({ whatHappened: 'Viết tiếp' }) })
    expect(await imported(other, file)).toMatchObject({ value: { drafts: 0, known: 1 } })
    expect(await other.db.drafts.count()).toBe(1)
  })

  test('[HO3] a draft that was sent meanwhile does not come back; its photo still reaches the report', async () => {
    const draft = await aDraft(phone, 'Gửi sau khi lưu tệp')
    const file = await exported(phone)
    const mid = await send(phone, draft)
    const sent = await readIncident(phone.db, draft.incidentId, phone.actor)
    await arrived(other, sent?.incident)
    expect(mid).toBeTruthy()
    expect(await imported(other, file)).toMatchObject({ value: { changes: 0, drafts: 0, photos: 1, known: 1 } })
    expect(await other.db.drafts.count()).toBe(0)
    expect((await other.db.photos.toArray()).map(({ state }) => state)).toEqual(['waiting'])
  })

  test('[HO3] a draft that says more than what was sent is kept', async () => {
    const draft = await aDraft(phone, 'Bản đã gửi')
    await send(phone, draft)
    const sent = await readIncident(phone.db, draft.incidentId, phone.actor)
    await arrived(other, sent?.incident)
    await phone.db.drafts.add({ ...draft, body: aBody({ whatHappened: 'Bản đã gửi, và thêm một câu' }) })
    await imported(other, await exported(phone))
    expect((await other.db.drafts.toArray()).map(({ body }) => body.whatHappened)).toEqual([
      'Bản đã gửi, và thêm một câu',
    ])
  })

  test('[HO3] a change that has arrived is not put in line again', async () => {
    const draft = await aDraft(phone, 'Đã tới nơi')
    await send(phone, draft)
    const file = await exported(phone)
    await arrived(other, (await readIncident(phone.db, draft.incidentId, phone.actor))?.incident)
    expect(await imported(other, file)).toMatchObject({ value: { changes: 0, known: 1 } })
    expect(await other.db.outbox.count()).toBe(0)
  })

  test('[HO2, PR3] what was refused goes along while only this device knows of it', async () => {
    const mid = await send(phone, await aDraft(phone, 'Bị trả'))
    await phone.db.outbox.update(mid, {
      verdict: { mid, kind: 'refused', code: 'not-allowed', details: {}, spaces: [] },
    })
    await imported(other, await exported(phone))
    expect(await readRefused(other.db)).toEqual(await readRefused(phone.db))
    expect(await readRefused(other.db)).toHaveLength(1)
  })

  test('[HO2] what has the server’s word stays out, but not its photos', async () => {
    const mid = await send(phone, await aDraft(phone, 'Đã có lời'))
    await phone.db.outbox.update(mid, { verdict: { mid, kind: 'applied', spaces: [] } })
    expect(await imported(other, await exported(phone))).toMatchObject({ value: { changes: 0, photos: 1 } })
    const [photo] = await other.db.photos.toArray()
    expect(photo?.state).toBe('waiting')
    const declared = (await phone.db.photos.toArray())[0]?.ref.id
    if (!declared) throw new Error('no photo')
    await phone.db.photos.update(declared, { state: 'stored' })
    const later = await exportUnsent(phone.db, phone.actor, PASS, phone.clock)
    expect(later).toMatchObject({ value: { changes: 0, drafts: 0, photos: 0 } })
  })

  test('[HO3] a photo that came with a draft begins to wait when its report comes', async () => {
    const draft = await aDraft(phone, 'Trước là nháp')
    await imported(other, await exported(phone))
    await send(phone, draft)
    await imported(other, await exported(phone))
    expect((await other.db.photos.toArray()).map(({ state }) => state)).toEqual(['waiting'])
    expect(await other.db.drafts.count()).toBe(1)
  })

  test('[HO3] bytes that were lost here are filled in', async () => {
    await aDraft(phone, 'Ảnh', 700_000)
    const file = await exported(phone)
    await imported(other, file)
    await other.db.photoChunks.clear()
    await imported(other, file)
    const [photo] = await other.db.photos.toArray()
    if (!photo) throw new Error('no photo')
    expect(await photoBytes(other.db, photo.id)).toHaveLength(700_000)
  })

  test('[HO1] the name and the clear line tell when and whose, and nothing that was written', async () => {
    await aDraft(phone, 'Nội dung kín')
    const made = await exportUnsent(phone.db, phone.actor, PASS, phone.clock)
    if (!made.ok) throw new Error(made.error)
    expect(made.value.name).toBe('dau-moi-chua-gui-2026-11-19.dmu')
    const text = await made.value.blob.text()
    expect(JSON.parse(text.slice(0, text.indexOf('\n')))).toEqual({
      format: 'dau-moi-unsent/1',
      department: phone.actor.departmentId,
      account: phone.actor.accountId,
      created: '2026-11-19T06:00:00.000Z',
      count: 1,
      packing: 'gzip',
      iterations: 600_000,
      salt: expect.any(String),
      iv: expect.any(String),
      size: expect.any(Number),
    })
    const all = Buffer.from(await made.value.blob.arrayBuffer())
    for (const secret of ['Nội dung kín', 'whatHappened', uuid(0x5001)]) expect(all.includes(secret)).toBe(false)
    expect(all.includes(Buffer.from(jpegBytes({ length: 5000, seed: 12 }).subarray(100, 140)))).toBe(false)
    expect(await inspectUnsent(made.value.blob, phone.actor)).toMatchObject({ ok: true, value: { count: 1 } })
  })

  test('[HO1] the same work never makes the same file twice, and the words of the key are the same typed anyhow', async () => {
    await aDraft(phone, 'Nháp')
    const [one, two] = [await exported(phone, 'mật khẩu của tôi'), await exported(phone, 'mật khẩu của tôi')]
    expect(Buffer.from(await one.arrayBuffer()).equals(Buffer.from(await two.arrayBuffer()))).toBe(false)
    expect(await imported(other, one, ' mật khẩu của tôi'.normalize('NFD'))).toMatchObject({ ok: true })
  })
})

async function arrived({ db }: TestStore, incident: Incident | undefined) {
  if (!incident) throw new Error('no incident')
  const { id } = incident
  await db.records.put({ space: unitSpace(UNIT), type: 'incident', id, entity: id, version: 1, body: incident })
}
