import { describe, expect, test } from 'vitest'
import { stateOf } from '#domain/incidents/incident.ts'
import type { Space } from '#domain/spaces.ts'
import { unitSpace } from '#domain/spaces.ts'
import { pullAnswerSchema } from '#protocol/pull.ts'
import { applyCheckpoint, pullFrom, stage } from '#storage/checkpoint.ts'
import { readIncident, readIncidents } from '#storage/views.ts'
import { aBody, anActor, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'
import { openStore } from './device-store.ts'

const SPACE = unitSpace(UNIT)
const LATER_SPACE = 'region:00000000-0000-4000-8000-000000000009' as Space
const actor = anActor()
const entry = (id: string, more: object) => ({
  id,
  by: { accountId: actor.accountId, name: 'An (minh họa)', role: 'focal_point' },
  stamps: {
    written: '2026-11-19T06:30:00.000Z',
    committed: '2026-11-19T06:33:00.000Z',
    received: '2026-11-19T06:41:00.000Z',
  },
  ...more,
})
const INCIDENT_OF_TOMORROW = {
  id: INCIDENT,
  unitId: UNIT,
  unitName: 'Trường Tiểu học Sao Mai (minh họa)',
  code: 'SC-2026-0001',
  weather: { sky: 'mưa' },
  timeline: [
    entry(uuid(1), { kind: 'report', no: 1, report: 'initial', body: { ...aBody(), mood: 'yên' }, photos: [] }),
    entry(uuid(2), { kind: 'received', arrivalNo: 1, note: '' }),
    entry(uuid(3), { kind: 'inspected', by_whom: 'sau này' }),
  ],
}

/** An answer of a server that is a version ahead. */
const answer = (version: number, type: string, id: string, body: unknown, space: Space = SPACE) => ({
  nonce: 'nonce-of-the-test-1',
  at: '2026-11-19T06:41:00.000Z',
  epoch: 'e',
  hint: 'a member that nobody here knows',
  pages: [{ space, from: version - 1, to: version, records: [{ type, id, entity: id, version, body }] }],
  lost: [],
  more: false,
})

async function take(db: ReturnType<typeof openStore>['db'], said: object) {
  const read = pullAnswerSchema.parse(said)
  expect(await stage(db, read.pages)).toBe('staged')
  await applyCheckpoint(db, [], new Set())
}

describe('what a later server sends', () => {
  test('[SY12] an unknown type is kept whole, bit for bit, and is there when the app that knows it comes', async () => {
    const { db } = openStore()
    const body = { words: 'giữ nguyên', deep: { list: [1, null, { đ: true }] } }
    await take(db, answer(1, 'inspection', uuid(7), body))
    expect(await readIncidents(db, actor)).toEqual([])
    // the update: the same database, read by code that knows the type
    const later = await db.records
      .where('[type+id]')
      .equals(['inspection', uuid(7)])
      .toArray()
    expect(later).toEqual([{ space: SPACE, type: 'inspection', id: uuid(7), entity: uuid(7), version: 1, body }])
  })

  test('[SY12] an unknown member and an unknown entry stay in a known record, and stop nothing', async () => {
    const { db } = openStore()
    await take(db, answer(1, 'incident', INCIDENT, INCIDENT_OF_TOMORROW))
    const [shown] = await readIncidents(db, actor)
    expect(shown?.incident).toEqual(INCIDENT_OF_TOMORROW)
    expect(stateOf(INCIDENT_OF_TOMORROW as never)).toBe('received')
  })

  test('[SY12] words that are added on this phone leave the unknown ones as they are', async () => {
    const store = openStore()
    await take(store.db, answer(1, 'incident', INCIDENT, INCIDENT_OF_TOMORROW))
    const args = { incidentId: INCIDENT, report: 'update', body: aBody(), photos: [] }
    expect(await store.mutate({ name: 'incident.supplement', args })).toMatchObject({ ok: true })
    const shown = (await readIncident(store.db, INCIDENT, store.actor))?.incident
    expect(shown).toMatchObject({ weather: { sky: 'mưa' } })
    expect(shown?.timeline.slice(0, 3)).toEqual(INCIDENT_OF_TOMORROW.timeline)
    expect(shown?.timeline).toHaveLength(4)
  })

  test('[SY12] a space of an unknown kind does not make the answer nobody’s, and goes on from its cursor', async () => {
    const { db } = openStore()
    await take(db, answer(1, 'inspection', uuid(7), {}, LATER_SPACE))
    expect((await pullFrom(db, false)).cursors).toEqual({ [LATER_SPACE]: 1 })
    expect(await db.records.where('space').equals(LATER_SPACE).count()).toBe(1)
  })
})
