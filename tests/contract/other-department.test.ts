import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { personSpace, unitSpace } from '#domain/spaces.ts'
import { instantOf } from '#domain/time.ts'
import type { PullAnswer } from '#protocol/pull.ts'
import type { PushAnswer, Verdict } from '#protocol/push.ts'
import type { SessionAnswer } from '#protocol/session.ts'
import { buildApp } from '#server/app.ts'
import { renewCode } from '#server/organisation/accounts.ts'
import { createDepartment } from '#server/organisation/department.ts'
import { importAccounts } from '#server/organisation/import-accounts.ts'
import { importUnits } from '#server/organisation/import-units.ts'
import { createAuthenticate, createReadAs } from '#server/session/current.ts'
import { sessionRoutes } from '#server/session/routes.ts'
import { DEPARTMENT_TABLES } from '#server/store/tables.ts'
import { uuid } from '#tests/support/builders.ts'
import { aBrief, toUnits } from '#tests/support/given.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { memoryFiles } from '#tests/support/memory-files.ts'
import { aMutation, aReport, aSupplement, NONCE } from '#tests/sync-server/world.ts'
import { engines, type OpenEngine } from './engines.ts'

const [A, B] = [uuid(0xd1), uuid(0xd2)] as DepartmentId[] as [DepartmentId, DepartmentId]
const NOW = instantOf(Date.parse('2026-11-19T06:41:00Z'))
/** Stands in names and words of B alone. */
const CANARY = 'chim-hoàng-yến-9K'

const utf8 = (text: string) => new TextEncoder().encode(text)
const unitsOf = (mark: string) => `code,type,name,parent
SO,department,Sở ${mark} (minh họa),
TH1,school,Trường ${mark} (minh họa),SO
`
const accountsOf = (officer: string, chief: string, mark: string) => `username,name,role,unit
${officer},Người ${mark} Một (minh họa),focal_point,TH1
${chief},Người ${mark} Hai (minh họa),office_chief,SO
`

/** A phone that is signed in, of whichever department its person is of. */
async function openPhone(app: FastifyInstance, username: string, code: string) {
  const session = await app.inject({
    method: 'POST',
    url: '/api/session/activate',
    payload: { nonce: NONCE, username, code, password: 'mưa rơi trên phố', device: 'Máy thử', shared: false },
  })
  const { profile } = session.json<SessionAnswer>()
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const account = profile.accountId
  const replica = randomUUID()
  const heard: string[] = []
  const ask = async (method: 'GET' | 'HEAD' | 'POST' | 'PATCH', url: string, payload?: object, more: object = {}) => {
    const answer = await app.inject({
      method,
      url,
      headers: { cookie, ...more },
      ...(payload ? { payload } : {}),
    })
    heard.push(JSON.stringify(answer.headers), answer.body)
    return answer
  }
  const post = (url: string, body: object) => ask('POST', url, { protocol: 1, account, nonce: NONCE, ...body })
  const query = `account=${account}&nonce=${NONCE}`
  return {
    account,
    replica,
    unit: profile.grants[0]?.unitId as UnitId,
    /** every answer, word for word */
    heard,
    ask,
    post,
    query,
    async push(mutation: object, change: object = {}): Promise<Verdict | undefined> {
      const answer = await post('/api/push', { replica, mutations: [mutation], ...change })
      return answer.json<PushAnswer>().verdicts?.[0]
    },
    pull: async (more: object = {}) => (await post('/api/pull', { cursors: {}, ...more })).json<PullAnswer>(),
    async patch(id: string, bytes: Uint8Array) {
      const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
      return ask('PATCH', `/api/photos/${id}?${query}`, Buffer.from(bytes), headers)
    },
  }
}
type Phone = Awaited<ReturnType<typeof openPhone>>

