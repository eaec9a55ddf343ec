import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, DepartmentId, IncidentId, PhotoId, ReplicaId, UnitId } from '#domain/ids.ts'
import { BULLETIN, caseSpace, type Space, unitSpace } from '#domain/spaces.ts'
import { casesNaming, casesOfUnits, concernedBy, forgetCase, keepCase } from '#server/store/cases.ts'
import { childUnits } from '#server/store/hierarchy.ts'
import { createSigningKey, newestKey } from '#server/store/keys.ts'
import { appendLog } from '#server/store/log.ts'
import { countStumble, decidedBefore, forgetStumbles, keepVerdict } from '#server/store/mutations.ts'
import { declarePhoto, markStored, photoById } from '#server/store/photos.ts'
import { changesAfter, changesAt, liveById, liveOfEntity, liveOfType, putRecord } from '#server/store/records.ts'
import { keepNumber, lastNumbers } from '#server/store/registers.ts'
import { claimReplica, ownerOfReplica } from '#server/store/replicas.ts'
import { advance, extentsOf } from '#server/store/spaces.ts'
import type { Tx } from '#server/store/store.ts'
import { at, uuid } from '#tests/support/builders.ts'
import { engines, type OpenEngine } from './engines.ts'

const D = uuid(0xd1) as DepartmentId
const ELSEWHERE = uuid(0xd2) as DepartmentId
const [AN, BINH] = [uuid(1), uuid(2)] as AccountId[] as [AccountId, AccountId]
const SCHOOL = uuid(0xa1) as UnitId
const UNIT = unitSpace(SCHOOL)
const NOW = at('2026-11-19T06:00:00Z')

