import { brotliCompressSync, createGzip, deflateSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorAnswerSchema } from '#protocol/errors.ts'
import { keysAnswerSchema } from '#protocol/keys.ts'
import { PUSH_BYTES } from '#protocol/push.ts'
import { inflate } from '#server/http/body.ts'
import { filesBelow } from '#tests/architecture/source-files.ts'
import { aReport, NONCE, openServer, type Server } from './world.ts'

describe('http', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server.close())

  const errorOf = ({ body, statusCode }: { body: string; statusCode: number }) => {
    const parsed = errorAnswerSchema.parse(JSON.parse(body))
    return [statusCode, parsed.error.code, parsed.nonce]
  }

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('[HT2] a body in %s is read', async (encoding, compress) => {
    const { post, head } = server.phone('an')
    const answer = await post('/api/pull', compress(JSON.stringify({ ...head, cursors: {} })), {
      'content-encoding': encoding,
    })
    expect(answer.statusCode).toBe(200)
  })

  it('[HT2] a body that inflates to 1 GB is refused at the cap, without being held', async () => {
    const bomb = await gigabyteOfZeros()
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024)
    const before = process.memoryUsage().rss
    const answer = await server.phone('an').post('/api/push', bomb, { 'content-encoding': 'gzip' })
    expect(errorOf(answer)).toEqual([413, 'too-large', null])
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  it.each<[string, string | Buffer, Record<string, string>, [number, string, string | null]]>([
    ['an encoding that nobody knows', '{}', { 'content-encoding': 'zstd' }, [415, 'encoding-unknown', null]],
    ['gzip that is none', 'no gzip', { 'content-encoding': 'gzip' }, [400, 'request-malformed', null]],
    [
      'gzip that was cut',
      gzipSync('{}').subarray(0, 12),
      { 'content-encoding': 'gzip' },
      [400, 'request-malformed', null],
    ],
    ['no JSON', '{"a":', {}, [400, 'request-malformed', null]],
    ['another type', '<xml/>', { 'content-type': 'application/xml' }, [400, 'request-malformed', null]],
    ['an empty body', '', {}, [400, 'request-malformed', null]],
    [
      'a body that goes down a thousand steps',
      `${'['.repeat(1000)}${']'.repeat(1000)}`,
      {},
      [400, 'request-malformed', null],
    ],
    ['a key that is none', `{"nonce":"${NONCE}","cursors":{"__proto__":1}}`, {}, [400, 'json-forbidden-key', NONCE]],
    ['another schema', `{"nonce":"${NONCE}","protocol":1}`, {}, [400, 'request-malformed', NONCE]],
    ['more than the cap', 'x'.repeat(PUSH_BYTES), {}, [413, 'too-large', null]],
  ])('[HT2] %s is refused with a code', async (_what, body, headers, expected) => {
    expect(errorOf(await server.phone('an').post('/api/pull', body, headers))).toEqual(expected)
  })

  it('[HT5] a wire of the future is told apart', async () => {
    const { post, head } = server.phone('an')
    const answer = await post('/api/pull', JSON.stringify({ ...head, protocol: 99, cursors: {} }))
    expect(errorOf(answer)).toEqual([426, 'protocol-unknown', NONCE])
  })

  it('[SE1] without a live session nothing is answered but that', async () => {
    const { post, head, account, desk, photo } = server.phone('chief')
    server.revoked.add(account)
    const body = JSON.stringify({ ...head, cursors: {} })
    expect(errorOf(await post('/api/pull', body))).toEqual([401, 'signed-out', NONCE])
    expect((await desk.list()).error?.code).toBe('signed-out')
    expect((await photo.head(crypto.randomUUID())).headers['error-code']).toBe('signed-out')
    expect((await server.app.inject({ url: `/api/poke?account=${account}` })).statusCode).toBe(401)
  })

  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'http://localhost:8787' }, 200],
    [{}, 200],
  ])('[HT1] a change that comes from %o is answered %i', async (headers, status) => {
    const { post, head } = server.phone('an')
    const answer = await post('/api/pull', JSON.stringify({ ...head, cursors: {} }), {
      host: 'localhost:8787',
      ...headers,
    })
    expect(answer.statusCode).toBe(status)
    if (status === 403) expect(errorOf(answer)[1]).toBe('origin-foreign')
  })

  it('[HT3] JSON above 1 KB goes out compressed, and below it does not', async () => {
    const { post, head, pushRaw } = server.phone('an')
    const body = JSON.stringify({ ...head, cursors: {} })
    const small = await post('/api/pull', body, { 'accept-encoding': 'gzip' })
    expect(small.headers['content-encoding']).toBeUndefined()
    await pushRaw([aReport(), aReport()])
    const large = await post('/api/pull', body, { 'accept-encoding': 'br;q=0, gzip' })
    expect(large.headers['content-encoding']).toBe('gzip')
    const pages = (JSON.parse(gunzipSync(large.rawPayload).toString()) as { pages: unknown[] }).pages
    expect(pages).toHaveLength(2)
  })

  it('[HT6] health, readiness and counters answer, and the counters count', async () => {
    const { app } = server
    await server.phone('an').pushRaw([aReport(), aReport({ body: { whatHappened: '' } })])
    expect((await app.inject({ url: '/healthz' })).json()).toEqual({ alive: true })
    expect((await app.inject({ url: '/readyz' })).json()).toMatchObject({ ready: true })
    const metrics = (await app.inject({ url: '/metrics' })).body
    expect(metrics).toContain('daumoi_verdicts_total{kind="applied"} 1')
    expect(metrics).toContain('daumoi_verdicts_total{kind="refused"} 1')
    expect(metrics).toContain('daumoi_requests_total{route="/api/push",status="200",code=""} 1')
    expect(metrics).toMatch(/daumoi_commits [1-9]/)
  })

  it('[RC1] the public keys are given to whoever asks, and nothing of the private ones', async () => {
    const answer = await server.app.inject({ url: '/api/keys' })
    expect(keysAnswerSchema.parse(answer.json())).toEqual({ keys: [server.key] })
    expect(Object.keys(answer.json<{ keys: object[] }>().keys[0] ?? {}).sort()).toEqual(['from', 'id', 'publicKey'])
  })

  it('[HT7] every route of the API stands in its description', async () => {
    const { openapi, paths } = (await server.app.inject({ url: '/api/openapi.json' })).json<{
      openapi: string
      paths: Record<string, object>
    }>()
    expect(openapi).toBe('3.1.0')
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    )
    // what the code says of its addresses; sessions are another part, which this server does without
    const addresses = filesBelow(['sync-server'], /^routes\.ts$/)
      .flatMap(({ text }) => [...text.matchAll(/url(?::| =) '(\/api\/[^']+)'/g)])
      .map(([, url = '']) => url.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((url) => !url.startsWith('/api/session'))
    expect(addresses.length).toBeGreaterThan(9)
    expect(Object.keys(paths).sort()).toEqual([...new Set(addresses)].sort())
    expect(described).toContain('post /api/push')
    expect(described).toContain('patch /api/photos/{id}')
  })

  it('[HT4] an address that is nothing is an error for a program and a sentence for a person', async () => {
    const { app } = server
    expect(errorOf(await app.inject({ url: '/api/nothing' }))).toEqual([404, 'not-found', null])
    const page = await app.inject({ url: '/su-co', headers: { accept: 'text/html' } })
    expect([page.statusCode, page.body]).toEqual([503, expect.stringContaining('npm run build')])
  })
})

it('[HT2] a sender that breaks off in the middle of a body sent none', async () => {
  async function* broken() {
    yield Buffer.from('{"a":')
    throw new Error('reset')
  }
  const { Readable } = await import('node:stream')
  const heard = await new Promise((tell) => inflate(Readable.from(broken()), '', 1000, tell))
  expect(heard).toEqual({ ok: false, error: 'request-malformed' })
})

async function gigabyteOfZeros(): Promise<Buffer> {
  const gzip = createGzip({ level: 9 })
  const chunk = Buffer.alloc(16 * 1024 * 1024)
  const chunks: Buffer[] = []
  gzip.on('data', (part: Buffer) => chunks.push(part))
  for (let i = 0; i < 64; i++) if (!gzip.write(chunk)) await new Promise((resolve) => gzip.once('drain', resolve))
  await new Promise<void>((resolve) => {
    gzip.once('end', () => resolve())
    gzip.end()
  })
  return Buffer.concat(chunks)
}
