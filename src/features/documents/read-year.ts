import type { Due } from '#domain/agenda/due.ts'
import { dayOf } from '#domain/deadlines/days.ts'
import { type Incident, reportsOf } from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { hanoiYear, type Instant } from '#domain/time.ts'
import { type AccountDb, getMeta } from '#storage/db.ts'
import { readDuties, serverTimeOn } from '#storage/duties.ts'
import { readIncidents } from '#storage/views.ts'
import { duesIn } from '#sync/use-duties.ts'

/** A year of one unit as this device knows it. */
export interface UnitYear {
  year: number
  unitName: string
  /** of the unit, by the day; not those of later years */
  dues: Due[]
  /** reported by the unit within the year, oldest first */
  incidents: Incident[]
  /** when the server was heard last; null: never */
  asOf: Instant | null
}

export async function readYear(db: AccountDb, actor: Actor, year: number, clock: () => number): Promise<UnitYear> {
  const nowMs = await serverTimeOn(db, clock)
  const [duties, incidents, lastSync] = await Promise.all([
    readDuties(db, actor, nowMs),
    readIncidents(db, actor),
    getMeta(db, 'lastSync'),
  ])
  const own = new Set(actor.grants.map(({ unitId }) => unitId))
  return {
    year,
    unitName: actor.grants[0]?.unitName ?? '',
    dues: duesIn(duties, { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) }, nowMs),
    incidents: incidents
      .map(({ incident }) => incident)
      .filter((incident) => own.has(incident.unitId) && yearOf(incident) === year)
      .reverse(),
    asOf: lastSync ?? null,
  }
}

const yearOf = (incident: Incident): number | null => {
  const first = reportsOf(incident)[0]?.stamps
  return first ? hanoiYear(first.received ?? first.committed) : null
}
