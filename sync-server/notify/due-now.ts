import type { Due } from '#domain/agenda/due.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { isReport, isRestrictedIncident } from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { incidentReminders } from '#domain/reminders/incidents.ts'
import { isFor, isQuiet, remindersToday } from '#domain/reminders/plan.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'
import { recentlyChanged } from '../store/log.ts'
import { liveById } from '../store/records.ts'
import type { Tx } from '../store/store.ts'
import { departmentDuties, unitDues } from './dues.ts'

/** One thing that one person is to be told now. */
export interface Wanted {
  account: string
  key: string
  day: string
  /** the time of the day's second try has come */
  again: boolean
  urgent: boolean
}

/** Of duties and tasks: what stands today for each person. Nothing in quiet hours. [RM1–RM5] */
export async function dutyReminders(
  tx: Tx,
  department: DepartmentId,
  actors: readonly Actor[],
  now: Instant,
): Promise<Wanted[]> {
  if (isQuiet(now)) return []
  const known = await departmentDuties(tx, department, now)
  const dues = new Map<UnitId, Due[]>()
  for (const unitId of new Set(actors.flatMap(({ grants }) => grants.map((grant) => grant.unitId))))
    dues.set(unitId, await unitDues(tx, department, unitId, known, now))
  return actors.flatMap((actor) =>
    [...new Set(actor.grants.map(({ unitId }) => unitId))]
      .flatMap((unitId) => remindersToday(dues.get(unitId) ?? [], known.calendar, now))
      .filter((reminder) => isFor(reminder, actor))
      .map(({ key, day, again }) => ({
        account: actor.accountId,
        key,
        day,
        again: again !== null && again <= now,
        urgent: false,
      })),
  )
}

/** What changed longer ago than this is on top of the desk's list anyway. */
const RECENT_MS = 7 * 24 * 3_600_000

/** Of incidents, at any hour: whoever promised the next word; the office for what nobody took in. [RM6, AC4] */
export async function incidentsWanted(
  tx: Tx,
  department: DepartmentId,
  actors: readonly Actor[],
  now: Instant,
): Promise<Wanted[]> {
  const wanted: Wanted[] = []
  for (const id of await recentlyChanged(tx, department, 'incident.', instantOf(msOf(now) - RECENT_MS))) {
    const [row] = await liveById(tx, department, 'incident', id)
    if (!row) continue
    const incident = JSON.parse(row.body) as Incident
    for (const { kind, key } of incidentReminders(incident, now))
      for (const actor of actors)
        if (kind === 'update_due' ? isReporter(incident, actor) : takesIn(incident, actor))
          wanted.push({ account: actor.accountId, key, day: hanoiDay(now), again: false, urgent: true })
  }
  return wanted
}

const isReporter = ({ timeline }: Incident, { accountId }: Actor): boolean =>
  timeline.some((entry) => isReport(entry) && entry.by.accountId === accountId)

/** Clerks do not read restricted cases, so they are not told of them either. */
const takesIn = (incident: Incident, { grants }: Actor): boolean =>
  grants.some(({ role }) => role === 'office_chief' || (role === 'office_clerk' && !isRestrictedIncident(incident)))
