import * as z from 'zod/mini'
import type { AccountId } from '#domain/ids.ts'
import { ERROR_STATUS } from '#protocol/errors.ts'
import { ERROR_CODE, photoAnswerSchema, UPLOAD_LENGTH, UPLOAD_OFFSET, UPLOAD_TYPE } from '#protocol/photos.ts'
import { pullAnswerSchema } from '#protocol/pull.ts'
import { pushAnswerSchema } from '#protocol/push.ts'
import { PROTOCOL } from '#protocol/version.ts'
import type { Timers } from './deps.ts'
import { type Outcome, type PokeListener, type Reply, readReply, type Transport } from './transport.ts'

export interface FetchTransportDeps {
  account: AccountId
  fetch(url: string, init: RequestInit): Promise<Response>
  /** 16 to 32 letters and digits, never the same twice */
  newNonce(): string
  /** the clock of the limits below */
  timers: Timers
  /** null where the browser cannot compress */
  compress: ((text: string) => Promise<Uint8Array<ArrayBuffer>>) | null
  /** null where there is none */
  openStream: ((url: string) => EventSource) | null
}

/** Verdicts are looked at one by one by whoever asked for them. */
const verdictsSchema = z.extend(pushAnswerSchema, { verdicts: z.array(z.unknown()) })

/** Smaller bodies do not shrink. [WR4] */
const COMPRESS_FROM = 1024
/** What a request may take on a network of 20 kbit/s with seconds of delay. */
const BASE_MS = 25_000
const MS_PER_BYTE = 8 / 20
/** The size of an answer is not known before: a page of records takes this long on such a network. */
const PULL_MS = 90_000

/** The transport of the app: `fetch` of one's own origin, with cookies, without caches and redirects. */
export function createFetchTransport(deps: FetchTransportDeps): Transport {
  const { account, newNonce, timers, compress, openStream } = deps

  /** Sends, and reads what comes back while the clock still runs; null when nobody has answered. */
  const exchange = async <T>(
    url: string,
    init: RequestInit,
    ms: number,
    signal: AbortSignal,
    read: (response: Response) => T | Promise<T>,
  ): Promise<T | null> => {
    if (signal.aborted) return null
    const limit = new AbortController()
    const stop = () => limit.abort()
    const cancelLimit = timers.after(ms, stop)
    signal.addEventListener('abort', stop)
    try {
      const safe = { credentials: 'same-origin', cache: 'no-store', redirect: 'error' } as const
      return await read(await deps.fetch(url, { ...init, ...safe, signal: limit.signal }))
    } catch {
      // no network, a redirect, a cut body, a time-out or a stop: whatever it was, nobody has answered
      return null
    } finally {
      cancelLimit()
      signal.removeEventListener('abort', stop)
    }
  }

  const ask = async <T extends { nonce: string }>(
    url: string,
    init: RequestInit,
    schema: z.ZodMiniType<T>,
    nonce: string,
    ms: number,
    signal: AbortSignal,
  ): Promise<Outcome<T>> => {
    const reply = await exchange(url, init, ms, signal, replyOf)
    return reply ? readReply(reply, schema, nonce) : { kind: 'no-answer' }
  }

  const post = async <T extends { nonce: string }>(
    url: string,
    request: object,
    schema: z.ZodMiniType<T>,
    ms: number,
    signal: AbortSignal,
  ): Promise<Outcome<T>> => {
    const nonce = newNonce()
    const text = JSON.stringify({ protocol: PROTOCOL, account, nonce, ...request })
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    const small = compress !== null && text.length > COMPRESS_FROM ? await compress(text) : null
    if (small) headers['content-encoding'] = 'gzip'
    const body = small ?? text
    return ask(url, { method: 'POST', headers, body }, schema, nonce, ms + body.length * MS_PER_BYTE, signal)
  }

  const query = (more: Record<string, string>) => new URLSearchParams({ account, ...more })

  return {
    push: (request, signal) => post('/api/push', request, verdictsSchema, BASE_MS, signal),
    pull: (request, signal) => post('/api/pull', request, pullAnswerSchema, PULL_MS, signal),

    async headPhoto(id, replica, signal) {
      const url = `/api/photos/${id}?${query({ replica })}`
      return (await exchange(url, { method: 'HEAD' }, BASE_MS, signal, offsetOf)) ?? { kind: 'no-answer' }
    },

    patchPhoto(id, replica, offset, bytes, signal) {
      const nonce = newNonce()
      const headers = { 'content-type': UPLOAD_TYPE, [UPLOAD_OFFSET]: String(offset) }
      const url = `/api/photos/${id}?${query({ replica, nonce })}`
      const ms = BASE_MS + bytes.length * MS_PER_BYTE
      return ask(url, { method: 'PATCH', headers, body: bytes }, photoAnswerSchema, nonce, ms, signal)
    },

    openPokes: (listener) => (openStream ? listen(openStream(`/api/poke?${query({})}`), listener) : () => undefined),
  }
}

const replyOf = async (response: Response): Promise<Reply> => ({
  ok: response.ok,
  contentType: response.headers.get('content-type') ?? '',
  text: await response.text(),
})

/** A HEAD has no body to echo a nonce in; only our server sets these headers. */
function offsetOf(response: Response): Outcome<{ offset: number }> {
  const number = (header: string) => Number.parseInt(response.headers.get(header) ?? '', 10)
  const code = response.headers.get(ERROR_CODE)
  if (code !== null && code in ERROR_STATUS) {
    const seconds = number('retry-after')
    return { kind: 'error', code, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null }
  }
  const offset = number(UPLOAD_OFFSET)
  const length = number(UPLOAD_LENGTH)
  const told = response.ok && Number.isInteger(offset) && Number.isInteger(length) && 0 <= offset && offset <= length
  return told ? { kind: 'answer', value: { offset } } : { kind: 'no-answer' }
}

function listen(stream: EventSource, listener: PokeListener): () => void {
  stream.addEventListener('open', () => listener.standing(true))
  stream.addEventListener('error', () => {
    if (stream.readyState === stream.CLOSED) listener.gone()
    else listener.standing(false)
  })
  stream.addEventListener('poke', () => listener.poke())
  stream.addEventListener('bye', () => {
    stream.close()
    listener.bye()
  })
  return () => stream.close()
}
