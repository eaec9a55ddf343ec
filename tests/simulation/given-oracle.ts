import { taskDueOf } from '#domain/agenda/due.ts'
import { givenCard } from '#domain/tasks/given-card.ts'
import { instantOf } from '#domain/time.ts'
import { readDuties, serverTimeOn } from '#storage/duties.ts'
import type { Device } from './device.ts'
import type { GivenAct, Ledger } from './ledger.ts'
import { NOTHING } from './proofs.ts'
import type { Server } from './server.ts'
import { beginOf, type PlainTask, stateOf, timelinessOf } from './task-oracle.ts'
import { plain, wordsIn } from './words.ts'

interface PlainEntry {
  id: string
  kind: string
  stamps: { received: string }
  body?: { before: string }
  reason?: string
  text?: string
  unitIds?: readonly string[]
}
/** What the office gave, and each unit's own part of it, read as plain JSON. */
interface PlainGiving {
  id: string
  unitIds: readonly string[]
  timeline: PlainEntry[]
}
interface PlainPart {
  space: string
  id: string
  givingId: string
  unitId: string
  timeline: PlainEntry[]
}
interface World {
  ledger: Ledger
  server: Server
  devices: readonly Device[]
  otherSchool: string
  merges: boolean
  now: number
}
interface Seen extends World {
  givings: PlainGiving[]
  parts: PlainPart[]
  tasks: PlainTask[]
}

const seenOn = (server: Server) => {
  const bodies = <T>(type: string): T[] =>
    server
      .rows<{ space: string; body: string }>(
        `select space, body from records where type = '${type}' and body is not null order by id`,
      )
      .map(({ space, body }) => ({ space, ...JSON.parse(body) }) as T)
  return {
    givings: bodies<PlainGiving>('giving'),
    parts: bodies<PlainPart>('given'),
    tasks: bodies<PlainTask>('task').filter(({ place }) => place.role === 'given'),
  }
}

/** What the office gave stands as it was meant, with all whom it named and with nobody else; and phones show it so. */
export async function givenComplaints(world: World): Promise<string[]> {
  const seen: Seen = { ...world, ...seenOn(world.server) }
  return [
    ...seen.givings.flatMap((giving) => asMeant(seen, giving)),
    ...givenOnce(seen),
    ...partsSame(seen),
    ...stampsIn(seen),
    ...seen.givings.flatMap((giving) => toldEach(seen, giving)),
    ...traysWhole(seen),
    ...(await phonesAgree(seen)),
  ]
}

const wordOf = (entry: PlainEntry): string => wordsIn(JSON.stringify(entry)).join()
const KINDS: Readonly<Record<string, GivenAct['kind']>> = {
  given: 'given-give',
  amended: 'given-amend',
  withdrawn: 'given-withdraw',
  chased: 'given-chase',
}
const sameUnits = (a: readonly string[], b: readonly string[]) => plain([...a].sort()) === plain([...b].sort())

/** Every entry is what somebody did, whole, with whom it named; what was begun after another was said comes after it. */
function asMeant({ ledger }: Seen, { id, unitIds, timeline }: PlainGiving): string[] {
  const acts = timeline.map((entry) => ledger.givenActs.find(({ word }) => word === wordOf(entry)))
  const [first] = acts
  const asWas = timeline.flatMap((entry, n) => {
    const one = acts[n]
    const isSo =
      one?.givingId === id &&
      one.kind === KINDS[entry.kind] &&
      (one.body === null || plain(one.body) === plain(entry.body)) &&
      (entry.unitIds === undefined || sameUnits(one.units, entry.unitIds))
    return isSo ? [] : [`giving ${id}: ${entry.kind} ${wordOf(entry)} is not what anybody did`]
  })
  const known = acts.flatMap((one) => (one && ledger.byWord(one.word)?.most === 1 ? [one] : []))
  const late = known.filter((one, n) =>
    known.slice(0, n).some((before) => before.device === one.device && one.said !== null && one.said < before.begun),
  )
  return [
    ...asWas,
    ...(timeline.filter(({ kind }) => kind === 'given').length === 1 && timeline[0]?.kind === 'given'
      ? []
      : [`giving ${id} does not begin with being given once`]),
    ...(first && !sameUnits(first.units, unitIds) ? [`giving ${id} was for ${first.units} and names ${unitIds}`] : []),
    ...(new Set(timeline.map((entry) => entry.id)).size < timeline.length ? [`giving ${id} has doubled entries`] : []),
    ...late.map(({ kind, word }) => `giving ${id}: ${kind} ${word} stands after what was done later`),
  ]
}

