import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Cluster {
  /** of a database with the empty tables */
  url: string
  stop(): Promise<void>
}

/** A PostgreSQL of this machine's own, gone with `stop` or with this process. @throws when it does not start */
export async function startCluster(): Promise<Cluster> {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts')], { stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  keeper.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = once(keeper, 'exit')
  const url = await Promise.race([
    once(keeper.stdout, 'data').then(([chunk]) => String(chunk).trim()),
    ended.then(() => Promise.reject(new Error(`PostgreSQL did not start:\n${said}`))),
  ])
  return {
    url,
    async stop() {
      keeper.stdin.end()
      await ended
    },
  }
}
