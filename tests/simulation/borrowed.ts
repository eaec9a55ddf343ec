import type { Actor } from '#domain/organisation/roles.ts'
import type { Random } from '#tests/support/random.ts'
import type { Server } from './server.ts'

const NOW = '2026-12-31T17:02:00.000Z'

interface Deps {
  server: Server
  people: readonly Actor[]
  random: Random
}

/**
 * Somebody says something of their own under the id of another account's change, which they may have read somewhere:
 * the key is the account's, too, so the word on it is their own. [SY2]
 * The id is of a change that was refused: it stands in no record, by which others could be known.
 * @returns null when there was nobody to take one from
 */
export async function borrowMid({ server, people, random }: Deps): Promise<{ complaints: string[] } | null> {
  const taken = server.rows<{ account: string; mid: string; verdict: string }>(
    `select account_id as account, mid, verdict from mutations where verdict like '%"kind":"refused"%' order by mid`,
  )
  if (taken.length === 0) return null
  const { account: owner, mid, verdict: first } = random.pick(taken)
  const others = people.filter(({ accountId }) => accountId !== owner)
  if (others.length === 0) return null
  const { accountId: account } = random.pick(others)
  const entity = random.uuid()
  const said = {
    mid,
    seq: 1,
    name: 'attention.discard',
    schema: 1,
    entity,
    args: { mid: entity },
    device: { written: NOW, committed: NOW, zoneMinutes: 420, skewMs: null },
  }
  const request = { protocol: 1, account, nonce: random.uuid().slice(0, 24), replica: random.uuid(), mutations: [said] }
  const [reply] = await server.handle([
    {
      method: 'POST',
      url: '/api/push',
      headers: { 'content-type': 'application/json', cookie: server.cookieOf(account) },
      body: JSON.stringify(request),
    },
  ])
  const told = `${account} used ${mid} of ${owner}, who was told ${first}`
  if (reply?.status !== 200) return { complaints: [`${told}: and got no answer but ${reply?.status} ${reply?.body}`] }
  const { verdicts } = JSON.parse(reply.body) as { verdicts: { kind: string; spaces: [string, number][] }[] }
  const isOwn =
    verdicts.length === 1 &&
    verdicts.every(({ kind, spaces }) => kind === 'applied' && spaces.every(([space]) => space === `person:${account}`))
  return { complaints: isOwn ? [] : [`${told}: and was told ${JSON.stringify(verdicts)}`] }
}