function givenOnce({ givings }: Seen): string[] {
  const words = givings.flatMap(({ timeline }) => timeline.slice(0, 1).map(wordOf))
  return words.filter((word, n) => words.indexOf(word) < n).map((word) => `${word} was given twice`)
}

/** Each unit that was named has its part with all that it was told, once and in its own space; no other has any. */
function partsSame({ givings, parts, tasks }: Seen): string[] {
  const wanted = givings.flatMap(({ id, unitIds, timeline }) =>
    unitIds.map((unitId) => {
      const told = timeline.filter(({ kind }) => kind === 'given' || kind === 'amended')
      return plain({ givingId: id, unitId, space: `unit:${unitId}`, told })
    }),
  )
  const there = parts.map(({ givingId, unitId, space, timeline }) => plain({ givingId, unitId, space, told: timeline }))
  return [
    ...wanted.filter((part) => !there.includes(part)).map((part) => `a unit has not what it was given: ${part}`),
    ...there
      .filter((part, n) => !wanted.includes(part) || there.indexOf(part) < n)
      .map((part) => `a unit has what it was not given: ${part}`),
    ...tasks
      .filter(
        ({ id, unitId, planId }) =>
          !parts.some((part) => part.id === id && part.unitId === unitId && part.givingId === planId),
      )
      .map(({ id }) => `task ${id} was given to nobody`),
  ]
}

/** What the server says of when something came is when it came, and came to the lost server where there was one. */
function stampsIn({ ledger, server, givings }: Seen): string[] {
  const came = new Map(
    server
      .rows<{ mid: string; at: string }>('select mid, received_at as at from mutations')
      .map((row) => [row.mid, row.at]),
  )
  return givings.flatMap(({ timeline }) =>
    timeline.flatMap(({ id, stamps }) => {
      const true_ = [
        came.get(id) ?? 'never',
        ledger.proofs.leastOf(id) === NOTHING ? undefined : ledger.heldSince.get(id),
      ]
      return true_.every((at) => at === undefined || at === stamps.received)
        ? []
        : [`entry ${id} is stamped ${stamps.received} and came ${true_.join()}`]
    }),
  )
}

/** What was withdrawn or asked again stands once on the task of each unit that it named, but for those that were over. */
function toldEach({ tasks }: Seen, { id, unitIds, timeline }: PlainGiving): string[] {
  return unitIds.flatMap((unitId) => {
    const task = tasks.find((one) => one.planId === id && one.unitId === unitId)
    return timeline.flatMap((entry) => {
      if (!entry.unitIds) return []
      const copies = task?.timeline.filter((one) => one.id === entry.id) ?? []
      const wasOver = task?.timeline.some(
        (one) => /^(accepted|cancelled)$/.test(one.kind) && one.stamps.received <= entry.stamps.received,
      )
      const isSame = copies.every((one) =>
        entry.kind === 'withdrawn'
          ? one.kind === 'cancelled' && one.reason === entry.reason
          : one.kind === 'comment' && one.text === entry.text,
      )
      const isNamed = entry.unitIds.includes(unitId)
      const isRight = copies.length === (isNamed ? 1 : 0) || (isNamed && wasOver && copies.length === 0)
      return isRight && isSame
        ? []
        : [`${entry.kind} ${wordOf(entry)} stands ${copies.length} times on the task of ${unitId}: ${stateOf(task)}`]
    })
  })
}

