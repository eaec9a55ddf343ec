import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'

/** The least that the same link allows: one request with so many bytes up or down, and nothing to decide. */
export interface Floor {
  proxy: FaultProxy
  /** @returns ms */
  post(bytes: number): Promise<number>
  get(bytes: number): Promise<number>
  close(): Promise<void>
}

export async function startFloor(): Promise<Floor> {
  const server = createServer(async (request, response) => {
    for await (const _chunk of request);
    response.end(randomBytes(Number(request.url?.slice(1) ?? 0)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy = await startFaultProxy((server.address() as AddressInfo).port)
  const timed = async (path: string, init: RequestInit) => {
    const started = performance.now()
    await (await fetch(`${proxy.origin}${path}`, init)).arrayBuffer()
    return performance.now() - started
  }
  return {
    proxy,
    post: (bytes) => timed('/2', { method: 'POST', body: randomBytes(bytes) }),
    get: (bytes) => timed(`/${bytes}`, {}),
    async close() {
      await proxy.close()
      server.close()
      server.closeAllConnections()
    },
  }
}
