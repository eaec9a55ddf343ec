import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CAPTIVE_PORTAL, type FaultProxy, ownError, startFaultProxy } from './fault-proxy.ts'

/** Answers what it was sent, compressed, and counts. */
let seen: { body: string; whole: boolean }[] = []
const upstream = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('close', () => seen.push({ body, whole: request.complete }))
  request.on('end', () => {
    if (request.url === '/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('event: poke\n\n')
      return
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end(gzipSync(JSON.stringify({ body })))
  })
})
let proxy: FaultProxy
const post = (body: string, path = '/x') => fetch(`${proxy.origin}${path}`, { method: 'POST', body })

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  proxy = await startFaultProxy((upstream.address() as AddressInfo).port)
})
afterEach(() => {
  proxy.heal()
  proxy.forget()
  seen = []
})
afterAll(async () => {
  await proxy.close()
  upstream.closeAllConnections()
  await new Promise((resolve) => upstream.close(resolve))
})

test('carries what it is given, and reads compressed answers', async () => {
  expect(await (await post('xin chào')).json()).toEqual({ body: 'xin chào' })
  expect(proxy.exchanges[0]).toMatchObject({ method: 'POST', path: '/x', status: 200, up: 9 })
  expect(proxy.exchanges[0]?.text()).toBe('{"body":"xin chào"}')
})

test('drops the answer after the server acted, once', async () => {
  proxy.fault('POST', /x/, { kind: 'drop-answer' }, 1)
  await expect(post('một')).rejects.toThrow()
  expect((await post('hai')).status).toBe(200)
  expect(seen.map(({ body }) => body)).toEqual(['một', 'hai'])
})

test('drops the request before the server hears of it', async () => {
  proxy.fault('POST', /x/, { kind: 'drop-request' }, 1)
  await expect(post('một')).rejects.toThrow()
  expect(seen).toEqual([])
})

test('doubles a request', async () => {
  proxy.fault('POST', /x/, { kind: 'double' }, 1)
  expect(await (await post('một')).json()).toEqual({ body: 'một' })
  expect(seen).toHaveLength(2)
})

test('cuts a request in the middle: the server sees a part', async () => {
  proxy.fault('POST', /x/, { kind: 'cut-request', bytes: 10 }, 1)
  await expect(post('a'.repeat(100))).rejects.toThrow()
  await expect.poll(() => seen).toEqual([{ body: 'a'.repeat(10), whole: false }])
})

test('cuts an answer in the middle', async () => {
  proxy.fault('POST', /x/, { kind: 'cut-answer', bytes: 10 }, 1)
  await expect(post('a').then((answer) => answer.text())).rejects.toThrow()
})

test('speaks for others', async () => {
  proxy.fault('POST', /portal/, CAPTIVE_PORTAL)
  proxy.fault('POST', /own/, ownError(403, 'not-allowed'))
  expect(await (await post('', '/portal')).text()).toContain('<h1>')
  const own = await post('{"nonce":"abc"}', '/own')
  expect([own.status, await own.json()]).toEqual([403, { nonce: 'abc', error: { code: 'not-allowed' } }])
  expect(seen).toEqual([])
})

test('strikes only what holds a word', async () => {
  proxy.fault('*', /x/, { kind: 'drop-request' }, 9, 'độc')
  expect((await post('lành')).status).toBe(200)
  await expect(post('độc')).rejects.toThrow()
})

test('goes down and comes back on the same port; streams pass', async () => {
  const stream = await fetch(`${proxy.origin}/stream`)
  const reader = stream.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('event: poke\n\n')
  await proxy.down()
  await expect(reader?.read()).rejects.toThrow()
  await expect(post('một')).rejects.toThrow()
  await proxy.up()
  expect((await post('hai')).status).toBe(200)
})

test('shapes the link', async () => {
  proxy.shape({ up: 100_000, down: 100_000, delayMs: 50 })
  const started = performance.now()
  await post('a'.repeat(20_000))
  const took = performance.now() - started
  expect(took).toBeGreaterThan(280)
  expect(took).toBeLessThan(1500)
})
