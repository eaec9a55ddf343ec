import { cardsOfUnit } from '#domain/tasks/assignment.ts'
import { taskStateOf, taskTimelinessOf } from '#domain/tasks/task.ts'
import { instantOf } from '#domain/time.ts'
import { readDuties, serverTimeOn } from '#storage/duties.ts'
import type { Device } from './device.ts'
import type { Ledger } from './ledger.ts'
import { CARDS, FALLEN } from './plan.ts'
import type { Server } from './server.ts'
import { plain } from './words.ts'

/** A task as it lies in the server's database, read as plain JSON. */
export interface PlainTask {
  id: string
  planId: string
  unitId: string
  place: { role: string }
  timeline: {
    id: string
    kind: string
    before?: string
    reason?: string
    text?: string
    stamps: { received: string }
  }[]
}

interface World {
  ledger: Ledger
  server: Server
  devices: readonly Device[]
  school: string
  now: number
}

const DAY_MS = 86_400_000
const HANOI_MS = 7 * 3_600_000
/** When a day begins in Hanoi, ms. */
export const beginOf = (day: string): number => Date.parse(day) - HANOI_MS

export async function taskComplaints(world: World): Promise<string[]> {
  const tasks = world.server
    .rows<{ id: string; body: string }>("select id, body from records where type = 'task' and body is not null")
    .map(({ body }) => JSON.parse(body) as PlainTask)
  return [...onceEach(world, tasks), ...stampsIn(world, tasks), ...(await phonesAgree(world, tasks))]
}

/** One record a card; nothing twice in it; nothing accepted that was not handed in. */
function onceEach({ ledger, server }: World, tasks: readonly PlainTask[]): string[] {
  const places = tasks.map(({ planId, unitId, place }) => planId + unitId + JSON.stringify(place))
  const trays = server.rows<{ body: string }>(
    "select body from records where type = 'refused' and body like '%task.see%'",
  )
  const there = [...places, ...trays.map(({ body }) => JSON.stringify(JSON.parse(body).args.place))]
  const unseen = [...ledger.seen].filter((place) => !there.some((one) => one.endsWith(place)))
  return [
    ...(new Set(places).size < places.length ? ['a card has two records'] : []),
    ...unseen.map((place) => `card ${place} was seen and has no record`),
    ...tasks.flatMap(({ id, timeline }) => {
      const count = (kind: string) => timeline.filter((entry) => entry.kind === kind).length
      const accepted = timeline.findIndex(({ kind }) => kind === 'accepted')
      const standing = timeline.slice(0, accepted).findLast(({ kind }) => /^(reported|returned|cancelled)$/.test(kind))
      return [
        ...(new Set(timeline.map((entry) => entry.id)).size < timeline.length
          ? [`task ${id} has doubled entries`]
          : []),
        ...(count('seen') > 1 || count('accepted') > 1 ? [`task ${id} was seen or accepted twice`] : []),
        ...(accepted >= 0 && standing?.kind !== 'reported' ? [`task ${id} was accepted without a result`] : []),
        ...(accepted >= 0 && count('cancelled') > 0 ? [`task ${id} is done and cancelled`] : []),
      ]
    }),
  ]
}

/** What the server says of when something came is when it came. */
function stampsIn({ server }: World, tasks: readonly PlainTask[]): string[] {
  const log = new Map(
    server
      .rows<{ mid: string; at: string }>('select mid, received_at as at from mutations')
      .map((row) => [row.mid, row.at]),
  )
  return tasks.flatMap(({ timeline }) =>
    timeline.flatMap(({ id, stamps }) =>
      log.get(id) === stamps.received ? [] : [`entry ${id} is stamped ${stamps.received} and came ${log.get(id)}`],
    ),
  )
}

