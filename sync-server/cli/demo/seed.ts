import { randomInt } from 'node:crypto'
import type { AccountId, DepartmentId, ReplicaId, UnitId } from '#domain/ids.ts'
import { incidentSchema } from '#domain/incidents/incident.ts'
import { learnMutations, mutationNamed } from '#domain/mutations.ts'
import type { Grant, Role } from '#domain/organisation/roles.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'
import type { Envelope } from '#protocol/envelope.ts'
import { createDepartment } from '#server/organisation/department.ts'
import { importAccounts } from '#server/organisation/import-accounts.ts'
import { importUnits } from '#server/organisation/import-units.ts'
import { problemLine, ROLE_WORDS } from '#server/organisation/words.ts'
import { push } from '#server/push/service.ts'
import { createPasswords } from '#server/session/passwords.ts'
import type { Who } from '#server/session/who.ts'
import { accountsOf, grantsOn, peopleOf, removeCode, setPasswordHash } from '#server/store/accounts.ts'
import { unitsOf } from '#server/store/organisation.ts'
import { liveOfType } from '#server/store/records.ts'
import type { Store } from '#server/store/store.ts'
import { dutyStory } from './duty-story.ts'
import { givenStory } from './given-story.ts'
import { monthStory } from './month-story.ts'
import { ACCOUNTS, DEPARTMENT, OFFICE_PHONE, UNITS, WORDS } from './people.ts'
import { pieceStory } from './piece-story.ts'
import { issueDemoPlan } from './plan.ts'
import { planStory } from './plan-story.ts'
import { type Act, story } from './story.ts'
import { taskStory } from './task-story.ts'

/** What demo-accounts.json says of an account. */
export interface DemoAccount {
  username: string
  password: string
  role: string
  unit: string
  displayName: string
}

interface Sources {
  newId: () => string
  random: (bytes: number) => Uint8Array
}

const YEAR_MS = 365 * 86_400_000
const encoded = (text: string) => new TextEncoder().encode(text)

/** Fills an empty database with the demo: everything by the same doors as real data. @throws when a door refuses */
export async function seedDemo(store: Store, sources: Sources, now: Instant): Promise<DemoAccount[]> {
  const founded = instantOf(msOf(now) - YEAR_MS)
  const department = sources.newId() as DepartmentId
  await store.write(department, async (tx) => {
    const founding = { id: department, name: DEPARTMENT, officePhone: OFFICE_PHONE, at: founded }
    await createDepartment(tx, sources, founding)
    const context = { department, newId: sources.newId, now, today: hanoiDay(now) }
    for (const done of [
      await importUnits(tx, context, encoded(UNITS)),
      await importAccounts(tx, context, encoded(ACCOUNTS)),
    ])
      if (!done.ok) throw new Error(done.error.map(problemLine).join('\n'))
  })
  const planId = await issueDemoPlan(store, department, now)
  const people = await peopleWithPasswords(store, department, now)
  const past = [
    ...story(now),
    ...taskStory(now, planId),
    ...dutyStory(now),
    ...monthStory(now),
    ...pieceStory(now),
    ...planStory(now, planId),
    ...givenStory(now),
  ].sort((a, b) => (a.received < b.received ? -1 : 1))
  await replay(store, sources, department, people, past)
  return people.map(({ account }) => account)
}

interface Person {
  account: DemoAccount
  who: Who
}

