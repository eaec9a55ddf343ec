import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A program with all its children, which can be ended together. */
export interface ProcessGroup {
  /** SIGKILL to all of them. @returns when, ms since 1970 */
  kill(): Promise<number>
  /** Waits until the last of them has ended by itself, and does not wait for ever. */
  ended(): Promise<void>
  /** Asks the program itself to end; its helpers put away what they hold when they see it gone. */
  leave(): Promise<void>
}

const END_MS = 15_000

export function startGroup(path: string, args: readonly string[], env: Record<string, string>): ProcessGroup {
  const child = spawn(path, args, { detached: true, stdio: 'ignore', env: { ...process.env, ...env } })
  const gone = once(child, 'exit')
  const kill = async () => {
    if (anyLeft(child)) signalGroup(child)
    const at = Date.now()
    await gone
    return at
  }
  const ended = async () => {
    const end = Date.now() + END_MS
    while (anyLeft(child) && Date.now() < end) await wait(50)
    if (anyLeft(child)) signalGroup(child)
    await gone
  }
  return {
    kill,
    ended,
    async leave() {
      child.kill('SIGTERM')
      await ended()
    },
  }
}

function signalGroup({ pid }: ChildProcess): void {
  if (pid === undefined) throw new Error('it never started')
  process.kill(-pid, 'SIGKILL')
}

/** One that has ended but that nobody has asked about yet (Z) is not left. */
function anyLeft({ pid, exitCode, signalCode }: ChildProcess): boolean {
  if (!existsSync('/proc/self/stat')) return exitCode === null && signalCode === null
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((name) => {
      const [state, , group] = statOf(name)
      return Number(group) === pid && state !== 'Z'
    })
}

/** State, parent and group of a process; nothing where it has just gone. */
function statOf(name: string): string[] {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    // it ended between the listing and the look
    return []
  }
}