describe.each(Object.entries(engines))('the questions asked of %s', (_name, open) => {
  let engine: OpenEngine
  let write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  beforeEach(async () => {
    engine = await open()
    write = (work) => engine.store.write(D, work)
  })
  afterEach(() => engine.close())

  const put = (id: number, version: number, { space = UNIT, body = '{}' as string | null, entity = uuid(id) } = {}) =>
    write((tx) => putRecord(tx, D, { space, type: 'incident', id: uuid(id), entity, version, body }))

  it('[SP2] a record is written over itself, and its tombstone is no living record', async () => {
    await put(1, 1, { body: '{"a":1}' })
    await put(1, 2, { body: '{"a":2}' })
    const live = () => write((tx) => liveById(tx, D, 'incident', uuid(1)))
    expect(await live()).toEqual([
      { space: UNIT, type: 'incident', id: uuid(1), entity: uuid(1), version: 2, body: '{"a":2}' },
    ])
    await put(1, 3, { body: null })
    expect(await live()).toEqual([])
    expect(await write((tx) => liveOfType(tx, D, 'incident'))).toEqual([])
  })

  it('[SP2] what belongs to an entity is found in its space only, and in its department only', async () => {
    const entity = uuid(9)
    await put(1, 1, { entity })
    await put(2, 1, { entity, space: BULLETIN })
    const inSpace = (department: DepartmentId, space: Space) =>
      write((tx) => liveOfEntity(tx, department, { entity, space }))
    expect((await inSpace(D, UNIT)).map(({ id }) => id)).toEqual([uuid(1)])
    expect(await inSpace(ELSEWHERE, UNIT)).toEqual([])
  })

  it('[SY5] changes come in version order after the cursor; tombstones only for who had something before', async () => {
    await put(3, 3)
    await put(1, 1)
    await put(2, 2, { body: null })
    const versions = async (from: number, limit = 10) =>
      (await write((tx) => changesAfter(tx, D, UNIT, { from, limit }))).map(({ version }) => version)
    expect([await versions(0), await versions(1), await versions(3), await versions(0, 1)]).toEqual([
      [1, 3],
      [2, 3],
      [],
      [1],
    ])
    const atTwo = (tombstones: boolean) => write((tx) => changesAt(tx, D, UNIT, { version: 2, tombstones }))
    expect([(await atTwo(true)).length, (await atTwo(false)).length]).toEqual([1, 0])
  })

  it('[SY2] a verdict is kept once; a second one for the same mutation is an error', async () => {
    const key = { department: D, account: AN, mid: uuid(5) }
    const decided = { ...key, hash: 'h', verdict: '{"kind":"applied"}', replica: uuid(6), seq: 1, received: NOW }
    await write((tx) => keepVerdict(tx, decided))
    expect(await write((tx) => decidedBefore(tx, key))).toEqual({ body_hash: 'h', verdict: '{"kind":"applied"}' })
    expect(await write((tx) => decidedBefore(tx, { ...key, account: BINH }))).toBeUndefined()
    await expect(write((tx) => keepVerdict(tx, { ...decided, hash: 'other' }))).rejects.toThrow()
  })

  it('[SY8] stumbles are counted for each mutation until they are forgotten', async () => {
    const key = { department: D, account: AN, mid: uuid(5) }
    const count = () => write((tx) => countStumble(tx, key, { envelope: '{}', error: 'Error', at: NOW }))
    expect([await count(), await count()]).toEqual([1, 2])
    await write((tx) => forgetStumbles(tx, key))
    expect(await count()).toBe(1)
  })

  it('[SY9] of two accounts that claim a replica at once, one has it', async () => {
    const id = uuid(6) as ReplicaId
    const claim = (account: AccountId) => write((tx) => claimReplica(tx, D, { id, account, at: NOW }))
    const owners = await Promise.all([claim(AN), claim(BINH)])
    expect(owners).toEqual([AN, AN])
    expect(await write((tx) => ownerOfReplica(tx, ELSEWHERE, id))).toBeUndefined()
  })

  it('[SY5] a query that is compiled once finds what it is asked for now, in lists of any length', async () => {
    const spaces = [1, 2, 3, 4, 5, 6].map((n) => unitSpace(uuid(n) as UnitId))
    for (const [i, space] of spaces.entries())
      for (let version = 0; version <= i; version += 1) await write((tx) => advance(tx, D, space))
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 4],
      [0, 3],
      [3, 6],
      [1, 6],
      [0, 6],
    ] as const) {
      const asked = spaces.slice(from, to)
      const found = await write((tx) => extentsOf(tx, D, asked))
      expect(found).toEqual(new Map(asked.map((space, i) => [space, { head: from + i + 1, floor: 0 }])))
    }
    expect(await write((tx) => extentsOf(tx, ELSEWHERE, spaces))).toEqual(new Map())
  })

  it('[RG1] each series and year has its own numbers', async () => {
    await write((tx) => keepNumber(tx, D, { name: 'incident', year: 2026, last: 7 }))
    await write((tx) => keepNumber(tx, D, { name: 'incident', year: 2026, last: 8 }))
    expect([...(await write((tx) => lastNumbers(tx, D, 2026)))]).toEqual([['incident', 8]])
    expect([...(await write((tx) => lastNumbers(tx, D, 2027)))]).toEqual([])
  })

  it('[AC4] a case is found by whom it names and by its unit, until it is none', async () => {
    const space = caseSpace(uuid(0xb1) as IncidentId)
    await write((tx) => keepCase(tx, D, space, { readers: [AN, BINH], unit: SCHOOL }))
    await write((tx) => keepCase(tx, D, space, { readers: [AN], unit: SCHOOL }))
    const found = async () => [
      await write((tx) => casesNaming(tx, D, AN)),
      await write((tx) => casesNaming(tx, D, BINH)),
      await write((tx) => casesOfUnits(tx, D, [SCHOOL])),
      await write((tx) => concernedBy(tx, D, space)),
    ]
    expect(await found()).toEqual([[space], [], [space], { readers: [AN], unit: SCHOOL }])
    await write((tx) => forgetCase(tx, D, space))
    expect(await found()).toEqual([[], [], [], undefined])
  })

  it('[OR1] a unit is under its parent on the days on which it exists', async () => {
    const unit = { department: D, type: 'school', name: '', parent_id: uuid(0xa9) }
    const dates = { valid_from: '2025-07-01', valid_to: '2026-06-30' }
    await write((tx) =>
      tx
        .insertInto('units')
        .values({ ...unit, ...dates, id: SCHOOL, code: 'A' })
        .execute(),
    )
    const on = (day: string) => write((tx) => childUnits(tx, D, [uuid(0xa9) as UnitId], day))
    expect([await on('2025-06-30'), await on('2025-07-01'), await on('2026-06-30'), await on('2026-07-01')]).toEqual([
      [],
      [SCHOOL],
      [SCHOOL],
      [],
    ])
  })

  it('[RC1] the newest key signs, and every key is published', async () => {
    const make = (n: number, day: string) =>
      write((tx) => createSigningKey(tx, D, { id: uuid(n), seed: new Uint8Array(32).fill(n), at: at(day) }))
    const first = await make(1, '2026-01-01T00:00:00Z')
    await make(2, '2026-06-01T00:00:00Z')
    expect(await write((tx) => newestKey(tx, D))).toEqual({ id: uuid(2), seed: Buffer.alloc(32, 2) })
    const published = await write((tx) => liveOfType(tx, D, 'signing_key'))
    expect(published.map(({ space, version }) => [space, version])).toEqual([
      [BULLETIN, 1],
      [BULLETIN, 2],
    ])
    expect(JSON.parse(published[0]?.body ?? '')).toEqual(first)
    expect(first.publicKey).toMatch(/^[0-9a-f]{64}$/)
  })

  it('[PH1] a photo is declared once and stored once', async () => {
    const photo = {
      id: uuid(3) as PhotoId,
      entity: uuid(0xb1),
      entity_type: 'incident' as const,
      unit_id: SCHOOL,
      uploader: AN,
      type: 'image/jpeg',
      size: 10,
      sha256: 'f'.repeat(64),
      stored_at: null,
    } as const
    await write((tx) => declarePhoto(tx, D, photo))
    await expect(write((tx) => declarePhoto(tx, D, photo))).rejects.toThrow()
    await write((tx) => markStored(tx, D, photo.id, NOW))
    expect(await write((tx) => photoById(tx, D, photo.id))).toEqual({ ...photo, stored_at: NOW })
    expect(await write((tx) => photoById(tx, ELSEWHERE, photo.id))).toBeUndefined()
  })

  it('[ST4] the log has no gaps and no doubles, each department its own', async () => {
    const line = { at: NOW, account: AN, mid: uuid(5), name: 'n', entity: uuid(6), args: '{}' }
    await Promise.all(Array.from({ length: 20 }, () => write((tx) => appendLog(tx, D, line))))
    await engine.store.write(ELSEWHERE, (tx) => appendLog(tx, ELSEWHERE, line))
    const seqs = (department: DepartmentId) =>
      engine.store.write(department, (tx) =>
        tx.selectFrom('log').select('seq').where('department', '=', department).orderBy('seq').execute(),
      )
    expect((await seqs(D)).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect((await seqs(ELSEWHERE)).map(({ seq }) => seq)).toEqual([1])
  })
})
