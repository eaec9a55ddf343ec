import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { sentences } from '#tests/gates/node-phone.ts'
import type { Intent } from '#tests/kills/ledger.ts'
import { aBody } from '#tests/support/builders.ts'
import type { Wire } from './client.ts'
import type { Person } from './people.ts'

/** What all virtual phones together have met. */
export interface Tally {
  /** ms from the first try to the verdict, waits included */
  push: number[]
  pull: number[]
  signIn: number[]
  /** answers "come later", by what was asked */
  shed: { push: number; pull: number; signIn: number }
  /** of them without a time to come back */
  timeless: number
  unanswered: number
  complaints: string[]
}
export const newTally = (): Tally => ({
  push: [],
  pull: [],
  signIn: [],
  shed: { push: 0, pull: 0, signIn: 0 },
  timeless: 0,
  unanswered: 0,
  complaints: [],
})

/** Raw protocol, real bodies: what the app would send, without the app. */
export function createPhone(wire: Wire, person: Person, tally: Tally) {
  const replica = randomUUID()
  let seq = 0
  let cursors: Record<string, number> = {}
  let closePokes: (() => void) | null = null
  let pulling = false
  let pullAgain = false
  const nonce = () => randomUUID().replaceAll('-', '')
  const headers = { cookie: person.cookie, 'content-type': 'application/json', 'accept-encoding': 'identity' }

  /** Until somebody answers; comes back when it was told to, and a little later each time when nobody said. */
  async function untilAnswered(kind: 'push' | 'pull' | 'signIn', path: string, make: () => object): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      const text = JSON.stringify(make())
      const body = text.length > 1024 ? gzipSync(text) : Buffer.from(text)
      const packed = text.length > 1024 ? { ...headers, 'content-encoding': 'gzip' } : headers
      const heard = await wire.ask('POST', path, packed, body).catch(() => null) // no server, or a dead line
      if (heard?.status === 200) return heard.text
      if (heard === null) tally.unanswered += 1
      else if (heard.status === 503 || heard.status === 429) {
        tally.shed[kind] += 1
        if (heard.retryAfterS === null) tally.timeless += 1
      } else tally.complaints.push(`${path}: ${heard.status} ${heard.text.slice(0, 200)}`)
      if (tries > 100) throw new Error(`${path}: no answer`)
      const told = heard?.retryAfterS ?? Math.min(8, 0.25 * 2 ** tries)
      await wait(told * 1000 * (1 + Math.random() / 4))
    }
  }

  async function pullOnce(): Promise<void> {
    const started = performance.now()
    for (;;) {
      const sent = nonce()
      const text = await untilAnswered('pull', '/api/pull', () => ({
        protocol: 1,
        account: person.account,
        nonce: sent,
        cursors,
      }))
      const said = JSON.parse(text) as { nonce: string; pages: { space: string; to: number }[]; more: boolean }
      if (said.nonce !== sent) tally.complaints.push("another's answer to a pull")
      for (const { space, to } of said.pages) cursors = { ...cursors, [space]: to }
      if (!said.more) break
    }
    tally.pull.push(performance.now() - started)
  }

  return {
    /** Files one incident and brings it to the server. */
    async submit(): Promise<Intent> {
      seq += 1
      const mid = randomUUID()
      const incident = randomUUID()
      const text = `${sentences(380, Math.random)} ${mid}`
      const at = new Date().toISOString()
      const device = { written: at, committed: at, zoneMinutes: 420, skewMs: 0 }
      const args = { incidentId: incident, unitId: person.unitId, body: { ...aBody(), whatHappened: text }, photos: [] }
      const envelope = { mid, seq, name: 'incident.report', schema: 1, entity: incident, args, device }
      const started = performance.now()
      const sent = nonce()
      const answer = await untilAnswered('push', '/api/push', () => ({
        protocol: 1,
        account: person.account,
        nonce: sent,
        replica,
        mutations: [envelope],
      }))
      tally.push.push(performance.now() - started)
      const said = JSON.parse(answer) as { nonce: string; verdicts: { mid: string; kind: string }[] }
      const [verdict] = said.verdicts
      if (said.nonce !== sent || verdict?.mid !== mid || verdict.kind !== 'applied')
        tally.complaints.push(`not applied: ${answer.slice(0, 300)}`)
      const told = JSON.stringify(verdict ?? null)
      const { account } = person
      return { account, mid, kind: 'report', incident, text, photo: null, envelope: {}, told, photoTold: false }
    },
    /** One at a time, and once more when something came meanwhile. */
    async pull(): Promise<void> {
      if (pulling) {
        pullAgain = true
        return
      }
      pulling = true
      do {
        pullAgain = false
        await pullOnce()
      } while (pullAgain)
      pulling = false
    },
    /** Like a visible tab: pulls within a second of a poke. */
    listen(onPoke: () => void): void {
      closePokes?.()
      const { cookie } = person
      closePokes = wire.listen(`/api/poke?account=${person.account}`, { cookie }, (text) => {
        if (text.includes('event: poke')) setTimeout(onPoke, Math.random() * 1000)
      })
    },
    hangUp(): void {
      closePokes?.()
      closePokes = null
    },
    async signIn(): Promise<void> {
      const started = performance.now()
      const { username, password } = person
      const sent = nonce()
      await untilAnswered('signIn', '/api/session', () => ({
        nonce: sent,
        username,
        password,
        device: 'Máy khác (minh họa)',
        shared: false,
      }))
      tally.signIn.push(performance.now() - started)
    },
  }
}
export type Phone = ReturnType<typeof createPhone>
