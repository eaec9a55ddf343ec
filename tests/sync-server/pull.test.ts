import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident, ReportEntry } from '#domain/incidents/incident.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyReport } from '#domain/receipts/verify.ts'
import { BULLETIN, personSpace, unitSpace } from '#domain/spaces.ts'
import { digestOf } from '#domain/sync/digest.ts'
import { pullAnswerSchema, type WireRecord } from '#protocol/pull.ts'
import { PAGE_CHARS, PAGE_RECORDS } from '#server/pull/service.ts'
import { putRecord } from '#server/store/records.ts'
import { advance } from '#server/store/spaces.ts'
import { aPhoto, uuid } from '#tests/support/builders.ts'
import {
  aMutation,
  aReport,
  aSupplement,
  DEPARTMENT,
  NONCE,
  OTHER_SCHOOL,
  openServer,
  SCHOOL,
  type Server,
} from './world.ts'

describe('pull', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server.close())

  /** Records of an unknown type straight into a space, `each` of them in every version. */
  const fill = (versions: number, each: number, chars = 10) =>
    server.store.write(DEPARTMENT, async (tx) => {
      for (let v = 0; v < versions; v++) {
        const version = await advance(tx, DEPARTMENT, BULLETIN)
        for (let n = 0; n < each; n++) {
          const id = uuid(v * 1000 + n)
          const body = JSON.stringify({ text: 'x'.repeat(chars) })
          await putRecord(tx, DEPARTMENT, { space: BULLETIN, type: 'later', id, entity: id, version, body })
        }
      }
    })

  it('[SY5] an answer is what the schema says, and a pull without news mentions no space', async () => {
    const phone = server.phone('an')
    await phone.push(aReport())
    const { cursors } = await phone.everything()
    const answer = await phone.pull(cursors)
    expect(pullAnswerSchema.safeParse(JSON.parse(answer.raw)).success).toBe(true)
    expect(answer).toMatchObject({ pages: [], lost: [], more: false, epoch: uuid(0xe) })
  })

  it('[SY5] an empty pull, request body and whole answer, stays within 600 bytes', async () => {
    const phone = server.phone('an')
    await phone.push(aReport())
    await phone.push(aReport({ body: { whatHappened: '' } }))
    const { cursors } = await phone.everything()
    await server.app.listen({ port: 0, host: '127.0.0.1' })
    const address = server.app.server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/pull`
    const nonce = 'abcdefghijklmnopqrstuv'
    const body = JSON.stringify({ ...phone.head, nonce, cursors })
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', cookie: `account=${phone.account}` },
    })
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
    const whole = `HTTP/1.1 200 OK\r\n${headers}\r\n${await answer.text()}`
    expect(Object.keys(cursors)).toHaveLength(3)
    expect(body.length + whole.length).toBeLessThanOrEqual(600)
  })

  it('[SY5] pages end on a version boundary, and together they are everything', async () => {
    const [versions, each] = [90, 7]
    await fill(versions, each)
    const { pages, records } = await server.phone('an').everything()
    const bulletin = pages.filter(({ space }) => space === BULLETIN)
    expect(bulletin.length).toBeGreaterThan(1)
    for (const { from, to, records } of bulletin) {
      expect(records.length).toBeLessThanOrEqual(PAGE_RECORDS)
      expect(records.every(({ version }) => version > from && version <= to)).toBe(true)
      for (const version of new Set(records.map(({ version }) => version)))
        if (version > 1) expect(records.filter((record) => record.version === version)).toHaveLength(each)
    }
    expect(records.filter(({ type }) => type === 'later')).toHaveLength(versions * each)
  })

  it('[SY5] a version larger than a page goes whole, in records and in characters', async () => {
    await fill(1, PAGE_RECORDS + 50)
    await server.store.write(DEPARTMENT, async (tx) => {
      const version = await advance(tx, DEPARTMENT, BULLETIN)
      const body = JSON.stringify({ text: 'x'.repeat(PAGE_CHARS + 1) })
      await putRecord(tx, DEPARTMENT, { space: BULLETIN, type: 'large', id: uuid(1), entity: uuid(1), version, body })
    })
    const { records, pages } = await server.phone('an').everything()
    expect(records.filter(({ type }) => type === 'later')).toHaveLength(PAGE_RECORDS + 50)
    expect(records.filter(({ type }) => type === 'large')).toHaveLength(1)
    expect(pages.every(({ from, to }) => to > from)).toBe(true)
  })

  it('[SY10] a cursor before the floor or beyond the head begins the space anew', async () => {
    await fill(5, 1)
    await server.store.write(DEPARTMENT, (tx) =>
      tx.updateTable('spaces').set({ floor: 4 }).where('id', '=', BULLETIN).execute(),
    )
    const resets = async (cursor: number) => {
      const page = (await server.phone('an').pull({ [BULLETIN]: cursor })).pages.find(({ space }) => space === BULLETIN)
      return page && [page.from, page.to, page.reset]
    }
    expect(await resets(3)).toEqual([0, 6, true])
    expect(await resets(4)).toEqual([4, 6, undefined])
    expect(await resets(7)).toEqual([0, 6, true])
    expect(await resets(0)).toEqual([0, 6, undefined])
  })

  it('[SY14] a space that comes over several pages passes the floor once, whatever was forgotten below it', async () => {
    await fill(PAGE_RECORDS * 2, 1)
    const floor = PAGE_RECORDS * 2
    await server.store.write(DEPARTMENT, (tx) =>
      tx.updateTable('spaces').set({ floor }).where('id', '=', BULLETIN).execute(),
    )
    const phone = server.phone('an')
    const cursors: Record<string, number> = {}
    const bases: Record<string, number> = {}
    const pages = []
    for (let more = true, n = 0; more && n < 9; n += 1) {
      const answer = await phone.pull(cursors, { bases })
      for (const page of answer.pages) {
        cursors[page.space] = page.to
        if (page.base !== undefined) bases[page.space] = page.base
      }
      pages.push(...answer.pages.filter(({ space }) => space === BULLETIN))
      more = answer.more
    }
    expect(pages.map(({ from, to, reset, base }) => [from, to, reset, base])).toEqual([
      [0, 400, undefined, 801],
      [400, 800, undefined, 801],
      [800, 801, undefined, undefined],
    ])
    // begun before the floor rose, or beyond what there is: anew
    for (const base of [floor - 1, 802]) {
      const page = (await phone.pull({ [BULLETIN]: 400 }, { bases: { [BULLETIN]: base } })).pages[0]
      expect([page?.from, page?.reset]).toEqual([0, true])
    }
  })

  it('[WR3] a cursor, a digest, a base or a protocol that is none is refused with a code', async () => {
    const phone = server.phone('an')
    const wrong = [{ cursors: { [BULLETIN]: -1 } }, { cursors: { [BULLETIN]: '1' } }, { cursors: null }, {}]
    const bad = { cursors: {}, digests: { [BULLETIN]: 'x'.repeat(5000) } }
    for (const body of [...wrong, bad, { cursors: {}, bases: { [BULLETIN]: 0.5 } }]) {
      const answer = await phone.post('/api/pull', JSON.stringify({ ...phone.head, ...body }))
      expect([answer.statusCode, answer.json()]).toEqual([400, { nonce: NONCE, error: { code: 'request-malformed' } }])
    }
    const other = await phone.post('/api/pull', JSON.stringify({ ...phone.head, account: uuid(99), cursors: {} }))
    expect(other.json()).toMatchObject({ error: { code: 'account-mismatch' } })
  })

  it('[SY15] a wrong digest begins the space anew, a right one and that of a foreign space do nothing', async () => {
    await fill(3, 1)
    const phone = server.phone('an')
    const { cursors } = await phone.everything()
    const rows = (await phone.everything()).records.filter(({ type }) => type !== 'x')
    const right = { [BULLETIN]: digestOf(rows), [unitSpace(OTHER_SCHOOL)]: '1-0000000000000000' }
    expect((await phone.pull(cursors, { digests: right })).pages).toEqual([])
    const healed = await phone.pull(cursors, { digests: { [BULLETIN]: digestOf(rows.slice(1)) } })
    expect(healed.pages.map(({ space, from, reset }) => [space, from, reset])).toEqual([[BULLETIN, 0, true]])
  })

  it('[SY16] what phones tell of stuck changes is counted, and nothing else of it', async () => {
    await server.phone('an').pull({}, { stuck: 2 })
    await server.phone('binh').pull({}, { stuck: 1 })
    const { body } = await server.app.inject({ url: '/metrics' })
    expect(body).toMatch(/^daumoi_stuck_told_total 3$/m)
  })

  it('[SY10] a fresh phone gets no tombstones, a phone that had the record gets one', async () => {
    const phone = server.phone('an')
    const report = aReport()
    await phone.push(report)
    const { cursors } = await server.phone('anAlso').everything()
    await phone.push(aSupplement(report.entity, { category: 'self_harm', details: null }))
    const removed = (await server.phone('anAlso').pull(cursors)).pages.flatMap(({ records }) => records)
    expect(removed.every(({ body }) => body === null)).toBe(true)
    expect(removed.length).toBe(2)
    const fresh = (await server.phone('anAlso').everything()).records
    expect(fresh.filter(({ body }) => body === null)).toEqual([])
  })

  it('[SP1] whoever sees a space sees every byte of it: nothing is filtered inside', async () => {
    const phone = server.phone('an')
    const report = aReport({ body: { severity: 4, call: null }, photos: [aPhoto(1)] })
    const told = aReport({ photos: [aPhoto(2)] })
    const restricted = aReport({ body: { category: 'child_abuse' } })
    await phone.pushRaw([report, told, restricted, aSupplement(told.entity, { cause: 'Chưa rõ' })])
    await server.phone('clerk').push(aMutation('incident.receive', told.entity, { incidentId: told.entity, note: '' }))
    const stored = (space: string) =>
      server.store.read(DEPARTMENT, async (tx) => {
        const rows = await tx
          .selectFrom('records')
          .select(['type', 'id', 'version', 'body'])
          .where('space', '=', space)
          .execute()
        return rows.map(({ body, ...row }) => ({ ...row, body: JSON.parse(body ?? 'null') as unknown })).sort(byId)
      })

    const seen = new Map<string, number>()
    for (const person of ['an', 'anAlso', 'head', 'binh', 'clerk', 'chief', 'admin'] as const) {
      const { pages } = await server.phone(person).everything()
      for (const space of new Set(pages.map((page) => page.space))) {
        const records = pages.filter((page) => page.space === space).flatMap((page) => page.records)
        const shown = records.map(({ type, id, version, body }) => ({ type, id, version, body })).sort(byId)
        expect(shown, `${person} ${space}`).toEqual(await stored(space))
        seen.set(space, (seen.get(space) ?? 0) + 1)
      }
    }
    const how = (space: string) => seen.get(space) ?? 0
    expect([how(BULLETIN), how(unitSpace(SCHOOL)), how(`case:${restricted.entity}`)]).toEqual([7, 3, 2])
    expect(how(personSpace(phone.account))).toBe(1)
  })

  it('[SY10] spaces that the account may not read are lost, and give nothing away', async () => {
    const report = aReport({ body: { category: 'child_abuse', details: null } })
    await server.phone('an').push(report)
    const [kase, unit] = [`case:${report.entity}`, unitSpace(SCHOOL)]
    const stranger = await server.phone('binh').pull({ [kase]: 0, [unit]: 0, 'no space': 3, [`case:${uuid(99)}`]: 1 })
    expect(stranger.lost).toEqual([kase, unit, `case:${uuid(99)}`])
    expect(stranger.pages.map(({ space }) => space)).toEqual([BULLETIN])
  })

  it('[AC4] a restricted case reaches its author, the head of the unit and whom the chief names, and no other phone', async () => {
    const report = aReport({ body: { category: 'child_abuse', details: null } })
    await server.phone('an').push(report)
    const has = async (person: Parameters<Server['phone']>[0]) =>
      (await server.phone(person).everything()).records.some(({ entity }) => entity === report.entity)
    expect([await has('an'), await has('head')]).toEqual([true, true])
    expect([await has('anAlso'), await has('binh'), await has('clerk'), await has('chief')]).toEqual(
      Array(4).fill(false),
    )
    const clerk = server.phone('clerk')
    const name = { incidentId: report.entity, accountId: clerk.account }
    await server.phone('chief').push(aMutation('incident.nameReader', report.entity, name))
    expect(await has('clerk')).toBe(true)
  })

  it('[LD1] while very many writes wait, a pull is told to come later, and a report is taken', async () => {
    const phone = server.phone('an')
    const writes = Array.from({ length: 3000 }, () =>
      server.store.write(DEPARTMENT, (tx) => advance(tx, DEPARTMENT, BULLETIN)),
    )
    const [{ status }, verdict] = await Promise.all([phone.pull(), phone.push(aReport())])
    expect([status, verdict.kind]).toEqual([503, 'applied'])
    await Promise.all(writes)
    expect((await phone.pull()).status).toBe(200)
  })

  it('[LD1] while many pushes are under way, a pull is told to come later, and none of them is', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const busy = await openServer({ faults: (point) => (point === 'before-decide' ? held : undefined) })
    const phone = busy.phone('an')
    const pushes = Array.from({ length: 150 }, () => phone.push(aReport()))
    await expect.poll(async () => (await phone.pull()).status).toBe(503)
    expect(busy.store.load().waiting).toBeLessThan(500)
    release()
    expect(new Set((await Promise.all(pushes)).map(({ kind }) => kind))).toEqual(new Set(['applied']))
    expect((await phone.pull()).status).toBe(200)
    await busy.close()
  })

  it('[AC5] an administrator’s phone keeps no reports of the unit', async () => {
    await server.phone('an').push(aReport())
    const { cursors } = await server.phone('admin').everything()
    expect(Object.keys(cursors)).toEqual([BULLETIN])
  })
})

describe('the receipt of a report', () => {
  let server: Server
  let entry: ReportEntry
  let receipt: Receipt
  beforeEach(async () => {
    server = await openServer()
    const phone = server.phone('an')
    await phone.push(aReport({ photos: [aPhoto(1)] }))
    const { records } = await phone.everything()
    const body = <T>(type: string) => records.find((record: WireRecord) => record.type === type)?.body as T
    entry = body<Incident>('incident').timeline[0] as ReportEntry
    receipt = body<Receipt>('receipt')
  })
  afterEach(() => server.close())

  it('[RC1] verifies on a phone that has only the published key', () => {
    const verified = verifyReport(receipt, entry, [server.key])
    expect(verified).toMatchObject({
      ok: true,
      value: { code: 'SC-2026-0001', received: server.now(), photos: [aPhoto(1)] },
    })
  })

  it('[RC2] fails when any one value of record, receipt or key is another', () => {
    const { id, publicKey } = server.key
    let flips = 0
    for (const flipped of flipsOf({ receipt, entry, key: { id, publicKey } })) {
      flips += 1
      const { receipt, entry, key } = flipped as { receipt: Receipt; entry: ReportEntry; key: typeof server.key }
      expect(verifyReport(receipt, entry, [key]).ok, JSON.stringify(flipped)).toBe(false)
    }
    expect(flips).toBeGreaterThan(500)
  })
})

/** Every copy of a value in which one leaf is another; of a text, each of its characters in turn. */
function* flipsOf(value: unknown): Generator<unknown> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value))
      for (const flipped of flipsOf(member)) {
        const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value }
        copy[key] = flipped
        yield copy
      }
  } else if (typeof value === 'string') {
    for (let i = 0; i < value.length; i++)
      yield `${value.slice(0, i)}${value[i] === '1' ? '2' : '1'}${value.slice(i + 1)}`
    if (value === '') yield '1'
  } else if (typeof value === 'number') yield value + 1
  else yield value === null ? 0 : !value
}

const byId = (a: { type: string; id: string }, b: { type: string; id: string }) =>
  `${a.type} ${a.id}` < `${b.type} ${b.id}` ? -1 : 1
