import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Instant, instantOf } from '#domain/time.ts'
import { buildApp } from '#server/app.ts'
import { openDiskFiles } from '#server/attachments/disk.ts'
import { ensureDemo } from '#server/cli/demo/folder.ts'
import { KNOWN_HOSTS } from '#server/notify/endpoint.ts'
import { createNotifier } from '#server/notify/scheduler.ts'
import { createSender } from '#server/notify/send.ts'
import { createAuthenticate, createReadAs } from '#server/session/current.ts'
import { sessionRoutes } from '#server/session/routes.ts'
import { openStore } from '#server/store/open.ts'
import type { Account } from './server-process.ts'

const DIST = join(import.meta.dirname, '../../dist')

/** The whole server on a port, with the demo's people, as of a moment that the test decides. */
export interface ClockedServer {
  origin: string
  now(): Instant
  /** From now on it is that moment, and stays so until it is told again. */
  setTime(now: Instant): void
  /** What the server does for itself each minute: whoever is to be reminded now is. */
  remind(): Promise<void>
  /** messages that were handed to push services, oldest first */
  pushed: readonly { at: Instant; endpoint: string }[]
  /** @throws when the demo has nobody of that name */
  account(username: string): Account
  close(): Promise<void>
}

/**
 * What `main.ts` puts together, with another clock: the server has no way to be told the time from outside, so the
 * test makes it in its own process.
 */
export async function startClockedServer(dataDir: string, start: Instant): Promise<ClockedServer> {
  let now = start
  const where = { dataDir, databaseUrl: null }
  const demo = await ensureDemo({ ...where, fresh: false, now, newId: randomUUID, random: randomBytes })
  if (!demo.ok) throw new Error(demo.error)
  const opened = await openStore(where, { create: false })
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const store = opened.value
  const pushHosts = { hosts: KNOWN_HOSTS, loopback: true }
  const app = buildApp({
    pushHosts,
    store,
    files: openDiskFiles(join(dataDir, 'photos')),
    clock: () => Date.parse(now),
    newId: randomUUID,
    random: randomBytes,
    authenticate: createAuthenticate(store),
    readAs: createReadAs(store),
    sessionRoutes,
    publicOrigin: null,
    dist: DIST,
  })
  const pushed: { at: Instant; endpoint: string }[] = []
  const toOurs = createSender({ hosts: pushHosts, contact: 'mailto:so@vi-du.example' })
  const notifier = createNotifier({
    store,
    clock: () => Date.parse(now),
    newId: randomUUID,
    random: randomBytes,
    // the services of Apple, Google and Mozilla are the one thing that is not there; a test may have one of its own
    async send(key, message) {
      pushed.push({ at: now, endpoint: message.endpoint })
      return message.endpoint.startsWith('http:') ? toOurs(key, message) : 'accepted'
    },
  })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    origin,
    now: () => now,
    setTime(moment) {
      now = instantOf(Date.parse(moment))
    },
    remind: () => notifier.look(),
    pushed,
    account(username) {
      const found = demo.value.find((account) => account.username === username)
      if (!found) throw new Error(`the demo has no ${username}`)
      return found
    },
    async close() {
      await app.close()
      await store.close()
    },
  }
}