/** The school's phones say of each card what follows from the server's rows, whatever their clocks and zones. */
async function phonesAgree({ devices, server, school, now }: World, tasks: readonly PlainTask[]): Promise<string[]> {
  const found: string[] = []
  const wanted = placesIn(server)
  for (const device of devices.filter(({ unitId }) => unitId === school)) {
    const { db } = device.anyTab()
    const { department, units } = await readDuties(db, device.actor, await serverTimeOn(db, device.clock))
    const unit = units[0]
    const [assignment] = unit?.assignments ?? []
    const issued = assignment && department.plans.get(assignment.planId)
    if (!unit || !issued) {
      found.push(`${device.actor.name}: knows of no plan`)
      continue
    }
    const cards = cardsOfUnit(issued, assignment)
    const listed = cards.map((card) =>
      plain({
        role: card.role,
        group: card.group,
        quarter: card.quarter,
        ...(card.role === 'lead' ? { item: card.item } : {}),
      }),
    )
    if (listed.sort().join() !== wanted.join())
      found.push(`${device.actor.name}: lists ${listed.join()}, and the plan has ${wanted.join()}`)
    for (const card of cards) {
      const plain = tasks.find(({ id }) => id === card.id)
      const task = unit.tasks.get(card.id)
      const handedIn = plain?.timeline.some(({ kind }) => kind === 'reported')
      // what has not come is late by the server's clock; what has come does not hang on any clock
      const asOf = instantOf(handedIn ? device.clock() : now)
      const said = `${taskStateOf(task)} ${JSON.stringify(taskTimelinessOf(task, card.before, asOf))}`
      const true_ = `${stateOf(plain)} ${JSON.stringify(timelinessOf(plain, endOf(card), now))}`
      if (said !== true_) found.push(`${device.actor.name}: says ${said} of ${card.id}, which is ${true_}`)
    }
  }
  return found
}

/** Where the plan as it was issued last has cards for the school: known from how it was made, not from reading it. */
function placesIn(server: Server): string[] {
  const [plan] = server.rows<{ body: string }>("select body from records where type = 'plan'")
  const isFirst = plan?.body.includes('"leads":["TRUONG"],"coordinators":[],"quarters":[4]') === true
  return [...CARDS, ...(isFirst ? [FALLEN] : [])].map(plain).sort()
}

/** The first last word of the office stands; else the newest result or return, and what was done since. */
export function stateOf(task: PlainTask | undefined): string {
  const kinds = task?.timeline.map(({ kind }) => kind) ?? []
  const end = kinds.find((kind) => kind === 'accepted' || kind === 'cancelled')
  if (end) return end === 'accepted' ? 'done' : end
  const judged = kinds.findLastIndex((kind) => kind === 'reported' || kind === 'returned')
  if (kinds[judged] === 'reported') return 'reported'
  if (kinds.slice(judged + 1).some((kind) => kind === 'progress' || kind.startsWith('product_'))) return 'in_progress'
  if (judged >= 0) return 'returned'
  return kinds.includes('seen') ? 'seen' : 'assigned'
}

/** When the day of a card of the plan is over, ms. */
const endOf = ({ year, quarter }: { year: number; quarter: number }) => Date.UTC(year, quarter * 3, 1) - HANOI_MS

/** Counted anew from the server's instants: the first result decides, the farthest day that was given is the day. */
export function timelinessOf(task: PlainTask | undefined, end: number, now: number) {
  if (stateOf(task) === 'cancelled') return null
  const timeline = task?.timeline ?? []
  const given = timeline.flatMap(({ kind, before }) => (kind === 'extension_given' && before ? [beginOf(before)] : []))
  const deadline = Math.max(end, ...given)
  const came = timeline.flatMap(({ kind, stamps }) => (kind === 'reported' ? [Date.parse(stamps.received)] : []))
  const first = Math.min(...came, Number.POSITIVE_INFINITY)
  const days = Math.floor((Math.min(first, now) - deadline) / DAY_MS) + 1
  if (came.length > 0) return days <= 0 ? { kind: 'on_time' } : { kind: 'late', days }
  return days <= 0 ? { kind: 'pending' } : { kind: 'missing', days }
}

/** What the seed came to try about tasks. */
export function taskMarks(server: Server): Record<string, number> {
  const tasks = server
    .rows<{ body: string }>("select body from records where type = 'task' and body is not null")
    .map(({ body }) => JSON.parse(body) as PlainTask)
  const after = (over: string) =>
    tasks.filter(({ timeline }) => {
      const end = timeline.findIndex(({ kind }) => kind === over)
      return end >= 0 && timeline.slice(end).some(({ kind }) => kind === 'reported')
    }).length
  const [counted] = server.rows<Record<string, number>>(`select
    (select count(*) from mutations join log using (department, mid)
      where name like 'task.%' and verdict like '%"merged"%') as 'task-steps-merged',
    (select count(*) from records where type = 'refused' and body like '%"task.%not-found%') as 'task-of-nobody'`)
  return { 'task-result-kept-after-cancel': after('cancelled'), 'task-result-returned': after('returned'), ...counted }
}
