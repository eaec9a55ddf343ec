import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Passes bytes on and counts them: what a request really costs, headers and all. */
export interface CountingRelay {
  origin: string
  up(): number
  down(): number
  reset(): void
  close(): Promise<void>
}

export async function startCountingRelay(port: number): Promise<CountingRelay> {
  let up = 0
  let down = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      // either end may be cut; the other one then ends too
      socket.on('error', () => socket.destroy())
    }
    client.on('data', (chunk) => {
      up += chunk.length
    })
    upstream.on('data', (chunk) => {
      down += chunk.length
    })
    client.pipe(upstream).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    up: () => up,
    down: () => down,
    reset() {
      up = 0
      down = 0
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
