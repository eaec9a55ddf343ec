import { describe, expect, it } from 'vitest'
import { type IncidentBody, peopleSchema } from '#domain/incidents/body.ts'
import { reportIncident, supplementIncident } from '#domain/incidents/report.ts'
import { countedOutcomes, countsOf } from '#domain/incidents/series.ts'
import { aBody, decided, INCIDENT, UNIT } from '#tests/support/builders.ts'

const counted = (total: number | null, outcome: Partial<IncidentBody['people']['outcome']>) => {
  const { people } = aBody()
  return aBody({ people: { ...people, total, outcome: { ...people.outcome, ...outcome } } })
}
const reported = (body: IncidentBody) =>
  decided(reportIncident, undefined, { incidentId: INCIDENT, unitId: UNIT, body, photos: [] })
const supplemented = (before: ReturnType<typeof reported>, body: IncidentBody) =>
  decided(supplementIncident, before, { incidentId: INCIDENT, report: 'update', body, photos: [] })

describe('[IN7] counts', () => {
  it('are whole numbers from nothing on, or not known', () => {
    const { people } = aBody()
    const taken = [0, 12, null, -1, 1.5, '3', Number.NaN, undefined].filter(
      (total) => peopleSchema.safeParse({ ...people, total }).success,
    )
    expect(taken).toEqual([0, 12, null])
  })

  it('are a time series: each report carries its own, and a later one leaves the earlier as it was', () => {
    const first = reported(counted(null, { hospitalised: 9 }))
    const before = countsOf(first)
    const all = supplemented(
      supplemented(first, counted(27, { hospitalised: 12, monitoredAtHome: 15 })),
      counted(27, { hospitalised: 0 }),
    )
    const rows = countsOf(all)
    expect(rows.slice(0, 1)).toEqual(before)
    expect(rows.map(({ no, total, outcome }) => [no, total, outcome.hospitalised, outcome.monitoredAtHome])).toEqual([
      [1, null, 9, null],
      [2, 27, 12, 15],
      [3, 27, 0, null],
    ])
    expect(countedOutcomes(rows)).toEqual(['hospitalised', 'monitoredAtHome'])
  })
})
