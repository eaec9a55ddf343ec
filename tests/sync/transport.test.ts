import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { AccountId, PhotoId } from '#domain/ids.ts'
import { browserCompress, browserTimers } from '#sync/browser.ts'
import { createFetchTransport } from '#sync/fetch-transport.ts'
import { uuid } from '#tests/support/builders.ts'

const NONCE = 'nonce-of-the-test-1'
const AT = '2026-11-19T06:00:00.000Z'
const alive = new AbortController().signal

function open(answer: (init: RequestInit, url: string) => Response | Promise<Response>) {
  const sent: { url: string; init: RequestInit }[] = []
  const transport = createFetchTransport({
    account: uuid(1) as AccountId,
    async fetch(url, init) {
      sent.push({ url, init })
      return answer(init, url)
    },
    newNonce: () => NONCE,
    timers: browserTimers,
    compress: browserCompress,
    openStream: null,
  })
  return { transport, sent }
}
const json = (value: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(value), { ...init, headers: { 'content-type': 'application/json', ...init.headers } })
const push = (transport: ReturnType<typeof open>['transport'], mutations: unknown[] = [{}]) =>
  transport.push({ replica: uuid(2), mutations }, alive)

describe('requests', () => {
  test('[WR1] a request names its protocol, its account and its nonce; no cache, no redirect, own cookies', async () => {
    const { transport, sent } = open(() => json({ nonce: NONCE, at: AT, verdicts: [] }))
    expect(await push(transport)).toMatchObject({ kind: 'answer' })
    expect(JSON.parse(sent[0]?.init.body as string)).toMatchObject({ protocol: 1, account: uuid(1), nonce: NONCE })
    expect(sent[0]?.init).toMatchObject({ redirect: 'error', cache: 'no-store', credentials: 'same-origin' })
  })

  test('[WR4] only bodies above a kilobyte are compressed, and they come out whole', async () => {
    const { transport, sent } = open(() => json({ nonce: NONCE, at: AT, verdicts: [] }))
    const text = 'Chuyện là thế này. '.repeat(200)
    await push(transport, [{ text }])
    const { init } = sent[0] ?? {}
    expect(init?.headers).toMatchObject({ 'content-encoding': 'gzip' })
    const bytes = init?.body as Uint8Array
    expect(bytes.length).toBeLessThan(600)
    expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ mutations: [{ text }] })
    await push(transport, [{ text: 'ngắn' }])
    expect(sent[1]?.init.headers).not.toHaveProperty('content-encoding')
  })

  test('[WR2] a request that hangs ends when the engine stops', async () => {
    const { transport } = open(
      ({ signal }) => new Promise((_, fail) => signal?.addEventListener('abort', () => fail(new Error('aborted')))),
    )
    const life = new AbortController()
    const asked = transport.pull({ cursors: {} }, life.signal)
    life.abort()
    expect(await asked).toEqual({ kind: 'no-answer' })
    expect(await transport.pull({ cursors: {} }, life.signal)).toEqual({ kind: 'no-answer' })
  })
})

describe('[WR2] what counts as an answer', () => {
  const whole = { nonce: NONCE, at: AT, verdicts: [] }
  const impostors: Record<string, () => Response> = {
    'HTML with 200': () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    'JSON that calls itself text': () =>
      new Response(JSON.stringify(whole), { headers: { 'content-type': 'text/plain' } }),
    'JSON of another shape': () => json({ nonce: NONCE, ok: true }),
    'the answer to another request': () => json({ ...whole, nonce: 'nonce-of-another-one' }),
    'half an answer': () =>
      new Response(JSON.stringify(whole).slice(0, -3), { headers: { 'content-type': 'application/json' } }),
    'a foreign 401': () => json({ nonce: null, error: { code: 'signed-out' } }, { status: 401 }),
    'an error that echoes another nonce': () => json({ nonce: 'x', error: { code: 'signed-out' } }, { status: 401 }),
    'an empty 502': () => new Response(null, { status: 502 }),
    'the wanted shape under an error status': () => json(whole, { status: 403 }),
  }
  for (const [name, answer] of Object.entries(impostors))
    test(`[WR2] ${name} is no answer`, async () => {
      expect(await push(open(answer).transport)).toEqual({ kind: 'no-answer' })
    })

  test('[WR3] an error of our own is told by its code and its patience', async () => {
    const { transport } = open(() =>
      json({ nonce: NONCE, error: { code: 'server-busy', retryAfter: 5 } }, { status: 503 }),
    )
    expect(await push(transport)).toEqual({ kind: 'error', code: 'server-busy', retryAfterMs: 5_000 })
  })

  test('[SY12] members that this build does not know do not spoil an answer', async () => {
    const { transport } = open(() => json({ ...whole, moon: 'full' }))
    expect(await push(transport)).toMatchObject({ kind: 'answer' })
  })
})

describe('[PH6] where an upload stands', () => {
  const head = (headers: Record<string, string>, status = 200) =>
    open(() => new Response(null, { status, headers })).transport.headPhoto(uuid(3) as PhotoId, uuid(2), alive)

  test('[PH6] the offset is believed only with its length', async () => {
    expect(await head({ 'upload-offset': '7', 'upload-length': '9' })).toEqual({ kind: 'answer', value: { offset: 7 } })
    expect(await head({})).toEqual({ kind: 'no-answer' })
    expect(await head({ 'upload-offset': '11', 'upload-length': '9' })).toEqual({ kind: 'no-answer' })
    expect(await head({ 'upload-offset': '', 'upload-length': '' })).toEqual({ kind: 'no-answer' })
  })

  test('[PH5] a code in the header is an error of ours, a bare 404 is nobody', async () => {
    expect(await head({ 'error-code': 'record-not-yet' }, 404)).toMatchObject({ kind: 'error', code: 'record-not-yet' })
    expect(await head({}, 404)).toEqual({ kind: 'no-answer' })
    expect(await head({ 'error-code': 'made-up' }, 404)).toEqual({ kind: 'no-answer' })
  })
})
