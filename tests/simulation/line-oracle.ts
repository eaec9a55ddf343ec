import { duesOf } from '#domain/agenda/due.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { instantOf } from '#domain/time.ts'
import { readDuties, serverTimeOn } from '#storage/duties.ts'
import type { Device } from './device.ts'
import { type PlainReport, reportsOn } from './monthly-oracle.ts'
import type { Server } from './server.ts'

/** How far a unit is with one line of its plan, read as plain JSON. */
interface PlainProgress {
  id: string
  unitId: string
  of: string
  line: string
  timeline: { id: string; percent: number; stamps: { received: string } }[]
}
interface World {
  server: Server
  devices: readonly Device[]
  office: string
  otherSchool: string
  merges: boolean
  now: number
}

const progressOn = (server: Server): PlainProgress[] =>
  server
    .rows<{ body: string }>("select body from records where type = 'line_progress' and body is not null order by id")
    .map(({ body }) => JSON.parse(body) as PlainProgress)

/** Each line's word stands once, in its order, about a line that was sent; and phones show what follows from it. */
export async function lineComplaints(world: World): Promise<string[]> {
  const progress = progressOn(world.server)
  const plans = reportsOn(world.server).filter(({ of }) => !of.includes('-'))
  return [...onceEach(world, progress), ...ofLinesSent(progress, plans), ...(await phonesAgree(world, progress, plans))]
}

function onceEach({ server }: World, progress: readonly PlainProgress[]): string[] {
  const came = new Map(
    server
      .rows<{ mid: string; at: string }>('select mid, received_at as at from mutations')
      .map((row) => [row.mid, row.at]),
  )
  const names = progress.map(({ unitId, of, line }) => `${unitId} ${of} ${line}`)
  return [
    ...names.filter((name, n) => names.indexOf(name) < n).map((name) => `line ${name} has two records`),
    ...progress.flatMap(({ line, timeline }) => [
      ...(new Set(timeline.map(({ id }) => id)).size < timeline.length ? [`line ${line} has doubled entries`] : []),
      ...timeline.flatMap(({ id, stamps }) =>
        came.get(id) === stamps.received ? [] : [`entry ${id} is stamped ${stamps.received} and came ${came.get(id)}`],
      ),
    ]),
  ]
}

/** Lines by their ids as they stand in what was frozen. */
function linesIn(snapshot: object | undefined): Map<string, Record<string, unknown>> {
  const lines = new Map<string, Record<string, unknown>>()
  for (const [path, value] of Object.entries(snapshot ?? {})) {
    const [list, id, member] = path.split('.')
    if (list !== 'lines' || !id || !member) continue
    lines.set(id, { ...lines.get(id), [member]: value })
  }
  return lines
}

const ofLinesSent = (progress: readonly PlainProgress[], plans: readonly PlainReport[]): string[] =>
  progress.flatMap(({ unitId, of, line }) => {
    const plan = plans.find((one) => one.unitId === unitId && one.of === of)
    const isSent = plan?.timeline.some(({ kind, snapshot }) => kind === 'submitted' && linesIn(snapshot).has(line))
    return isSent ? [] : [`there is word of line ${line}, which nobody ever sent`]
  })

/** The newest version that was accepted and not sent back since; what follows it on its way ends nothing. */
function linesInEffect(plan: PlainReport | undefined): Map<string, Record<string, unknown>> {
  const judged = new Map<string, boolean>()
  const latest = new Map<number, string>()
  for (const { id, kind, no, version } of plan?.timeline ?? []) {
    if (kind === 'submitted') latest.set(no ?? 0, id)
    if (kind === 'accepted' || kind === 'returned') judged.set(latest.get(version ?? 0) ?? '', kind === 'accepted')
  }
  return linesIn(plan?.timeline.findLast(({ id }) => judged.get(id) === true)?.snapshot)
}

/** A unit's own tasks on its phones: the lines in effect, each with its last day and the newest word. */
async function phonesAgree(
  { devices, office, otherSchool, merges, now }: World,
  progress: readonly PlainProgress[],
  plans: readonly PlainReport[],
): Promise<string[]> {
  const ended = merges ? [office, otherSchool] : [office]
  const found: string[] = []
  for (const device of devices.filter(({ unitId }) => !ended.includes(unitId))) {
    const { db } = device.anyTab()
    const { department, units } = await readDuties(db, device.actor, await serverTimeOn(db, device.clock))
    for (const unit of units.filter(({ unitId }) => unitId === device.unitId)) {
      const window = { from: '2026-11-01' as Day, to: '2027-06-30' as Day }
      const said = duesOf(department, unit, window, instantOf(now)).flatMap((due) =>
        due.kind === 'own' ? [`${due.of} ${due.line.id} until ${due.deadline.lastValidDay}: ${due.percent} %`] : [],
      )
      const isOwn = (one: { unitId: string }) => one.unitId === unit.unitId
      const true_ = plans.filter(isOwn).flatMap((plan) =>
        [...linesInEffect(plan)].map(([line, { end }]) => {
          const words = progress.find((one) => isOwn(one) && one.of === plan.of && one.line === line)?.timeline
          return `${plan.of} ${line} until ${end}: ${words?.at(-1)?.percent ?? 0} %`
        }),
      )
      if (said.sort().join() !== true_.sort().join())
        found.push(`${device.actor.name}: shows own tasks ${said.join()}, which are ${true_.join()}`)
    }
  }
  return found
}

/** What the seed came to try about units' own tasks. */
export function lineMarks(server: Server): Record<string, number> {
  const progress = progressOn(server)
  const plans = reportsOn(server).filter(({ of }) => !of.includes('-'))
  return {
    'lines-in-effect': plans.reduce((sum, plan) => sum + linesInEffect(plan).size, 0),
    'line-words': progress.reduce((sum, { timeline }) => sum + timeline.length, 0),
    'line-second-word': progress.filter(({ timeline }) => timeline.length > 1).length,
  }
}