async function peopleWithPasswords(store: Store, department: DepartmentId, now: Instant): Promise<Person[]> {
  const passwords = createPasswords()
  const order = (username: string) => ACCOUNTS.indexOf(`\n${username},`)
  const rows = (await store.read(department, (tx) => accountsOf(tx, department))).sort(
    (a, b) => order(a.username) - order(b.username),
  )
  const names = new Map(
    (await store.read(department, (tx) => peopleOf(tx, department))).map(({ id, name }) => [id, name]),
  )
  const people: Person[] = []
  for (const row of rows) {
    const password = Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)]).join(' ')
    const hash = await passwords.hash(password)
    const posts = await store.write(department, async (tx) => {
      await setPasswordHash(tx, row, hash)
      await removeCode(tx, row)
      return grantsOn(tx, department, row.id, hanoiDay(now))
    })
    const name = names.get(row.person_id) ?? ''
    const grants = posts.map(
      ({ role, unit_id, unit_name }) => ({ role, unitId: unit_id, unitName: unit_name }) as Grant,
    )
    const accountId = row.id as AccountId
    const actor = { accountId, departmentId: department, name, grants }
    const [post] = grants
    people.push({
      account: {
        username: row.username,
        password,
        role: post?.role ?? '',
        unit: post?.unitName ?? '',
        displayName: name,
      },
      who: { actor, departmentId: department, accountId, sessionId: '' },
    })
  }
  return people
}

/** Sends the past through the push service, each act as its own person and at its own time. */
async function replay(
  store: Store,
  { newId, random }: Sources,
  department: DepartmentId,
  people: readonly Person[],
  acts: readonly Act[],
): Promise<void> {
  const unitIds = new Map(
    (await store.read(department, (tx) => unitsOf(tx, department))).map(({ code, id }) => [code, id]),
  )
  const ids = new Map<string, string>()
  const replicas = new Map(people.map(({ account }) => [account.username, newId() as ReplicaId]))
  for (const [i, act] of acts.entries()) {
    const person = people.find(({ account }) => account.username === act.username)
    const replica = replicas.get(act.username)
    if (!person || !replica) throw new Error(`nobody in the demo is called ${act.username}`)
    await learnMutations([act.name])
    const mutation = mutationNamed(act.name)
    if (!mutation) throw new Error(`no such mutation: ${act.name}`)
    const args = { ...argsOf(act), ...(await completedArgs(act)) }
    const committed = instantOf(msOf(act.received) - act.waited * 60_000)
    const envelope: Envelope = {
      mid: newId() as Envelope['mid'],
      seq: i + 1,
      name: act.name,
      schema: mutation.schema,
      entity: mutation.entity(args),
      args,
      device: { written: committed, committed, zoneMinutes: 420, skewMs: 0 },
    }
    const outcome = await push(
      {
        store,
        random,
        changed: () => undefined,
        stumbled(_mid, error) {
          throw error
        },
      },
      { who: person.who, replica, mutations: [envelope], received: act.received },
    )
    const verdict = outcome.ok ? outcome.value.verdicts[0] : undefined
    if (verdict?.kind !== 'applied') throw new Error(`${act.subject}, ${act.name}: ${JSON.stringify(outcome)}`)
  }

  async function completedArgs({ args, completed }: Act): Promise<Readonly<Record<string, unknown>>> {
    const unitId = unitIds.get(String(args.unit)) as UnitId | undefined
    if (!completed || !unitId) return {}
    const rows = await store.read(department, (tx) => liveOfType(tx, department, 'incident'))
    return completed({ unitId, incidents: rows.map(({ body }) => incidentSchema.parse(JSON.parse(body))) })
  }

  /** Units by their codes; incidents, pieces and what was given by the names that the story gives them. */
  function argsOf({ name, subject, args: { unit, units, ...args } }: Act): Record<string, unknown> {
    const unitId = unit === undefined ? {} : { unitId: unitIds.get(String(unit)) }
    const id = ids.get(subject) ?? newId()
    ids.set(subject, id)
    if (Array.isArray(units)) return { ...args, givingId: id, unitIds: units.map((code) => unitIds.get(String(code))) }
    if ((args.place as { role?: string } | undefined)?.role === 'given') return { ...args, planId: id, ...unitId }
    if (name.startsWith('piece.')) return { ...args, pieceId: id, ...unitId }
    if (!name.startsWith('incident.')) return { ...args, ...unitId }
    const incidentId = id
    return { ...args, incidentId, ...('body' in args ? { photos: [] } : {}), ...unitId }
  }
}

/** A role of the table in words. */
export const roleWord = (role: string): string => ROLE_WORDS[role as Role] ?? role
