import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { AccountId, DepartmentId, UnitId } from '#domain/ids.ts'
import type { IncidentBody } from '#domain/incidents/body.ts'
import type { Actor, Role } from '#domain/organisation/roles.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { SigningKey } from '#domain/receipts/receipt.ts'
import { fail, ok } from '#domain/result.ts'
import { type Instant, instantOf } from '#domain/time.ts'
import type { DeskDutiesAnswer, DeskIncidentAnswer, DeskListAnswer, DeskTasksAnswer } from '#protocol/office.ts'
import type { DeskPieceAnswer, DeskPiecesAnswer } from '#protocol/office-pieces.ts'
import type { PullAnswer } from '#protocol/pull.ts'
import type { PushAnswer, Verdict } from '#protocol/push.ts'
import { buildApp, type ServerDeps } from '#server/app.ts'
import { openDiskFiles } from '#server/attachments/disk.ts'
import type { Authenticate } from '#server/session/who.ts'
import { createSigningKey } from '#server/store/keys.ts'
import type { Store } from '#server/store/store.ts'
import { aBody, uuid } from '#tests/support/builders.ts'
import { openTestStore } from '#tests/support/open-store.ts'

export const DEPARTMENT = uuid(0xd1) as DepartmentId
export const SCHOOL = uuid(0xa1) as UnitId
export const OTHER_SCHOOL = uuid(0xa2) as UnitId
export const OFFICE = uuid(0xa3) as UnitId
const PARENT = uuid(0xa4) as UnitId
export const DIVISION = uuid(0xa5) as UnitId
const UNIT_ROWS = [
  { id: SCHOOL, name: 'Trường Tiểu học Sao Mai (minh họa)', parent_id: PARENT },
  { id: OTHER_SCHOOL, name: 'Trường THCS Bình Minh (minh họa)', parent_id: null },
  { id: OFFICE, name: 'Văn phòng Sở (minh họa)', parent_id: null },
  { id: PARENT, name: 'Phòng Văn hóa - Xã hội (minh họa)', parent_id: null },
  { id: DIVISION, name: 'Phòng Tổ chức cán bộ (minh họa)', parent_id: null },
]

const PEOPLE = {
  an: ['focal_point', SCHOOL],
  anAlso: ['focal_point', SCHOOL],
  head: ['unit_head', SCHOOL],
  binh: ['focal_point', OTHER_SCHOOL],
  clerk: ['office_clerk', OFFICE],
  chief: ['office_chief', OFFICE],
  parent: ['parent_officer', PARENT],
  admin: ['admin', SCHOOL],
  division: ['division_officer', DIVISION],
} as const satisfies Record<string, [Role, UnitId]>
export type Person = keyof typeof PEOPLE

const actors = Object.fromEntries(
  Object.entries(PEOPLE).map(([person, [role, unitId]], i): [string, Actor] => [
    person,
    {
      accountId: uuid(0xc01 + i) as AccountId,
      departmentId: DEPARTMENT,
      name: `${person} (minh họa)`,
      grants: [{ role, unitId, unitName: UNIT_ROWS.find(({ id }) => id === unitId)?.name ?? '' }],
    },
  ]),
) as Record<Person, Actor>

/** A server's data, and its clock. */
interface There {
  folder: string
  store: Store
  key: SigningKey
  now: Instant
  started: Instant
}

async function makeFresh(): Promise<Omit<There, 'now'>> {
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-server-'))
  const store = await openTestStore(folder)
  const started = instantOf(Date.parse('2026-11-19T06:41:00Z'))
  const key = await store.write(DEPARTMENT, async (tx) => {
    await tx
      .insertInto('departments')
      .values({ id: DEPARTMENT, name: 'Sở Ví Dụ (minh họa)', epoch: uuid(0xe), created_at: started })
      .execute()
    const unit = { department: DEPARTMENT, type: 'school', valid_from: '2020-01-01', valid_to: null }
    await tx
      .insertInto('units')
      .values(UNIT_ROWS.map((row) => ({ ...unit, ...row, code: row.id })))
      .execute()
    return createSigningKey(tx, DEPARTMENT, { id: randomUUID(), seed: randomBytes(32), at: started })
  })
  return { folder, store, key, started }
}

