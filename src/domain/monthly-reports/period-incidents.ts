import type { Day } from '../deadlines/days.ts'
import type { Period } from '../deadlines/periods.ts'
import type { UnitId } from '../ids.ts'
import { type Incident, isRestrictedIncident, latestReport, stateOf } from '../incidents/incident.ts'
import { hanoiDay } from '../time.ts'
import type { PeriodIncident } from './body.ts'

/** The unit's incidents that were discovered within a period; restricted and withdrawn ones are none of them. [MR6] */
export const periodIncidents = (
  incidents: readonly Incident[],
  unitId: UnitId,
  { from, to }: Pick<Period, 'from' | 'to'>,
): PeriodIncident[] =>
  incidents
    .filter((incident) => incident.unitId === unitId && !isRestrictedIncident(incident))
    .filter((incident) => stateOf(incident) !== 'withdrawn')
    .map((incident) => {
      const { body, stamps } = latestReport(incident)
      const day = hanoiDay(body.detectedAt ?? stamps.committed) as Day
      return { id: incident.id, title: [incident.code, body.title].filter(Boolean).join(' · ').slice(0, 300), day }
    })
    .filter(({ day }) => from <= day && day <= to)
