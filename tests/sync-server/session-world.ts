import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import type { DepartmentId } from '#domain/ids.ts'
import { instantOf } from '#domain/time.ts'
import type { Profile } from '#protocol/session.ts'
import { acceptJson } from '#server/http/body.ts'
import { renewCode } from '#server/organisation/accounts.ts'
import { createDepartment } from '#server/organisation/department.ts'
import { importAccounts } from '#server/organisation/import-accounts.ts'
import { importUnits } from '#server/organisation/import-units.ts'
import { createAuthenticate } from '#server/session/current.ts'
import { createLine } from '#server/session/line.ts'
import { createPasswords, type Passwords } from '#server/session/passwords.ts'
import { sessionRoutesWith } from '#server/session/routes.ts'
import { openTestStore } from '#tests/support/open-store.ts'

const START = Date.parse('2026-11-19T06:00:00Z')
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const bytes = (text: string) => new TextEncoder().encode(text)

const UNITS = `code,type,name,parent
SO,department,Sở GDĐT Ví Dụ (minh họa),
TH1,school,Trường Tiểu học Sao Mai (minh họa),SO
`
const ACCOUNTS = `username,name,role,unit
an,Nguyễn Thị An,focal_point,TH1
binh,Trần Văn Bình,unit_head,TH1
`

interface Answer {
  status: number
  headers: Record<string, unknown>
  cookies: string[]
  body: { nonce?: string; profile?: Profile; devices?: { id: string; current: boolean; device: string }[] } & {
    error?: { code: string; retryAfter?: number }
  }
}

/** A server with sessions only, on a real database, whose clock stands still until it is told to move. */
export async function openWorld({ secure = false, line = createLine(2, 64) } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-session-'))
  const store = await openTestStore(folder)
  let now = START
  const clock = { now: () => instantOf(now), pass: (ms: number) => (now += ms) }
  const sources = { newId: randomUUID as () => string, random: randomBytes as (n: number) => Uint8Array }
  const department = sources.newId() as DepartmentId
  const founding = { id: department, name: 'Sở Ví Dụ', officePhone: '0900 000 001', at: clock.now() }
  await store.write(department, (tx) => createDepartment(tx, sources, founding))
  const context = { department, newId: sources.newId }
  await store.write(department, (tx) => importUnits(tx, { ...context, today: '2026-01-01' }, bytes(UNITS)))
  await store.write(department, (tx) => importAccounts(tx, { ...context, now: clock.now() }, bytes(ACCOUNTS)))

  const verified: (string | null)[] = []
  const cheap = createPasswords({ memoryCost: 64, timeCost: 1 })
  const passwords: Passwords = {
    hash: cheap.hash,
    verify: (hash, password) => {
      verified.push(hash)
      return cheap.verify(hash, password)
    },
  }
  const closed: string[] = []
  const app = fastify()
  acceptJson(app)
  app.addHook('onRequest', async (request) => {
    request.received = clock.now()
  })
  const authenticate = createAuthenticate(store)
  sessionRoutesWith(passwords, line)(app, {
    store,
    clock: () => now,
    ...sources,
    authenticate,
    secure,
    closeSessions: (ids) => closed.push(...ids),
  })

  return {
    store,
    department,
    clock,
    authenticate,
    /** hashes that passwords were compared with; null: nobody's */
    verified,
    /** sessions whose streams were closed */
    closed,
    browser: (address = '203.0.113.1') => createBrowser(app, address),
    code: async (username: string) => {
      const made = await store.write(department, (tx) => renewCode(tx, department, username, clock.now()))
      if (!made.ok) throw new Error(made.error)
      return made.value.code
    },
    async close() {
      await app.close()
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof openWorld>>

/** Keeps cookies as a browser does. */
function createBrowser(app: ReturnType<typeof fastify>, address: string) {
  const jar = new Map<string, string>()
  const nonce = 'nonce-of-the-test-1'

  async function ask(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object): Promise<Answer> {
    const url = payload ? path : `${path}${path.includes('?') ? '&' : '?'}nonce=${nonce}`
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers: { cookie },
      ...(payload ? { payload: { nonce, ...payload } } : {}),
    })
    const cookies = [answer.headers['set-cookie'] ?? []].flat()
    for (const line of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return { status: answer.statusCode, headers: answer.headers, cookies, body: answer.json() }
  }

  return {
    ask,
    jar,
    header: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    signIn: (username: string, password: string, more: { shared?: boolean; device?: string } = {}) =>
      ask('POST', '/api/session', { username, password, device: 'Điện thoại', shared: false, ...more }),
    activate: (username: string, code: string, password: string) =>
      ask('POST', '/api/session/activate', { username, code, password, device: 'Điện thoại', shared: false }),
  }
}
type Browser = ReturnType<typeof createBrowser>

/** @returns a browser in which that account is signed in for the first time */
export async function activated(world: World, username: string, password = PASSWORD): Promise<Browser> {
  const browser = world.browser()
  const answer = await browser.activate(username, await world.code(username), password)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return browser
}
export const PASSWORD = 'mưa rơi trên phố'
