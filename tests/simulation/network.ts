import { ERROR_STATUS, type ErrorCode } from '#protocol/errors.ts'
import type { Random } from '#tests/support/random.ts'
import type { VirtualTime } from '#tests/support/virtual-time.ts'
import type { Fired, Mask, NetworkFault } from './faults.ts'
import { cut, FOREIGN, flip, foreign, nonceOf, ours, responseOf } from './replies.ts'
import type { Server, WireReply, WireRequest } from './server.ts'

interface NetworkDeps {
  time: VirtualTime
  random: Random
  server: Server
  mask: Mask
  fired: Fired
  trace: (line: string) => void
  /** what reaches a device: looked at by those who know what it may see */
  onAnswer: (account: string, reply: WireReply) => void
  /** a session that the server has ended, or a device that believes so: its owner signs in again some time later */
  onSignedOut: (account: string) => void
}

const CODES = Object.entries(ERROR_STATUS) as [ErrorCode, number][]
const OURS = { '4xx': CODES.filter(([, status]) => status < 500), '5xx': CODES.filter(([, status]) => status >= 500) }
/** These make a device wait for a new sign-in. */
const PAUSING: readonly ErrorCode[] = ['signed-out', 'account-mismatch', 'account-disabled']

/** The way between phones and server: every request draws its fate. */
export function createNetwork(deps: NetworkDeps) {
  const { time, random, server, mask, fired, trace, onAnswer, onSignedOut } = deps
  /** the first verdict that left the server for each mid, as text; and where a later one was another. [SY2] */
  const told = new Map<string, string>()
  const broken: string[] = []
  /** the last true answers, of anybody: what a careless cache on the way would give again */
  const cached = new Map<string, WireReply>()
  let waitingTurn: (() => void)[] = []
  let healed = false

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
    (account: string, label: string) =>
    (url: string, init: RequestInit): Promise<Response> => {
      const fault = healed ? null : mask.draw()
      const method = init.method ?? 'GET'
      trace(`${time.now()} ${label} ${method} ${url.slice(0, 24)} ${fault ?? 'none'}`)
      const headers = { ...(init.headers as Record<string, string>) }
      const request: WireRequest = { method, url, headers, body: (init.body ?? null) as WireRequest['body'] }
      const place = url.split('?')[0] ?? ''
      return new Promise((resolve, reject) => {
        const signal = init.signal ?? new AbortController().signal
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        const fallen = (ms: number) => time.after(ms, () => reject(new TypeError('network')))
        const answer = (reply: WireReply | null, ms: number) =>
          reply ? time.after(ms, () => resolve(responseOf(method, reply))) : fallen(ms)
        const ask = (ms: number, then: (reply: WireReply | null) => void, sent = request, copies = 1) =>
          time.after(ms, () => void serve(sent, copies).then(then))
        const lag = 50 + random.int(400)
        if (fault) fired.note(fault)
        if (fault) strike(fault)
        else ask(lag, (reply) => answer(reply, lag))

        async function serve(sent: WireRequest, copies: number): Promise<WireReply | null> {
          // the session is whatever the browser holds when the request leaves
          const cookie = server.cookieOf(account)
          const replies = await server.handle(
            Array.from({ length: copies }, () => ({ ...sent, headers: { ...sent.headers, cookie } })),
          )
          for (const reply of replies) {
            compareVerdicts(url, reply)
            if (reply) onAnswer(account, reply)
          }
          const reply = replies.at(-1) ?? null
          if (reply?.status === 200 && method !== 'HEAD') cached.set(place, reply)
          const next = waitingTurn
          waitingTurn = []
          for (const overtaken of next) overtaken()
          return reply
        }

        function strike(fault: NetworkFault): unknown {
          switch (fault) {
            case 'slow':
              return void ask(lag * 20, (reply) => answer(reply, lag * 20))
            case 'request-lost':
              return void fallen(lag * 10)
            case 'answer-lost':
              return void ask(lag, () => fallen(lag * 10))
            case 'late':
              fallen(lag)
              return void ask(lag * 60, () => undefined)
            case 'reordered':
              return letOvertake()
            case 'doubled':
              ask(lag * 3, () => undefined)
              return void ask(lag, (reply) => answer(reply, lag))
            case 'doubled-at-once':
              return void ask(lag, (reply) => answer(reply, lag), request, 2)
            case 'redirect':
              return void fallen(lag)
            case 'request-cut':
              return void ask(lag, (reply) => answer(reply, lag), cut(request, random))
            case 'answer-cut':
              return void ask(lag, (reply) => answer(reply && cut(reply, random), lag))
            case 'byte-flipped':
              // an answer to a piece of a photo is short; the piece itself is what has bytes to flip
              if (method === 'PATCH' || random.chance(0.5))
                return void ask(lag, (reply) => answer(reply, lag), flip(request, random))
              return void ask(lag, (reply) => answer(reply && flip(reply, random), lag))
            case 'stalled':
              return void ask(lag, (reply) => {
                time.after(lag, () => resolve(responseOf(method, reply ?? ours('server-error', null), signal)))
              })
            case 'html-200':
              return void answer(foreign(200, 'text/html', '<h1>Wi-Fi trường</h1>'), lag)
            case 'json-200':
              return void answer(foreign(200, 'application/json', '{"ok":true,"verdicts":[],"pages":[]}'), lag)
            case 'stale-200':
              return void answer(cached.get(place) ?? foreign(200, 'application/json', '{}'), lag)
            case 'foreign-4xx':
            case 'foreign-5xx': {
              const [status, type, body] = random.pick(FOREIGN[fault])
              fired.note(`foreign-${status}`)
              return void answer(foreign(status, type, body), lag)
            }
            case 'ours-4xx':
            case 'ours-5xx': {
              const [code] = random.pick(OURS[fault === 'ours-4xx' ? '4xx' : '5xx'])
              fired.note(`ours-${code}`)
              if (PAUSING.includes(code)) onSignedOut(account)
              return void answer(ours(code, nonceOf(request), code === 'server-busy' ? 7 : undefined), lag)
            }
            case 'signed-out':
              void server.signOut(account)
              onSignedOut(account)
              return void ask(lag, (reply) => answer(reply, lag))
            case 'before-commit':
            case 'after-commit':
            case 'photo-kept':
              return void time.after(lag, () => {
                server.arm(fault)
                void serve(request, 1).then((reply) => {
                  server.disarm()
                  answer(reply, lag)
                })
              })
          }
        }

        /** It waits until another request has gone past it, or for so long that nobody reads the answer. */
        function letOvertake(): void {
          let gone = false
          const go = () => {
            if (gone) return
            gone = true
            ask(lag, (reply) => answer(reply, lag))
          }
          waitingTurn.push(go)
          time.after(lag * 100, go)
        }
      })
    }

  return {
    fetchFor,
    /** the server that said it is lost: another may say it otherwise */
    forget: () => told.clear(),
    broken,
    told,
    /** From now on every request arrives, and every answer. */
    heal() {
      healed = true
    },
  }
}
export type Network = ReturnType<typeof createNetwork>
