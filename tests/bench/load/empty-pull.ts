import { join } from 'node:path'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { healthRate, sideBySide } from './floors.ts'
import { type Person, seedPeople } from './people.ts'

/** Enough people that no lookup is of a small table. */
const PEOPLE = 200
/** How many times the p95 of /healthz an empty pull may take. [LD1] */
const MOST = 1.6

type Say = (line: string) => void
type Hold = (what: string, ok: boolean) => void

/** `npm run bench -- load pull`: that part alone. @returns whether it held */
export async function benchPull(say: Say): Promise<boolean> {
  const folder = await temporaryFolder('pull')
  const dataDir = join(folder.path, 'data')
  const people = await seedPeople(dataDir, PEOPLE)
  const server = await startServer(dataDir, { LOG_LEVEL: 'silent' })
  let held = true
  say(`  /healthz: ${(await healthRate(server.port)).toFixed(0)} requests/s, 32 connections`)
  await comparePull(server, people, say, (what, ok) => {
    say(`  ${ok ? '✓' : '✗'} ${what}`)
    held &&= ok
  })
  await server.stop()
  await folder.remove()
  return held
}

/** An empty pull beside /healthz, one after the other on one connection. */
export async function comparePull(
  server: ServerProcess,
  [person]: readonly Person[],
  say: Say,
  hold: Hold,
): Promise<void> {
  if (!person) throw new Error('nobody')
  const headers = { cookie: person.cookie, 'content-type': 'application/json' }
  const request = (cursors: object) => ({
    method: 'POST',
    path: '/api/pull',
    headers,
    body: Buffer.from(
      JSON.stringify({
        protocol: 1,
        account: person.account,
        nonce: 'n'.repeat(32),
        cursors,
        // as phones ask
        backup: '',
      }),
    ),
  })
  const { body, ...init } = request({})
  const first = await fetch(`${server.origin}${init.path}`, {
    ...init,
    body: new Uint8Array(body),
  })
  const { pages } = (await first.json()) as {
    pages: { space: string; to: number }[]
  }
  const cursors = Object.fromEntries(pages.map(({ space, to }) => [space, to]))
  const health = { method: 'GET', path: '/healthz', headers: {}, body: null }
  const [alive, pull] = await sideBySide(server.port, [health, request(cursors)])
  if (!alive || !pull) throw new Error('nothing measured')
  say(`  /healthz: p50 ${alive.p50.toFixed(2)} ms, p95 ${alive.p95.toFixed(2)} ms`)
  say(`  an empty pull: p50 ${pull.p50.toFixed(2)} ms, p95 ${pull.p95.toFixed(2)} ms`)
  const ratio = pull.p95 / alive.p95
  hold(`an empty pull takes ${ratio.toFixed(2)} times the p95 of /healthz (at most ${MOST})`, ratio <= MOST)
}
