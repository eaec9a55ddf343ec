import { randomUUID } from 'node:crypto'
import { DefaultQueryExecutor } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Incident, latestReport } from '#domain/incidents/incident.ts'
import type { Refused } from '#domain/records.ts'
import { personSpace, unitSpace } from '#domain/spaces.ts'
import type { Verdict } from '#protocol/push.ts'
import { STUMBLES } from '#server/push/service.ts'
import { StoreTrouble } from '#server/store/store.ts'
import { aPhoto } from '#tests/support/builders.ts'
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

const codeOf = (verdict: Verdict | undefined) => (verdict && 'code' in verdict ? verdict.code : verdict?.kind)

describe('push', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server.close())

  const refusedOf = async (person: 'an' | 'binh'): Promise<Refused[]> => {
    const { records } = await server.phone(person).everything()
    return records.filter(({ type, body }) => type === 'refused' && body !== null).map(({ body }) => body as Refused)
  }

  it('[SY2] the same mutation again gets the same verdict, byte for byte, and changes nothing', async () => {
    const phone = server.phone('an')
    const reports = [aReport(), aReport({ body: { title: '' } })]
    const first = await phone.pushRaw(reports)
    const before = await phone.everything()
    const again = await phone.pushRaw(reports)
    const verdictsIn = (raw: string) => raw.slice(raw.indexOf('"verdicts"'))
    expect(first.verdicts.map(({ kind }) => kind)).toEqual(['applied', 'applied'])
    expect(verdictsIn(again.raw)).toBe(verdictsIn(first.raw))
    expect(await phone.everything()).toEqual(before)
    expect(first.nonce).toBe(NONCE)
  })

  it('[LD3] a second report asks the database nothing that has to be compiled anew', async () => {
    const phone = server.phone('an')
    await phone.push(aReport())
    const compiled = vi.spyOn(DefaultQueryExecutor.prototype, 'compileQuery')
    expect((await phone.push(aReport())).kind).toBe('applied')
    expect(compiled.mock.results.map(({ value }) => value.sql)).toEqual([])
    compiled.mockRestore()
  })

  it('[SY2] a refusal is a verdict like any other: given once, the same for ever', async () => {
    const phone = server.phone('an')
    const wrong = aReport({ body: { whatHappened: '' } })
    const first = await phone.push(wrong)
    expect(codeOf(first)).toBe('incomplete')
    expect(await phone.push(wrong)).toEqual(first)
    expect(await refusedOf('an')).toHaveLength(1)
  })

  it('[SY2] a cloned phone that renumbers what is unsent keeps its verdict', async () => {
    const phone = server.phone('an')
    const report = aReport()
    const first = await phone.push(report)
    expect(await phone.push({ ...report, seq: report.seq + 1000 })).toEqual(first)
  })

  it('[SY2] a doubled request, both under way at once, is one report', async () => {
    const phone = server.phone('an')
    const report = aReport()
    const [a, b] = await Promise.all([phone.push(report), phone.push(report)])
    expect(a).toEqual(b)
    const { records } = await phone.everything()
    expect(records.filter(({ type }) => type === 'incident')).toHaveLength(1)
  })

  it('[SY2] a mid that somebody else used says nothing of their change: each account has its own', async () => {
    const mid = randomUUID()
    const [mine, theirs] = [aReport({ mid }), aReport({ mid, body: { whatHappened: '' } })]
    expect(codeOf(await server.phone('an').push(mine))).toBe('applied')
    expect(codeOf(await server.phone('binh').push(theirs))).toBe('not-allowed')
    expect(await refusedOf('binh')).toMatchObject([{ mid, entity: theirs.entity }])
    expect(await refusedOf('an')).toEqual([])
  })

  it('[SY2] a used mid with another content is refused, and both contents are kept', async () => {
    const phone = server.phone('an')
    const mid = randomUUID()
    await phone.push(aReport({ mid, body: { title: 'bản thứ nhất' } }))
    const second = aReport({ mid, body: { title: 'bản thứ hai' } })
    const verdict = await phone.push(second)
    expect(codeOf(verdict)).toBe('mid-reused')
    expect(await phone.push(second)).toEqual(verdict)
    const { records } = await phone.everything()
    expect(records.some(({ type, body }) => type === 'incident' && JSON.stringify(body).includes('bản thứ nhất'))).toBe(
      true,
    )
    const [refused, ...more] = await refusedOf('an')
    expect(more).toEqual([])
    expect(JSON.stringify(refused?.args)).toContain('bản thứ hai')
    expect(refused?.mid).not.toBe(mid)
  })

  it('[PR3] what was refused lies whole in its author’s space until they throw it away', async () => {
    const phone = server.phone('an')
    const wrong = aReport({ unitId: OTHER_SCHOOL })
    expect(codeOf(await phone.push(wrong))).toBe('not-allowed')
    const [refused] = await refusedOf('an')
    expect(refused).toMatchObject({ mid: wrong.mid, name: wrong.name, entity: wrong.entity, args: wrong.args })
    await phone.push(aMutation('attention.discard', wrong.mid, { mid: wrong.mid }))
    expect(await refusedOf('an')).toEqual([])
  })

  it('[SY7] what was thrown away on one device before another sends it anew is refused and not handed back', async () => {
    const [phone, another] = [server.phone('an'), server.phone('an')]
    const wrong = aReport({ unitId: OTHER_SCHOOL })
    await phone.push(aMutation('attention.discard', wrong.mid, { mid: wrong.mid }))
    expect(await another.push(wrong)).toMatchObject({ kind: 'refused', code: 'not-allowed', spaces: [] })
    expect(await refusedOf('an')).toEqual([])
    const stranger = aReport({ unitId: OTHER_SCHOOL })
    await server.phone('binh').push(aMutation('attention.discard', stranger.mid, { mid: stranger.mid }))
    await another.push(stranger)
    expect(await refusedOf('an')).toMatchObject([{ mid: stranger.mid }])
  })

  it('[AC3] an incident of another unit is answered like one that does not exist', async () => {
    const [report, another] = [aReport(), aReport()]
    await server.phone('an').pushRaw([report, another])
    const stranger = server.phone('binh')
    const foreign = await stranger.push(aSupplement(report.entity))
    const unknown = await stranger.push(aSupplement(randomUUID()))
    const squatted = await stranger.push(aReport({ incidentId: another.entity, unitId: OTHER_SCHOOL }))
    expect([codeOf(foreign), codeOf(unknown), codeOf(squatted)]).toEqual(['not-found', 'not-found', 'not-found'])
  })

  it('[PH1] a photo id that stands for other bytes cannot be declared again', async () => {
    const phone = server.phone('an')
    const report = aReport({ photos: [aPhoto(1)] })
    await phone.push(report)
    const other = { ...aPhoto(1), sha256: 'f'.repeat(64) }
    expect(codeOf(await phone.push(aSupplement(report.entity, {}, [other])))).toBe('not-found')
    expect(codeOf(await phone.push(aSupplement(report.entity, {}, [aPhoto(1), aPhoto(2)])))).toBe('applied')
  })

  it('[SY9] a replica belongs to the account that first used it', async () => {
    const { replica, push } = server.phone('an')
    await push(aReport())
    const { status, error } = await server.phone('binh').pushRaw([aReport({ unitId: OTHER_SCHOOL })], { replica })
    expect([status, error]).toEqual([409, 'replica-foreign'])
  })

  it('[SY13] a number that the replica used for another change tells of a clone: nothing of it is decided', async () => {
    const phone = server.phone('an')
    const first = aReport()
    const verdict = await phone.push(first)
    const second = { ...aReport(), seq: first.seq }
    const before = await phone.everything()
    const forked = await phone.pushRaw([first, second])
    expect([forked.status, forked.error, forked.verdicts]).toEqual([409, 'replica-forked', undefined])
    expect(await phone.everything()).toEqual(before)
    // under a new name both are what they are: the first known, the second new
    const renewed = await phone.pushRaw([first, second], { replica: randomUUID() })
    expect(renewed.verdicts.map(({ kind }) => kind)).toEqual(['applied', 'applied'])
    expect(renewed.verdicts[0]).toEqual(verdict)
  })

  it('[SY13] two changes under one number in one request are a fork, too; after it both stand once', async () => {
    const phone = server.phone('an')
    const first = aReport()
    const second = { ...aReport(), seq: first.seq }
    expect(await phone.pushRaw([first, second])).toMatchObject({ status: 409, error: 'replica-forked' })
    await phone.pushRaw([first, { ...second, seq: first.seq + 1 }], { replica: randomUUID() })
    const { records } = await phone.everything()
    expect(records.filter(({ type }) => type === 'incident')).toHaveLength(2)
  })

  it('[SE1] a request in the name of another account than the cookie’s is refused', async () => {
    const { account } = server.phone('binh')
    const { status, error, nonce } = await server.phone('an').pushRaw([aReport()], { account })
    expect([status, error, nonce]).toEqual([409, 'account-mismatch', NONCE])
  })

  it('[SY7] one refused mutation holds nothing else up', async () => {
    const bad = aReport({ body: { whatHappened: '' } })
    const { verdicts } = await server
      .phone('an')
      .pushRaw([
        aReport(),
        bad,
        { mid: randomUUID(), seq: 'x' },
        { ...aReport(), schema: 0 },
        aSupplement(bad.entity),
        aReport(),
      ])
    expect(verdicts.map(codeOf)).toEqual([
      'applied',
      'incomplete',
      'malformed',
      'malformed',
      'parent-refused',
      'applied',
    ])
  })

  it('[SC4] what only a later server can read gets no verdict, holds nothing else up, and is not counted as a stumble', async () => {
    const newer = { ...aReport(), schema: 99 }
    const unheardOf = aMutation('incident.unheardOf', randomUUID(), { words: 'sau này' })
    const phone = server.phone('an')
    for (let n = 0; n <= STUMBLES; n += 1) {
      const { verdicts } = await phone.pushRaw([newer, aSupplement(newer.entity), unheardOf, aReport()])
      expect(verdicts.map(codeOf)).toEqual(['applied'])
    }
    expect(await refusedOf('an')).toEqual([])
    // the same words once the server knows them: decided, and what waited behind with it
    expect(codeOf(await phone.push({ ...newer, schema: 1 }))).toBe('applied')
    expect(codeOf(await phone.push(aSupplement(newer.entity)))).toBe('applied')
  })

  it('[SY7] a mutation without a readable id makes the whole request malformed, and nothing of it is carried out', async () => {
    const phone = server.phone('an')
    const { status, error } = await phone.pushRaw([aReport(), { seq: 1 }])
    expect([status, error]).toEqual([400, 'request-malformed'])
    expect((await phone.everything()).records.filter(({ type }) => type === 'incident')).toEqual([])
  })

  it.each([
    ['NUL', { whatHappened: 'có\u0000NUL' }],
    ['a lone surrogate', { whatHappened: 'một nửa \ud83d' }],
    ['a text that is too long', { whatHappened: 'a'.repeat(500_000) }],
  ])('[TX1] %s is refused with its place, and kept', async (_what, body) => {
    const verdict = await server.phone('an').push(aReport({ body }))
    expect(verdict).toMatchObject({ code: 'malformed', details: { path: 'body.whatHappened' } })
    const [refused] = await refusedOf('an')
    expect(refused?.args).toMatchObject({ body })
  })

  it.each(['__proto__', 'constructor', 'prototype'])(
    '[HT2] a key named %s is refused and kept as text',
    async (key) => {
      const phone = server.phone('an')
      const text = JSON.stringify({ ...phone.head, replica: phone.replica, mutations: [aReport()] })
      const poisoned = text.replace('"media":{', `"media":{"${key}":{"isAdmin":true},`)
      const answer = await phone.post('/api/push', poisoned)
      expect(answer.json<{ verdicts: Verdict[] }>().verdicts.map(codeOf)).toEqual(['malformed'])
      const [refused] = await refusedOf('an')
      expect(refused?.args).toEqual({ text: expect.stringContaining(`"${key}"`) })
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    },
  )

  it.each(['1970-01-01T00:00:01.000Z', '2038-01-19T03:14:08.000Z'])(
    '[TM2] a phone whose clock says %s can report',
    async (clock) => {
      const report = aReport({ body: { occurredAt: null, detectedAt: null } })
      const told = { ...(report.args.body as object), occurredAt: clock, detectedAt: clock }
      const device = { ...report.device, written: clock, committed: clock }
      const verdict = await server.phone('an').push({ ...report, device, args: { ...report.args, body: told } })
      expect(verdict.kind).toBe('applied')
      const { records } = await server.phone('an').everything()
      const incident = records.find(({ type }) => type === 'incident')?.body as { timeline: { stamps: object }[] }
      expect(incident.timeline[0]?.stamps).toMatchObject({ committed: clock, received: server.now() })
    },
  )

  it('[TM1] what is received is stamped when the request comes, however long it then waits for its turn', async () => {
    const slow = await openServer({
      faults(point) {
        if (point === 'before-decide') slow.pass(60_000)
      },
    })
    const came = slow.now()
    const [one, two] = [aReport(), aReport()]
    await slow.phone('an').pushRaw([one, two])
    expect(slow.now()).not.toBe(came)
    const { records } = await slow.phone('an').everything()
    const stamps = records
      .filter(({ type }) => type === 'incident')
      .map(({ body }) => latestReport(body as Incident).stamps)
    expect(stamps).toEqual(
      [one, two].map(({ device: { written, committed } }) =>
        expect.objectContaining({ written, committed, received: came }),
      ),
    )
    await slow.close()
  })

  it('[RG1] numbers follow each other, and a refusal takes none', async () => {
    const phone = server.phone('an')
    await phone.pushRaw([aReport(), aReport({ body: { whatHappened: '' } }), aReport()])
    const { records } = await phone.everything()
    const codes = records.filter(({ type }) => type === 'incident').map(({ body }) => (body as { code: string }).code)
    expect(codes.sort()).toEqual(['SC-2026-0001', 'SC-2026-0002'])
  })

  it('[OF1] two clerks at once receive an incident once', async () => {
    const report = aReport()
    await server.phone('an').push(report)
    const receive = () => aMutation('incident.receive', report.entity, { incidentId: report.entity, note: '' })
    const verdicts = await Promise.all([server.phone('clerk').push(receive()), server.phone('chief').push(receive())])
    expect(verdicts.map(({ kind }) => kind).sort()).toEqual(['applied', 'merged'])
    expect(verdicts.map(({ spaces }) => spaces)).toEqual([verdicts[0]?.spaces, verdicts[0]?.spaces])
  })

  it('[SP4] which spaces a change touches follows from the records and the decision, never from what the client says', async () => {
    const heads = () =>
      server.store.read(DEPARTMENT, async (tx) => {
        const rows = await tx.selectFrom('spaces').select(['id', 'head']).execute()
        return Object.fromEntries(rows.map(({ id, head }) => [id, Number(head)]))
      })
    const phone = server.phone('an')
    const report = aReport()
    await phone.push(report)
    await server.phone('binh').push(aReport({ unitId: OTHER_SCHOOL }))
    const own = unitSpace(SCHOOL)
    const lie = { space: unitSpace(OTHER_SCHOOL), spaces: [[unitSpace(OTHER_SCHOOL), 9]], unitId: OTHER_SCHOOL }

    const before = await heads()
    const more = aSupplement(report.entity)
    const verdict = await phone.push({ ...more, ...lie, args: { ...more.args, ...lie } })
    expect(verdict).toMatchObject({ kind: 'applied', spaces: [[own, (before[own] ?? 0) + 1]] })
    const receive = aMutation('incident.receive', report.entity, { incidentId: report.entity, note: '' })
    expect((await server.phone('clerk').push({ ...receive, ...lie })).spaces).toEqual([[own, (before[own] ?? 0) + 2]])
    expect(await heads()).toEqual({ ...before, [own]: (before[own] ?? 0) + 2 })

    const elsewhere = await phone.push({ ...aSupplement(report.entity), entity: randomUUID() })
    expect(codeOf(elsewhere)).toBe('malformed')
    expect(elsewhere.spaces).toEqual([[personSpace(phone.account), 1]])
  })

  it('[SP2] a change to a restricted category moves the incident with its receipts, and there they stay', async () => {
    const phone = server.phone('an')
    const report = aReport()
    await phone.push(report)
    const colleague = server.phone('anAlso')
    const before = await colleague.everything()
    expect(before.records.filter(({ type, body }) => type === 'incident' && body)).toHaveLength(1)

    const restricted = await phone.push(aSupplement(report.entity, { category: 'child_abuse', details: null }))
    expect(restricted.spaces.map(([space]) => space)).toEqual([`case:${report.entity}`, `unit:${report.args.unitId}`])
    const after = await colleague.pull(before.cursors)
    const left = after.pages.flatMap(({ records }) => records)
    expect(left.map(({ type, body }) => [type, body])).toEqual([
      ['incident', null],
      ['receipt', null],
    ])
    const own = (await phone.everything()).records.filter(({ entity }) => entity === report.entity)
    expect(own.map(({ type }) => type).sort()).toEqual(['incident', 'receipt', 'receipt'])

    // begun on another phone before the category was known: its words stay where the others are [AC4]
    const late = await phone.push(aSupplement(report.entity, { category: 'injury', details: null }))
    expect(late.spaces.map(([space]) => space)).toEqual([`case:${report.entity}`])
    const leaked = (await colleague.everything()).records.filter(({ entity, body }) => entity === report.entity && body)
    expect(leaked).toEqual([])
  })
})

