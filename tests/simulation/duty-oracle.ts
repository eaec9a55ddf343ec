import { duesOf } from '#domain/agenda/due.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { instantOf } from '#domain/time.ts'
import { readDuties, serverTimeOn } from '#storage/duties.ts'
import type { Device } from './device.ts'
import type { IntentKind, Ledger } from './ledger.ts'
import { arrivalsIn, reportsOn } from './monthly-oracle.ts'
import { MONTHS } from './monthly-people.ts'
import type { Server } from './server.ts'
import { beginOf } from './task-oracle.ts'

/** What the office did about one duty, read as plain JSON. */
interface PlainLedger {
  unitId: string
  of: string
  timeline: { id: string; kind: string; before?: string; on?: string; way?: string }[]
}
interface World {
  ledger: Ledger
  server: Server
  devices: readonly Device[]
  /** which owes no reports */
  office: string
  /** which the school took over, if this is so */
  otherSchool: string
  merges: boolean
  now: number
}

const DAY_MS = 86_400_000

const ledgersOn = (server: Server): PlainLedger[] =>
  server
    .rows<{ body: string }>("select body from records where type = 'duty_ledger' and body is not null")
    .map(({ body }) => JSON.parse(body) as PlainLedger)

export async function dutyComplaints(world: World): Promise<string[]> {
  const ledgers = ledgersOn(world.server)
  const doubled = ledgers.filter(({ timeline }) => new Set(timeline.map(({ id }) => id)).size < timeline.length)
  return [
    ...doubled.map(({ unitId, of }) => `what was given to ${unitId} for ${of} stands there twice`),
    ...saidInVain(world, ledgers),
    ...(await phonesAgree(world, ledgers)),
  ]
}

/** What was said a second time has nowhere to stand: then the first time must. */
const MAY_MERGE: Partial<Record<IntentKind, true>> = {
  'duty-extend': true,
  'duty-accept-offline': true,
  'duty-note-arrival': true,
}
/** Monthly reports: `frozenIn` and `acceptedIn` look for what such a word was answered with. */
export const mayMerge = (kind: IntentKind): boolean =>
  MAY_MERGE[kind] === true || /^(monthly|plan)-(submit|accept)$/.test(kind)

function saidInVain({ ledger, server }: World, ledgers: readonly PlainLedger[]): string[] {
  const answers = server.rows<{ args: string; kind: string }>(
    `select args, json_extract(verdict, '$.kind') as kind from log join mutations using (department, mid)
     where name like 'duty.%'`,
  )
  const standing = server
    .rows<{ body: string }>("select body from records where type in ('duty_ledger', 'refused') and body is not null")
    .map(({ body }) => body)
    .join('\n')
  return ledger.intents.flatMap(({ kind, word, state }) => {
    if (!MAY_MERGE[kind] || state !== 'said' || standing.includes(word)) return []
    const answer = answers.find(({ args }) => args.includes(word))
    if (answer?.kind !== 'merged') return [`${kind} ${word} has no entry, no tray and no answer`]
    const { unitId, of, before, on, way } = JSON.parse(answer.args) as Record<string, string>
    const timeline = ledgers.find((one) => one.unitId === unitId && one.of === of)?.timeline ?? []
    const isThere = timeline.some((entry) =>
      kind === 'duty-extend'
        ? entry.before === before
        : kind === 'duty-note-arrival'
          ? entry.on === on && entry.way === way
          : entry.kind === 'offline_accepted',
    )
    return isThere ? [] : [`${kind} ${word} was answered as done and nothing says so`]
  })
}

/** Every phone says of its unit's months what follows from the server's rows, whatever its clock and zone. */
async function phonesAgree(world: World, ledgers: readonly PlainLedger[]): Promise<string[]> {
  const { devices, office, server, now } = world
  const ended = world.merges ? [office, world.otherSchool] : [office]
  const reports = reportsOn(server)
  const found: string[] = []
  for (const device of devices.filter(({ unitId }) => !ended.includes(unitId))) {
    const { db } = device.anyTab()
    const { department, units } = await readDuties(db, device.actor, await serverTimeOn(db, device.clock))
    // the duties of a unit that was taken over are the heir's own
    for (const unit of units.filter(({ unitId }) => unitId === device.unitId)) {
      const window = { from: '2026-11-01' as Day, to: '2027-03-05' as Day }
      const dues = duesOf(department, unit, window, instantOf(now))
      for (const of of new Set(MONTHS)) {
        const due = dues.find(
          (one) => one.kind === 'duty' && one.obligation.form === 'monthly' && one.obligation.of === of,
        )
        const said = due?.kind === 'duty' ? JSON.stringify(due.timeliness) : 'nothing'
        const report = reports.find((one) => one.unitId === unit.unitId && one.of === of)
        const given = ledgers.find((one) => one.unitId === unit.unitId && one.of === of)
        const true_ = JSON.stringify(timelinessOf(of, report ? arrivalsIn(report) : [], given, now))
        if (said !== true_) found.push(`${device.actor.name}: says ${said} of ${of}, which is ${true_}`)
      }
    }
  }
  return found
}

/** Counted anew: the first that came decides, by whatever way; the farthest day that was given is the day. */
function timelinessOf(of: string, sent: readonly string[], given: PlainLedger | undefined, now: number) {
  const timeline = given?.timeline ?? []
  const has = (kind: string) => timeline.some((entry) => entry.kind === kind)
  const extended = timeline.flatMap(({ before }) => (before ? [beginOf(before)] : []))
  const deadline = Math.max(beginOf(`${of}-20`), ...extended)
  const came = [...sent.map((at) => Date.parse(at)), ...timeline.flatMap(({ on }) => (on ? [beginOf(on)] : []))]
  const days = (at: number) => (at < deadline ? 0 : Math.floor((at - deadline) / DAY_MS) + 1)
  if (came.length === 0) {
    if (has('excused')) return { kind: 'not_required' }
    return days(now) === 0 ? { kind: 'pending' } : { kind: 'missing', days: days(now) }
  }
  const late = days(Math.min(...came))
  if (late === 0) return { kind: 'on_time' }
  if (has('offline_accepted')) return { kind: 'on_time_offline', days: late }
  return { kind: has('excused') ? 'late_excused' : 'late', days: late }
}
