import { expect, it } from 'vitest'
import { openServer } from './world.ts'

/** What the server takes for the caller's address when the caller wrote the first entry and each proxy added one. */
async function addressBehind(trustProxy: number, forwarded: string): Promise<string> {
  const server = await openServer({
    trustProxy,
    sessionRoutes: (app) => void app.get('/api/where', async (request) => request.ip),
  })
  try {
    const answer = await server.app.inject({
      method: 'GET',
      url: '/api/where',
      remoteAddress: '10.0.0.1',
      headers: { 'x-forwarded-for': forwarded },
    })
    return answer.body
  } finally {
    await server.close()
  }
}

it.each([
  [0, '6.6.6.6', '10.0.0.1'],
  [1, '6.6.6.6, 203.0.113.9', '203.0.113.9'],
  [1, '203.0.113.9', '203.0.113.9'],
  [2, '6.6.6.6, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
])('[SE14] behind %i proxies nobody invents an address: %s is %s', async (proxies, forwarded, address) => {
  expect(await addressBehind(proxies, forwarded)).toBe(address)
})
