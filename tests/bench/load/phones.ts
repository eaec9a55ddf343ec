import { setTimeout as wait } from 'node:timers/promises'
import type { Intent } from '#tests/kills/ledger.ts'
import { openWire } from './client.ts'
import type { Person } from './people.ts'
import { createPhone, newTally, type Phone, type Tally } from './phone.ts'

/** One process full of virtual phones; its parent says what happens by messages. */
export type Order =
  | { what: 'open'; port: number; people: Person[] }
  /** each phone comes back at some moment within so many ms, submits, pulls and listens */
  | { what: 'wave'; overMs: number; signIns: number; signInsAtMs: number }
  /** everybody's lines die */
  | { what: 'hangUp' }
  | { what: 'end' }
export interface Report {
  tally: Tally
  intents: Intent[]
  /** ms from the beginning of the wave until the last verdict, and until the last pull and sign-in */
  drainedMs: number
  settledMs: number
}

let phones: Phone[] = []
let open: { port: number; people: Person[] } | null = null
let wire = openWire(0)
const tally = newTally()

process.on('message', (order: Order) => {
  carryOut(order).then(
    (report) => process.send?.(report ?? {}),
    (error: unknown) => process.send?.({ failed: String((error as Error).stack ?? error) }),
  )
})

async function carryOut(order: Order): Promise<Report | null> {
  if (order.what === 'open') {
    open = order
    wire = openWire(order.port)
    phones = order.people.map((person) => createPhone(wire, person, tally))
    return null
  }
  if (order.what === 'hangUp') {
    for (const phone of phones) phone.hangUp()
    return null
  }
  if (order.what === 'end') process.exit(0)
  return wave(order)
}

async function wave({ overMs, signIns, signInsAtMs }: Order & { what: 'wave' }): Promise<Report> {
  if (!open) throw new Error('not open')
  Object.assign(tally, newTally())
  const started = performance.now()
  const intents: Intent[] = []
  let drainedMs = 0
  const comeBack = async (phone: Phone) => {
    await wait(Math.random() * overMs)
    intents.push(await phone.submit())
    drainedMs = performance.now() - started
    await phone.pull()
    phone.listen(() => void phone.pull().catch(() => undefined)) // told by the tally
  }
  const knock = async (person: Person) => {
    await wait(signInsAtMs)
    // on another device: a cookie of this one would end the session that it is using
    await createPhone(wire, { ...person, cookie: '' }, tally).signIn()
  }
  await Promise.all([...phones.map(comeBack), ...open.people.slice(0, signIns).map(knock)])
  const settledMs = performance.now() - started
  await wait(2500)
  return { tally, intents, drainedMs, settledMs }
}