/** What was refused lies in the tray as it was handed in. */
function traysWhole({ ledger, server }: Seen): string[] {
  const names = ['task.give', 'task.amend', 'task.withdraw', 'task.chase']
  return server
    .rows<{ body: string }>("select body from records where type = 'refused' and body is not null")
    .map(({ body }) => JSON.parse(body) as { name: string; args: { body?: object; unitIds?: string[] } })
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name, args }) => {
      const word = wordsIn(JSON.stringify(args)).join()
      const one = ledger.givenActs.find((act) => act.word === word)
      const isWhole =
        one &&
        (one.body === null || plain(one.body) === plain(args.body)) &&
        (args.unitIds === undefined || sameUnits(one.units, args.unitIds))
      return isWhole ? [] : [`${name} ${word} was refused and is not whole in the tray`]
    })
}

/** A named unit's phones show its part, with the state and the day that follow from the server's rows; others nothing. */
async function phonesAgree({ devices, otherSchool, merges, now, parts, tasks }: Seen): Promise<string[]> {
  const found: string[] = []
  for (const device of devices.filter(({ unitId }) => !merges || unitId !== otherSchool)) {
    const { db } = device.anyTab()
    const { department, units } = await readDuties(db, device.actor, await serverTimeOn(db, device.clock))
    // what a unit was given that was taken over is its own, on the phones of those who heard of it
    for (const unit of units.filter(({ unitId }) => unitId === device.unitId)) {
      const said = unit.given.map((given) => {
        const { id, body } = givenCard(given)
        const card = taskDueOf(givenCard(given), unit.tasks.get(id), department.calendar, instantOf(now))
        return `${id} ${plain(body)} ${card.state} ${JSON.stringify(card.timeliness)}`
      })
      const true_ = parts
        .filter(({ unitId }) => unitId === unit.unitId)
        .map((part) => {
          const task = tasks.find(({ id }) => id === part.id)
          const { body } = part.timeline.at(-1) as PlainEntry
          return `${part.id} ${plain(body)} ${stateOf(task)} ${JSON.stringify(timelinessOf(task, judgedFrom(part, task), now))}`
        })
      if (said.sort().join() !== true_.sort().join())
        found.push(`${device.actor.name}: shows as given ${said.join()}, which is ${true_.join()}`)
    }
  }
  return found
}

/** The day that the unit had been told when its first result came; while none has, the newest. When it begins, ms. */
function judgedFrom({ timeline }: PlainPart, task: PlainTask | undefined): number {
  const came = task?.timeline.flatMap(({ kind, stamps }) => (kind === 'reported' ? [stamps.received] : [])) ?? []
  const [first] = came.sort()
  const told = timeline.filter(({ stamps }) => first !== undefined && stamps.received <= first)
  return beginOf((told.at(-1) ?? timeline.at(-1))?.body?.before ?? '')
}

/** What the seed came to try about what the office gave. */
export function givenMarks(server: Server): Record<string, number> {
  const { givings, parts, tasks } = seenOn(server)
  const entries = (kind: string) =>
    givings.reduce((sum, { timeline }) => sum + timeline.filter((entry) => entry.kind === kind).length, 0)
  const answered = tasks.filter(({ timeline }) => timeline.some(({ kind }) => kind === 'reported'))
  const answeredBefore = ({ id, timeline }: PlainTask, kind: string) => {
    const giving = givings.find(({ unitIds, id: of }) =>
      parts.some((part) => part.id === id && part.givingId === of && unitIds.includes(part.unitId)),
    )
    const first = timeline.find((entry) => entry.kind === 'reported')?.stamps.received ?? ''
    return giving?.timeline.some((entry) => entry.kind === kind && entry.stamps.received > first)
  }
  return {
    'given-to-units': parts.length,
    'given-answers': answered.length,
    'given-amended': entries('amended'),
    'given-amended-after-answer': answered.filter((task) => answeredBefore(task, 'amended')).length,
    'given-withdrawn-after-answer': answered.filter((task) => answeredBefore(task, 'withdrawn')).length,
    'given-chased': entries('chased'),
    'given-photos': server.rows(
      `select 1 from photos where stored_at is not null and entity_type = 'task' and entity in
       (select id from records where type = 'given')`,
    ).length,
  }
}
