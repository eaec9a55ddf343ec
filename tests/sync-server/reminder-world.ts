import { randomBytes, randomUUID } from 'node:crypto'
import type { Day } from '#domain/deadlines/days.ts'
import type { DutyRule } from '#domain/deadlines/obligations.ts'
import type { PushHosts } from '#server/notify/endpoint.ts'
import { createNotifier } from '#server/notify/scheduler.ts'
import { createSender, type SendPush } from '#server/notify/send.ts'
import { publishUnitFacts } from '#server/organisation/dated-units.ts'
import { publishDutyRules } from '#server/organisation/deadlines.ts'
import { openPushService } from '#tests/support/push-service.ts'
import { DEPARTMENT, NONCE, openServer, type Person } from './world.ts'

const LOOPBACK: PushHosts = { hosts: [], loopback: true }
const rule = { unitTypes: ['school'], from: '2026-09-01' as Day, to: null } as const
const RULES = [{ ...rule, form: 'monthly' }] as unknown as DutyRule[]

/** A server whose people have accounts and sessions, a push service, and a clock that goes where the test sends it. */
export async function openReminders() {
  const server = await openServer({ pushHosts: LOOPBACK })
  const service = await openPushService()
  await server.store.write(DEPARTMENT, async (tx) => {
    await publishDutyRules(tx, DEPARTMENT, { rules: RULES, periodPolicy: 'cut15_14' })
    await publishUnitFacts(tx, DEPARTMENT)
  })

  const query = (person: Person) => `account=${server.phone(person).account}&nonce=${NONCE}`
  const cookie = (person: Person) => `account=${server.phone(person).account}`
  const ask = async (person: Person, method: 'GET' | 'DELETE', path: string) =>
    server.app.inject({ method, url: `${path}?${query(person)}`, headers: { cookie: cookie(person) } })
  const post = (person: Person, path: string, body: object) => {
    const { account } = server.phone(person)
    return server.phone(person).post(path, JSON.stringify({ nonce: NONCE, account, ...body }))
  }

  /** The rows that signing in would have made; the session is the one that the stub of `openServer` names. */
  async function live(person: Person): Promise<void> {
    const { actor, account } = server.phone(person)
    await server.store.write(DEPARTMENT, async (tx) => {
      const id = account
      await tx
        .insertInto('people')
        .values({ department: DEPARTMENT, id, name: actor.name, position: '', phone: '', email: '' })
        .execute()
      await tx
        .insertInto('accounts')
        .values({
          department: DEPARTMENT,
          id,
          person_id: id,
          username: person.toLowerCase(),
          password_hash: null,
          disabled_at: null,
          created_at: server.now(),
        })
        .execute()
      for (const { role, unitId } of actor.grants)
        await tx
          .insertInto('role_grants')
          .values({
            department: DEPARTMENT,
            id: randomUUID(),
            account_id: id,
            role,
            unit_id: unitId,
            valid_from: '2026-01-01',
            valid_to: null,
          })
          .execute()
      await tx
        .insertInto('sessions')
        .values({
          department: DEPARTMENT,
          id: `session of ${id}`,
          account_id: id,
          token_hash: randomUUID(),
          device: 'Điện thoại',
          device_key: null,
          shared: 0,
          created_at: server.now(),
          seen_at: server.now(),
          expires_at: '2027-06-01T00:00:00.000Z',
          revoked_at: null,
        })
        .execute()
    })
  }

  /** A process that reminds; several may share the store. */
  const notifier = (send: SendPush = createSender({ hosts: LOOPBACK, contact: 'mailto:so@vi-du.example' })) =>
    createNotifier({
      store: server.store,
      clock: () => Date.parse(server.now()),
      newId: randomUUID,
      random: randomBytes,
      send,
    })

  return {
    server,
    service,
    ask,
    post,
    live,
    notifier,
    /** signed in, and reminded on a device of their own */
    async subscribed(person: Person) {
      await live(person)
      return post(person, '/api/reminders/push', service.subscription(person))
    },
    /** to a moment, `2026-11-19T08:00` in Hanoi */
    at(moment: string) {
      server.pass(Date.parse(`${moment}:00+07:00`) - Date.parse(server.now()))
    },
    async close() {
      await service.close()
      await server.close()
    },
  }
}
export type Reminding = Awaited<ReturnType<typeof openReminders>>
