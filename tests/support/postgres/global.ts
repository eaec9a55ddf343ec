import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type Cluster, startCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** port at which the one PostgreSQL of a run can be asked for */
    postgresDoor: number
  }
}

/** One PostgreSQL for a whole run, started when the first test asks for it and ended with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<Cluster> | null = null
  const door = createServer(async (_request, response) => {
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
  return async () => {
    door.close()
    await (await cluster?.catch(() => null))?.stop()
  }
}
