import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '#tests/support/random.ts'
import { freePort } from '#tests/support/server-process.ts'

/** A server's process, as `run.ts` starts it. */
export interface Started {
  ready: Promise<void>
  gone: Promise<void>
  kill(): Promise<void>
}

/** A second server on the same database, killed now and then too, and one door that leads to either. */
export interface Beside {
  /** port of the door */
  port: number
  deaths(): number
  /** until `go` the door leads to the first alone */
  hold(): Promise<void>
  go(): Promise<void>
  close(): Promise<void>
}

/** @param firstPort where the first server listens @param start starts the second on a port */
export async function startBeside(
  firstPort: number,
  start: (port: number) => Started,
  random: Random,
): Promise<Beside> {
  const port = await freePort()
  let deaths = 0
  let lives = false
  let life: Promise<void> = Promise.resolve()
  let server: Started | null = null

  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    // a server that is gone is what this is about; whoever asked hears of it
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const door = createServer((near) => {
    const far = connect(lives && random.chance(0.5) ? port : firstPort, '127.0.0.1')
    for (const socket of [near, far]) keep(socket)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')

  async function live(): Promise<void> {
    while (lives) {
      const started = start(port)
      server = started
      await started.ready
      const until = Date.now() + 300 + random.int(2500)
      while (lives && Date.now() < until) await wait(20)
      await started.kill()
      deaths += 1
    }
    server = null
  }

  return {
    port: (door.address() as AddressInfo).port,
    deaths: () => deaths,
    async hold() {
      lives = false
      await life
    },
    async go() {
      lives = true
      life = live()
      await wait(0)
      await server?.ready
    },
    async close() {
      lives = false
      await life
      door.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
