import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type Cluster, startCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** port at which the one PostgreSQL of a run can be asked for */
    postgresDoor: number
  }
}

let cluster: Promise<Cluster> | null = null
let door: Server | null = null

/** One PostgreSQL for a whole run, started when the first test asks for it and ended with the run. */
export async function setup(project: TestProject): Promise<void> {
  door = createServer(async (_request, response) => {
    cluster ??= startCluster()
    try {
      response.end((await cluster).url)
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  const address = door.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  project.provide('postgresDoor', address.port)
}

export async function teardown(): Promise<void> {
  door?.close()
  await (await cluster?.catch(() => null))?.stop()
}
