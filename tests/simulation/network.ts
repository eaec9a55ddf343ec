import type { Random } from '#tests/support/random.ts'
import type { VirtualTime } from '#tests/support/virtual-time.ts'
import type { Server, WireReply, WireRequest } from './server.ts'

/** What can become of one request, with the weight of its chance. */
const FAULTS = {
  none: 40,
  'request-lost': 5,
  'answer-lost': 9,
  doubled: 5,
  'doubled-at-once': 4,
  late: 4,
  slow: 5,
  'html-200': 3,
  'json-200': 3,
  'foreign-403': 3,
  'foreign-401': 2,
  redirect: 1,
  'answer-cut': 3,
  'ours-400': 3,
  'ours-413': 2,
  'ours-500': 3,
  'ours-503': 2,
  'signed-out': 2,
  'before-commit': 6,
  'after-commit': 6,
  'photo-kept': 2,
} as const
type Fault = keyof typeof FAULTS

interface NetworkDeps {
  time: VirtualTime
  random: Random
  server: Server
  trace: (line: string) => void
  /** a session that the server has ended: its owner signs in again some time later */
  onSignedOut: (account: string) => void
}

/** The way between phones and server: every request draws its fate. */
export function createNetwork({ time, random, server, trace, onSignedOut }: NetworkDeps) {
  const fired = new Map<Fault, number>()
  /** the first verdict that left the server for each mid, as text; and where a later one was another. [SY2] */
  const told = new Map<string, string>()
  const broken: string[] = []
  let healed = false
  const total = Object.values(FAULTS).reduce((sum, weight) => sum + weight, 0)

  function draw(): Fault {
    if (healed) return 'none'
    let at = random.next() * total
    for (const [fault, weight] of Object.entries(FAULTS)) {
      at -= weight
      if (at < 0) return fault as Fault
    }
    return 'none'
  }

  function compareVerdicts(url: string, reply: WireReply | null): void {
    if (url !== '/api/push' || reply?.status !== 200) return
    for (const verdict of (JSON.parse(reply.body) as { verdicts: { mid: string }[] }).verdicts) {
      const text = JSON.stringify(verdict)
      const before = told.get(verdict.mid) ?? text
      told.set(verdict.mid, before)
      if (before !== text) broken.push(`verdicts differ: ${before} and later ${text}`)
    }
  }

  const fetchFor =
    (account: string) =>
    (url: string, init: RequestInit): Promise<Response> => {
      const fault = draw()
      fired.set(fault, (fired.get(fault) ?? 0) + 1)
      const method = init.method ?? 'GET'
      trace(`${time.now()} ${account.slice(0, 4)} ${method} ${url.slice(0, 24)} ${fault}`)
      const headers = { ...(init.headers as Record<string, string>), cookie: `who=${account}` }
      const request: WireRequest = { method, url, headers, body: (init.body ?? null) as WireRequest['body'] }
      return new Promise((resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        const fallen = (ms: number) => time.after(ms, () => reject(new TypeError('network')))
        const answer = (reply: WireReply | null, ms: number) =>
          reply ? time.after(ms, () => resolve(responseOf(method, reply))) : fallen(ms)
        const ask = (ms: number, then: (reply: WireReply | null) => void, copies = 1) =>
          time.after(ms, () => {
            void server.handle(Array.from({ length: copies }, () => request)).then((replies) => {
              for (const reply of replies) compareVerdicts(url, reply)
              then(replies.at(-1) ?? null)
            })
          })
        const lag = 50 + random.int(400)
        carry(fault)

        function carry(fault: Fault): void {
          switch (fault) {
            case 'none':
              return void ask(lag, (reply) => answer(reply, lag))
            case 'slow':
              return void ask(lag * 20, (reply) => answer(reply, lag * 20))
            case 'request-lost':
              return void fallen(lag * 10)
            case 'answer-lost':
              return void ask(lag, () => fallen(lag * 10))
            case 'late':
              fallen(lag)
              return void ask(lag * 60, () => undefined)
            case 'doubled':
              ask(lag * 3, () => undefined)
              return void ask(lag, (reply) => answer(reply, lag))
            case 'doubled-at-once':
              return void ask(lag, (reply) => answer(reply, lag), 2)
            case 'redirect':
              return void fallen(lag)
            case 'answer-cut':
              return void ask(lag, (reply) => answer(reply && { ...reply, body: reply.body.slice(0, -9) }, lag))
            case 'html-200':
              return void answer(foreign(200, 'text/html', '<h1>Wi-Fi trường</h1>'), lag)
            case 'json-200':
              return void answer(foreign(200, 'application/json', '{"ok":true,"verdicts":[],"pages":[]}'), lag)
            case 'foreign-401':
              return void answer(foreign(401, 'application/json', '{"error":"login"}'), lag)
            case 'foreign-403':
              return void answer(foreign(403, 'text/html', '<h1>Blocked</h1>'), lag)
            case 'ours-400':
              return void answer(ours(400, 'request-malformed', nonceOf(request)), lag)
            case 'ours-413':
              return void answer(ours(413, 'too-large', nonceOf(request)), lag)
            case 'ours-500':
              return void answer(ours(500, 'server-error', nonceOf(request)), lag)
            case 'ours-503':
              return void answer(ours(503, 'server-busy', nonceOf(request), 7), lag)
            case 'signed-out':
              server.signedOut.add(account)
              onSignedOut(account)
              return void ask(lag, (reply) => answer(reply, lag))
            case 'before-commit':
            case 'after-commit':
            case 'photo-kept':
              return void time.after(lag, () => {
                server.arm(fault)
                void server.handle([request]).then(([reply]) => {
                  server.disarm()
                  compareVerdicts(url, reply ?? null)
                  answer(reply ?? null, lag)
                })
              })
          }
        }
      })
    }

  return {
    fetchFor,
    fired,
    broken,
    /** From now on every request arrives, and every answer. */
    heal() {
      healed = true
    },
  }
}
export type Network = ReturnType<typeof createNetwork>

const responseOf = (method: string, { status, headers, body }: WireReply): Response => {
  const bare = method === 'HEAD' || status === 204 || status === 304
  return new Response(bare ? null : body, { status, headers })
}

const foreign = (status: number, type: string, body: string): WireReply => ({
  status,
  headers: { 'content-type': type },
  body,
})

const ours = (status: number, code: string, nonce: string | null, retryAfter?: number): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'error-code': code },
  body: JSON.stringify({ nonce, error: { code, ...(retryAfter === undefined ? {} : { retryAfter }) } }),
})

function nonceOf({ url, body }: WireRequest): string | null {
  if (typeof body === 'string') return (JSON.parse(body) as { nonce: string }).nonce
  return new URL(url, 'http://sim').searchParams.get('nonce')
}
