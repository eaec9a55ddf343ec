import type { Due } from '#domain/agenda/due.ts'
import { dayOf } from '#domain/deadlines/days.ts'
import type { UnitId } from '#domain/ids.ts'
import { type Incident, reportsOf } from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Piece } from '#domain/pieces/piece.ts'
import { hanoiYear, type Instant } from '#domain/time.ts'
import { type AccountDb, getMeta } from '#storage/db.ts'
import { readDuties, serverTimeOn } from '#storage/duties.ts'
import { readPieces } from '#storage/pieces.ts'
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
  /** articles and examples that the unit sent within the year, oldest first */
  pieces: Piece[]
  /** when the server was heard last; null: never */
  asOf: Instant | null
}

/** @param of one unit of the actor's: whoever has two of them has a book of each */
export async function readYear(
  db: AccountDb,
  actor: Actor,
  { year, unitId }: { year: number; unitId: UnitId },
  clock: () => number,
): Promise<UnitYear> {
  const nowMs = await serverTimeOn(db, clock)
  const [duties, incidents, { pieces }, lastSync] = await Promise.all([
    readDuties(db, actor, nowMs),
    readIncidents(db, actor),
    readPieces(db, actor),
    getMeta(db, 'lastSync'),
  ])
  return {
    year,
    unitName: actor.grants.find((grant) => grant.unitId === unitId)?.unitName ?? '',
    dues: duesIn(duties, { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) }, nowMs).filter(
      (due) => due.unitId === unitId,
    ),
    incidents: incidents
      .map(({ incident }) => incident)
      .filter((incident) => incident.unitId === unitId && yearOf(reportsOf(incident)[0]) === year)
      .reverse(),
    pieces: pieces
      .map(({ piece }) => piece)
      .filter((piece) => piece.unitId === unitId && yearOf(piece.timeline[0]) === year)
      .reverse(),
    asOf: lastSync ?? null,
  }
}

/** Of the first word about it, as the server received it. */
const yearOf = (first: Pick<Piece['timeline'][number], 'stamps'> | undefined): number | null =>
  first ? hanoiYear(first.stamps.received ?? first.stamps.committed) : null