/** The server with a real database and disk; sessions are a stub: the cookie is the account. */
export async function openServer(change: Partial<ServerDeps> = {}, there?: Omit<There, 'started'>) {
  const { folder, store, key, started } = there ? { ...there, started: there.now } : await makeFresh()
  let now = Date.parse(started)
  const revoked = new Set<string>()
  const logs: string[] = []
  const authenticate: Authenticate = async (cookie, account) => {
    const actor = Object.values(actors).find(({ accountId }) => cookie === `account=${accountId}`)
    if (!actor || revoked.has(actor.accountId)) return fail('signed-out')
    if (actor.accountId !== account) return fail('account-mismatch')
    const { accountId, departmentId } = actor
    return ok({ actor, accountId, departmentId, sessionId: `session of ${accountId}` })
  }
  const app = buildApp({
    store,
    files: openDiskFiles(join(folder, 'photos')),
    clock: () => now,
    newId: randomUUID,
    random: randomBytes,
    authenticate,
    async readAs(cookie, account, now, work) {
      const who = await authenticate(cookie, account, now)
      return who.ok ? store.read(DEPARTMENT, (tx) => work(tx, who.value)) : who
    },
    sessionRoutes: () => undefined,
    publicOrigin: null,
    dist: null,
    log: { level: 'trace', stream: { write: (line: string) => void logs.push(line) } },
    ...change,
  })
  return {
    app,
    store,
    key,
    logs,
    folder,
    revoked,
    now: () => instantOf(now),
    pass: (ms: number) => {
      now += ms
    },
    phone: (person: Person) => createPhone(app, actors[person]),
    async close() {
      await app.close()
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}
export type Server = Awaited<ReturnType<typeof openServer>>

export const NONCE = 'nonce-of-the-test-1'
type Headers = Record<string, string>

/** A phone that only speaks the wire. Its requests are written here by hand, so that the wire itself is tested. */
function createPhone(app: FastifyInstance, actor: Actor) {
  const account = actor.accountId
  const cookie = `account=${account}`
  const replica = randomUUID()
  const who = `account=${account}&nonce=${NONCE}`

  const post = (url: string, payload: string | Buffer, headers: Headers = {}) =>
    app.inject({ method: 'POST', url, payload, headers: { cookie, 'content-type': 'application/json', ...headers } })
  const head = { protocol: 1, account, nonce: NONCE }

  async function pull(cursors: Record<string, number> = {}, more: Record<string, unknown> = {}) {
    const answer = await post('/api/pull', JSON.stringify({ ...head, cursors, ...more }))
    return { status: answer.statusCode, raw: answer.body, ...answer.json<PullAnswer>() }
  }
  async function pushRaw(mutations: unknown[], change: Record<string, unknown> = {}) {
    const answer = await post('/api/push', JSON.stringify({ ...head, replica, mutations, ...change }))
    const body = answer.json<PushAnswer & { error?: { code: string } }>()
    return {
      status: answer.statusCode,
      raw: answer.body,
      nonce: body.nonce,
      verdicts: body.verdicts,
      error: body.error?.code,
    }
  }

  return {
    account,
    actor,
    replica,
    post,
    head,
    pull,
    pushRaw,
    /** @returns the one verdict */
    async push(mutation: object): Promise<Verdict> {
      const { verdicts } = await pushRaw([mutation])
      if (verdicts?.length !== 1 || !verdicts[0]) throw new Error(`not one verdict: ${JSON.stringify(verdicts)}`)
      return verdicts[0]
    },
    /** Everything that a fresh phone gets, over as many pages as it takes. */
    async everything() {
      const cursors: Record<string, number> = {}
      const pages: PullAnswer['pages'] = []
      for (;;) {
        const answer = await pull(cursors)
        pages.push(...answer.pages)
        for (const { space, to } of answer.pages) cursors[space] = to
        if (!answer.more) return { cursors, pages, records: pages.flatMap(({ records }) => records) }
      }
    },
    photo: {
      head: (id: string) => app.inject({ method: 'HEAD', url: `/api/photos/${id}?${who}`, headers: { cookie } }),
      get: (id: string) => app.inject({ method: 'GET', url: `/api/photos/${id}?${who}`, headers: { cookie } }),
      async patch(id: string, bytes: Uint8Array, offset = 0) {
        const headers = { cookie, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }
        const url = `/api/photos/${id}?${who}`
        const answer = await app.inject({ method: 'PATCH', url, headers, payload: Buffer.from(bytes) })
        return {
          status: answer.statusCode,
          ...answer.json<{ offset?: number; stored?: boolean; error?: { code: string } }>(),
        }
      },
    },
    desk: {
      async list() {
        const answer = await app.inject({ url: `/api/office/incidents?${who}`, headers: { cookie } })
        return {
          status: answer.statusCode,
          raw: answer.body,
          ...answer.json<DeskListAnswer & { error?: { code: string } }>(),
        }
      },
      async tasks(more = '') {
        const answer = await app.inject({ url: `/api/office/tasks?${who}${more}`, headers: { cookie } })
        return {
          status: answer.statusCode,
          raw: answer.body,
          ...answer.json<DeskTasksAnswer & { error?: { code: string } }>(),
        }
      },
      async duties(more: string) {
        const answer = await app.inject({ url: `/api/office/duties?${who}${more}`, headers: { cookie } })
        return {
          status: answer.statusCode,
          raw: answer.body,
          ...answer.json<DeskDutiesAnswer & { error?: { code: string } }>(),
        }
      },
      /** @param path below `/api/office/given` */
      async given(path = '') {
        const answer = await app.inject({ url: `/api/office/given${path}?${who}`, headers: { cookie } })
        return { status: answer.statusCode, body: answer.json<unknown>() }
      },
      async pieces(id = '') {
        const answer = await app.inject({ url: `/api/office/pieces${id && `/${id}`}?${who}`, headers: { cookie } })
        return {
          status: answer.statusCode,
          raw: answer.body,
          ...answer.json<Partial<DeskPiecesAnswer & DeskPieceAnswer> & { error?: { code: string } }>(),
        }
      },
      async open(id: string) {
        const answer = await app.inject({ url: `/api/office/incidents/${id}?${who}`, headers: { cookie } })
        return {
          status: answer.statusCode,
          raw: answer.body,
          ...answer.json<DeskIncidentAnswer & { error?: { code: string } }>(),
        }
      },
    },
  }
}

let seq = 0
export function aMutation(name: string, entity: string, args: Record<string, unknown>, mid: string = randomUUID()) {
  seq += 1
  const device = {
    written: '2026-11-19T06:30:00.000Z',
    committed: '2026-11-19T06:33:00.000Z',
    zoneMinutes: 420,
    skewMs: null,
  }
  return { mid, seq, name, schema: 1, entity, args, device }
}

interface ReportChange {
  incidentId?: string
  unitId?: UnitId
  body?: Partial<IncidentBody>
  photos?: PhotoRef[]
  mid?: string
}

/** A first report, as a phone of SCHOOL would send it. */
export function aReport({
  incidentId = randomUUID(),
  unitId = SCHOOL,
  body = {},
  photos = [],
  mid,
}: ReportChange = {}) {
  return aMutation('incident.report', incidentId, { incidentId, unitId, body: aBody(body), photos }, mid)
}

export const aSupplement = (incidentId: string, body: Partial<IncidentBody> = {}, photos: PhotoRef[] = []) =>
  aMutation('incident.supplement', incidentId, { incidentId, report: 'update', body: aBody(body), photos })
