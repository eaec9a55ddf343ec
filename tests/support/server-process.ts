import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export interface Account {
  username: string
  password: string
  role: string
  unit: string
  displayName: string
}

/** The real server in a process of its own, on the demo's people. */
export interface ServerProcess {
  port: number
  origin: string
  dataDir: string
  accounts: readonly Account[]
  /** @throws when the demo has nobody of that name */
  account(username: string): Account
  /** of the process that runs now. @throws when none does */
  pid(): number
  /** everything it wrote since the start */
  output(): string
  /** asks it to end and waits */
  stop(): Promise<void>
  /** SIGKILL, as a power cut to the process */
  kill(): Promise<void>
  /** starts it again on the same port and data */
  start(): Promise<void>
}

/** @param dataDir filled with the demo on the first start, kept on the next */
export async function startServer(dataDir: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const port = await freePort()
  let child: ChildProcess | null = null
  let output = ''

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['sync-server/cli/demo.ts'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', ...env, PORT: `${port}`, DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    let ready = false
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        output += chunk.toString()
        if (!ready && output.includes(`Đầu Mối: http://127.0.0.1:${port}`)) {
          ready = true
          resolve()
        }
      }
      started.stdout.on('data', hear)
      started.stderr.on('data', hear)
      started.on('exit', (code) => {
        if (!ready) reject(new Error(`the server ended with ${code} before it was ready:\n${output}`))
      })
    })
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = child
    child = null
    if (!running || running.exitCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
    output = ''
  }

  await start()
  const accounts = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as Account[]
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    accounts,
    account(username) {
      const found = accounts.find((account) => account.username === username)
      if (!found) throw new Error(`the demo has no ${username}`)
      return found
    },
    pid() {
      if (child?.pid === undefined) throw new Error('no server runs')
      return child.pid
    },
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    start,
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
