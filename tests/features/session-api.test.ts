import { expect, test } from 'vitest'
import { createSessionApi, deviceName } from '#features/session/session-api.ts'
import { anActor, uuid } from '#tests/support/builders.ts'

const NONCE = 'n'.repeat(32)
const actor = anActor()
const profile = { ...actor, departmentName: 'Sở (minh họa)', username: 'an' }
const good = { nonce: NONCE, at: '2026-11-19T07:00:00.000Z', profile }
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })

function apiThat(answers: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = []
  const api = createSessionApi({
    async fetch(url, init) {
      asked.push({ url, init })
      return answers(url, init)
    },
    newNonce: () => NONCE,
    device: 'Chrome trên Android',
  })
  return { api, asked }
}
const entry = { username: 'an', password: 'mot hai ba bon', shared: false }

test('[SE8] a sign-in is answered with the profile, and tells the device', async () => {
  const { api, asked } = apiThat(() => json(good))
  expect(await api.signIn(entry)).toMatchObject({ kind: 'answer', value: { profile: { username: 'an' } } })
  expect(JSON.parse(String(asked[0]?.init.body))).toEqual({ ...entry, nonce: NONCE, device: 'Chrome trên Android' })
  expect(asked[0]?.init).toMatchObject({ credentials: 'same-origin', redirect: 'error', cache: 'no-store' })
})

test('[WR2] a portal, a foreign nonce, half a body and a dead network are no answer', async () => {
  const kinds = [
    () => new Response('<html>WiFi</html>', { headers: { 'content-type': 'text/html' } }),
    () => json({ ...good, nonce: 'm'.repeat(32) }),
    () => new Response('{"nonce":', { headers: { 'content-type': 'application/json' } }),
    () => json({ ...good, profile: { ...profile, grants: 'all' } }),
    () => Promise.reject(new TypeError('network')),
  ]
  for (const answers of kinds) expect(await apiThat(answers).api.signIn(entry)).toEqual({ kind: 'no-answer' })
})

test('[SE8] a refusal keeps its code and how long to wait', async () => {
  const { api } = apiThat(() => json({ nonce: NONCE, error: { code: 'throttled', retryAfter: 30 } }, 429))
  expect(await api.signIn(entry)).toEqual({ kind: 'error', code: 'throttled', retryAfterMs: 30_000 })
})

test('[SE3] ending a session names its account', async () => {
  const { api, asked } = apiThat(() => json({ nonce: NONCE }))
  expect((await api.end(actor.accountId)).kind).toBe('answer')
  expect(asked[0]?.url).toBe(`/api/session?account=${actor.accountId}&nonce=${NONCE}`)
  await api.endDevice(actor.accountId, uuid(7))
  expect(asked[1]).toMatchObject({ init: { method: 'DELETE' } })
  expect(asked[1]?.url).toContain(`/api/session/devices/${uuid(7)}?account=`)
})

test('[SE9] a device is named so that its owner knows it again', () => {
  const android =
    'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36'
  expect(deviceName(android)).toBe('Chrome trên Android')
  expect(deviceName('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox trên Windows')
  expect(deviceName('')).toBe('Trình duyệt trên máy này')
})
