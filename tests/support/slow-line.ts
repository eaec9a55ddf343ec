import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line that carries so much and no more, dies now and then, and counts what has passed. */
export interface SlowLine {
  origin: string
  /** bytes that have left the phone and passed the line, headers and all */
  up(): number
  /** how often it died under an open connection */
  cuts(): number
  close(): Promise<void>
}

/** How finely the line is cut into slices, ms. */
const SLICE_MS = 4

/**
 * @param bytesPerSecond in both directions together
 * @param cutEveryMs all connections die at this beat
 */
export async function startSlowLine(
  port: number,
  { bytesPerSecond, cutEveryMs }: { bytesPerSecond: number; cutEveryMs: number },
): Promise<SlowLine> {
  let up = 0
  let cuts = 0
  const open = new Set<Pair>()

  const server = createServer((phone) => {
    const pair = { phone, server: connect(port, '127.0.0.1'), waiting: Buffer.alloc(0) }
    open.add(pair)
    const end = () => {
      open.delete(pair)
      phone.destroy()
      pair.server.destroy()
    }
    for (const socket of [phone, pair.server]) socket.on('error', end).on('close', end)
    phone.on('data', (chunk) => {
      pair.waiting = Buffer.concat([pair.waiting, chunk])
      phone.pause()
    })
    pair.server.on('data', (chunk) => phone.write(chunk))
  })

  // what has not passed when the line dies has never been on it
  let credit = 0
  let last = performance.now()
  const carrying = setInterval(() => {
    const now = performance.now()
    credit = Math.min(bytesPerSecond, credit + ((now - last) / 1000) * bytesPerSecond)
    last = now
    for (const pair of open) {
      const slice = pair.waiting.subarray(0, Math.floor(credit))
      pair.waiting = pair.waiting.subarray(slice.length)
      credit -= slice.length
      up += slice.length
      if (slice.length > 0) pair.server.write(slice)
      if (pair.waiting.length === 0) pair.phone.resume()
    }
    if (![...open].some(({ waiting }) => waiting.length > 0)) credit = 0
  }, SLICE_MS)
  const cutting = setInterval(() => {
    for (const { phone, server } of open) {
      cuts += 1
      server.destroy()
      phone.resetAndDestroy()
    }
  }, cutEveryMs)

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    up: () => up,
    cuts: () => cuts,
    async close() {
      clearInterval(carrying)
      clearInterval(cutting)
      for (const { phone, server: far } of open) {
        phone.destroy()
        far.destroy()
      }
      server.close()
      await once(server, 'close')
    },
  }
}

interface Pair {
  phone: Socket
  server: Socket
  /** has left the phone and not passed yet */
  waiting: Buffer
}