describe.each(Object.entries(engines))('what is of another department, on %s', (_name, open) => {
  let engine: OpenEngine
  let app: FastifyInstance
  /** an officer and the chief of A, and an officer of B */
  let an: Phone
  let chief: Phone
  let theirs: Phone
  const bytes = jpegBytes()
  const photo = refOf(bytes)
  const words = { whatHappened: `Ba em đau bụng ${CANARY}` }
  let report: ReturnType<typeof aReport>
  let secret: ReturnType<typeof aReport>

  beforeEach(async () => {
    engine = await open()
    const { store } = engine
    const sources = { newId: randomUUID as () => string, random: randomBytes as (n: number) => Uint8Array }
    app = buildApp({
      store,
      files: memoryFiles(),
      clock: () => Date.parse(NOW),
      ...sources,
      authenticate: createAuthenticate(store),
      readAs: createReadAs(store),
      sessionRoutes,
      publicOrigin: null,
      dist: null,
    })
    const found = async (id: DepartmentId, mark: string, officers: string) => {
      const context = { department: id, newId: sources.newId }
      const founding = { id, name: `Sở ${mark} (minh họa)`, officePhone: '0900 000 001', at: NOW }
      await store.write(id, (tx) => createDepartment(tx, sources, founding))
      await store.write(id, (tx) => importUnits(tx, { ...context, today: '2026-01-01' }, utf8(unitsOf(mark))))
      await store.write(id, (tx) => importAccounts(tx, { ...context, now: NOW }, utf8(officers)))
    }
    const phone = async (id: DepartmentId, username: string) => {
      const made = await store.write(id, (tx) => renewCode(tx, id, username, NOW))
      if (!made.ok) throw new Error(made.error)
      return openPhone(app, username, made.value.code)
    }
    await found(A, 'Sao Mai', accountsOf('an', 'chanh', 'Sao Mai'))
    await found(B, CANARY, accountsOf('binh', 'vien', CANARY))
    an = await phone(A, 'an')
    chief = await phone(A, 'chanh')
    theirs = await phone(B, 'binh')
    report = aReport({ unitId: theirs.unit, body: words, photos: [photo] })
    secret = aReport({ unitId: theirs.unit, body: { ...words, category: 'child_abuse', details: null } })
    expect((await theirs.push(report))?.kind).toBe('applied')
    expect((await theirs.push(secret))?.kind).toBe('applied')
    expect((await theirs.patch(photo.id, bytes)).statusCode).toBe(200)
  })
  afterEach(async () => {
    await app.close()
    await engine.close()
  })

  /** Every row of a department. */
  const rowsOf = (department: DepartmentId) =>
    engine.store.read(department, async (tx) => {
      const rows: Record<string, string[]> = {}
      for (const table of DEPARTMENT_TABLES) {
        const found = await tx.selectFrom(table).selectAll().where('department', '=', department).execute()
        rows[table] = found.map((row) => JSON.stringify(row)).sort()
      }
      return rows
    })

  /** @returns what the work gave, after which B is what it was, row for row, and nothing that was heard is B's. */
  async function apart<T>(work: () => Promise<T>): Promise<T> {
    const before = await rowsOf(B)
    expect(JSON.stringify(before)).toContain(CANARY)
    const given = await work()
    expect(await rowsOf(B)).toEqual(before)
    expect([...an.heard, ...chief.heard].join('\n')).not.toContain(CANARY)
    return given
  }

  const about = (name: string, incidentId: string, more: object = {}) =>
    aMutation(name, incidentId, { incidentId, ...more })
  const aGivingTo = (unit: UnitId) => {
    const givingId = randomUUID()
    return aMutation('task.give', givingId, { ...toUnits([unit], aBrief()), givingId })
  }
  type Named = { incident: string; unit: UnitId }
  const FORGED: [string, 'an' | 'chief', (named: Named) => object][] = [
    ['a report about a unit', 'an', ({ unit }) => aReport({ unitId: unit })],
    ['a supplement', 'an', ({ incident }) => aSupplement(incident)],
    ['a withdrawal', 'an', ({ incident }) => about('incident.withdraw', incident, { reason: 'x' })],
    ['a comment', 'an', ({ incident }) => about('incident.comment', incident, { text: 'x' })],
    ['taking in', 'chief', ({ incident }) => about('incident.receive', incident, { note: '' })],
    ['asking for more', 'chief', ({ incident }) => about('incident.requestMore', incident, { reason: 'x' })],
    ['naming a reader', 'chief', ({ incident }) => about('incident.nameReader', incident, { accountId: uuid(7) })],
    ['a task for a unit', 'chief', ({ unit }) => aGivingTo(unit)],
  ]

  it('[WR5] a change that names its unit or incident is refused like one that names nothing there is', async () => {
    const said = await apart(async () => {
      const codes: Record<string, (string | undefined)[]> = {}
      const named = [report.entity, secret.entity, randomUUID()]
      const units = [theirs.unit, theirs.unit, randomUUID() as UnitId]
      for (const [what, who, forge] of FORGED) {
        const phone = who === 'an' ? an : chief
        const verdicts = []
        for (const [i, incident] of named.entries())
          verdicts.push(await phone.push(forge({ incident, unit: units[i] as UnitId })))
        codes[what] = verdicts.map((verdict) => (verdict && 'code' in verdict ? verdict.code : verdict?.kind))
      }
      return codes
    })
    const refused = (code: string) => Array(3).fill(code)
    expect(said).toEqual({
      'a report about a unit': refused('not-allowed'),
      'a supplement': refused('not-found'),
      // to what was refused before, which is in its author's own tray
      'a withdrawal': refused('parent-refused'),
      'a comment': refused('parent-refused'),
      'taking in': refused('not-found'),
      'asking for more': refused('parent-refused'),
      'naming a reader': refused('parent-refused'),
      'a task for a unit': refused('not-found'),
    })
    const mine = await rowsOf(A)
    expect([mine.photos, mine.registers]).toEqual([[], []])
    const own = [personSpace(an.account), personSpace(chief.account)]
    const written = (mine.records ?? []).map((row) => JSON.parse(row) as { space: string; type: string })
    expect(written.filter(({ type }) => type === 'refused').every(({ space }) => own.includes(space as never))).toBe(
      true,
    )
    expect(written.filter(({ type }) => ['incident', 'receipt', 'giving', 'given'].includes(type))).toEqual([])
  })

  it('[WR5] an id, a change or a replica that is used there is free here, and tells nothing', async () => {
    await apart(async () => {
      const mine = aReport({ unitId: an.unit, incidentId: report.entity, mid: report.mid, photos: [photo] })
      const verdict = await an.push({ ...mine, seq: report.seq }, { replica: theirs.replica })
      expect([verdict?.kind, verdict?.spaces.map(([space]) => space)]).toEqual(['applied', [unitSpace(an.unit)]])
      // of the photo it has nothing but its own declaration
      const head = await an.ask('HEAD', `/api/photos/${photo.id}?${an.query}`)
      expect(head.headers['upload-offset']).toBe('0')
    })
    const there = await theirs.push(report)
    expect(there?.kind).toBe('applied')
  })

  it('[WR5, BK7] its verdict and its receipt are no proof here', async () => {
    const [verdict, other] = [await theirs.push(report), await theirs.push(secret)]
    const { pages } = await theirs.pull()
    const receipt = pages.flatMap(({ records }) => records).find(({ id }) => id === report.mid)?.body as Receipt
    expect([verdict?.ack, other?.ack, receipt.signature].every(Boolean)).toBe(true)
    await apart(async () => {
      for (const [mid, before] of [
        [report.mid, { verdict, receipts: [receipt] }],
        [secret.mid, { verdict: other, receipts: [] }],
        [randomUUID(), { verdict, receipts: [] }],
      ] as const) {
        const said = await an.push({ ...aReport({ unitId: an.unit, mid }), before })
        expect(said).toMatchObject({ kind: 'refused', code: 'proof-wrong' })
      }
    })
  })

  it('[WR5] its account is refused with a code, on every road', async () => {
    await apart(async () => {
      const asThem = `account=${theirs.account}&nonce=${NONCE}`
      const mutations = [aReport({ unitId: theirs.unit })]
      const answers = [
        await an.post('/api/push', { account: theirs.account, replica: theirs.replica, mutations }),
        await an.post('/api/pull', { account: theirs.account, cursors: {} }),
        await an.post('/api/reminders/feed', { account: theirs.account, unitId: theirs.unit }),
        await an.ask('GET', `/api/poke?account=${theirs.account}`),
        await an.ask('GET', `/api/photos/${photo.id}?${asThem}`),
        await chief.ask('GET', `/api/office/incidents?${asThem}`),
      ]
      for (const answer of answers)
        expect([answer.statusCode, answer.json()]).toMatchObject([409, { error: { code: 'account-mismatch' } }])
    })
  })

  it('[WR5] its photo and its incident are answered like none, and its unit has no calendar to give', async () => {
    await apart(async () => {
      const roads = (id: string) => [
        an.ask('HEAD', `/api/photos/${id}?${an.query}`),
        an.ask('GET', `/api/photos/${id}?${an.query}`),
        an.patch(id, bytes),
        chief.ask('GET', `/api/office/incidents/${id}?${chief.query}`),
        chief.ask('GET', `/api/office/pieces/${id}?${chief.query}`),
        an.post('/api/reminders/feed', { unitId: id }),
      ]
      const heard = async (id: string) =>
        (await Promise.all(roads(id))).map(({ statusCode, body, headers }) => [statusCode, headers['error-code'], body])
      const none = await heard(randomUUID())
      expect(none.map(([status]) => status)).toEqual(Array(6).fill(404))
      for (const id of [photo.id, report.entity, secret.entity, theirs.unit]) expect(await heard(id)).toEqual(none)
      const list = await chief.ask('GET', `/api/office/incidents?${chief.query}`)
      expect(list.json()).toMatchObject({ incidents: [] })
    })
  })

  it('[WR5, SY10] a cursor, a base or a digest of its spaces brings nothing: they are lost like spaces of nobody', async () => {
    const spaces = (unit: string, incident: string, account: string) => [
      `unit:${unit}`,
      `case:${incident}`,
      `person:${account}`,
    ]
    const theirSpaces = spaces(theirs.unit, secret.entity, theirs.account)
    const nobodys = spaces(randomUUID(), randomUUID(), randomUUID())
    await apart(async () => {
      const mine = await an.pull()
      const asked = (names: string[]) => ({
        cursors: Object.fromEntries([...names.map((space) => [space, 1]), ...mine.pages.map((p) => [p.space, p.to])]),
        bases: Object.fromEntries(names.map((space) => [space, 1])),
        digests: Object.fromEntries(names.map((space) => [space, '1-0000000000000000'])),
      })
      const [foreign, unknown] = [await an.pull(asked(theirSpaces)), await an.pull(asked(nobodys))]
      expect(foreign).toEqual({ ...unknown, lost: theirSpaces })
      expect(unknown).toMatchObject({ pages: [], lost: nobodys })
    })
  })

  it('[WR5] a forged cursor, base or digest of a space of one’s own is a copy begun anew, and changes no row', async () => {
    await apart(async () => {
      const own = await an.pull()
      const before = await rowsOf(A)
      const cursors = Object.fromEntries(own.pages.map(({ space, to }) => [space, to]))
      const beyond = Object.fromEntries(own.pages.map(({ space }) => [space, Number.MAX_SAFE_INTEGER]))
      const digests = Object.fromEntries(own.pages.map(({ space }) => [space, '9-0123456789abcdef']))
      const anew = own.pages.map(({ space, to, records }) => ({ space, from: 0, to, reset: true, records }))
      expect((await an.pull({ cursors: beyond, bases: beyond })).pages).toEqual(anew)
      expect((await an.pull({ cursors, digests })).pages).toEqual(anew)
      expect(await rowsOf(A)).toEqual(before)
    })
  })

  it('[WR5] a department that a request names is not heard: it is the session’s', async () => {
    await apart(async () => {
      const named = { department: B, departmentId: B }
      const mine = aReport({ unitId: an.unit })
      const verdict = await an.push({ ...mine, ...named }, named)
      expect(verdict?.spaces.map(([space]) => space)).toEqual([unitSpace(an.unit)])
      const [before, after] = [await an.pull(), await an.pull(named)]
      expect(after).toEqual(before)
    })
  })
})