describe('push when the server stumbles', () => {
  let server: Server
  const poison = new Set<string>()
  let trouble: StoreTrouble | null = null
  let breakAt: string | null = null
  beforeEach(async () => {
    poison.clear()
    trouble = null
    breakAt = null
    server = await openServer({
      faults(point, subject) {
        if (point === 'before-commit' && poison.has(subject)) throw new Error('planted: KÍN-ĐÁO')
        if (point === 'before-commit' && trouble) throw trouble
        if (point === breakAt) throw new Error('planted')
      },
    })
  })
  afterEach(() => server.close())

  it('[SY8] a poison mutation waits without a verdict, and is set aside whole at the fifth time', async () => {
    const phone = server.phone('an')
    const bad = aReport()
    poison.add(bad.mid)
    for (let time = 1; time < STUMBLES; time++) {
      const { verdicts } = await phone.pushRaw([bad, aReport()])
      expect(verdicts.map(({ kind }) => kind)).toEqual(['applied'])
    }
    const verdict = await phone.push(bad)
    expect([verdict.kind, codeOf(verdict)]).toEqual(['quarantined', 'quarantined'])
    poison.clear()
    expect(await phone.push(bad)).toEqual(verdict)
    const { records } = await phone.everything()
    const kept = records.find(({ type }) => type === 'refused')?.body as Refused
    expect(kept).toMatchObject({ mid: bad.mid, args: bad.args, device: bad.device })
    expect(server.logs.join('')).not.toContain('KÍN-ĐÁO')
  })

  it('[SY8] what follows on the same incident waits with it, and both arrive when the server is well', async () => {
    const phone = server.phone('an')
    const report = aReport()
    const more = aSupplement(report.entity)
    poison.add(report.mid)
    expect((await phone.pushRaw([report, more])).verdicts).toEqual([])
    poison.clear()
    expect((await phone.pushRaw([report, more])).verdicts.map(({ kind }) => kind)).toEqual(['applied', 'applied'])
  })

  it.each(['before-decide', 'before-commit', 'after-commit'] as const)(
    '[SY2] [SIM1] a server that breaks %s and an answer that is lost make one report in the end',
    async (point) => {
      const report = aReport()
      breakAt = point
      const first = await server.phone('an').pushRaw([report])
      breakAt = null
      expect(first.verdicts ?? []).toEqual([])
      const phone = server.phone('an')
      expect((await phone.push(report)).kind).toBe('applied')
      const { records } = await phone.everything()
      expect(records.map(({ type }) => type).sort()).toEqual(['incident', 'receipt', 'signing_key'])
    },
  )

  it.each([
    [true, 507, 'storage-full'],
    [false, 503, 'server-busy'],
  ])('[ST8] a store in trouble (full: %s) judges nobody: %i %s, and nothing is counted', async (full, status, code) => {
    const phone = server.phone('an')
    const report = aReport()
    trouble = new StoreTrouble(full, null)
    for (let time = 0; time < STUMBLES + 2; time++) {
      const answer = await phone.pushRaw([report])
      expect([answer.status, answer.error]).toEqual([status, code])
    }
    trouble = null
    expect((await phone.push(report)).kind).toBe('applied')
  })
})
