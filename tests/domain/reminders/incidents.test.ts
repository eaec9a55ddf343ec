import { describe, expect, it } from 'vitest'
import type { Incident } from '#domain/incidents/incident.ts'
import { receiveIncident } from '#domain/incidents/office-acts.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import { incidentReminders } from '#domain/reminders/incidents.ts'
import { aBody, aContext, anActor, at, decided, INCIDENT, OFFICE, UNIT } from '#tests/support/builders.ts'

/** Received at 13:41 in Hanoi. */
const reported = (change: Parameters<typeof aBody>[0] = {}): Incident =>
  decided(reportIncident, undefined, { incidentId: INCIDENT, unitId: UNIT, body: aBody(change), photos: [] })
const kinds = (incident: Incident, moment: string) => incidentReminders(incident, at(moment)).map(({ kind }) => kind)

describe('reminders about an incident', () => {
  it('[RM6] the office is reminded of a report that nobody took in: of a grave one after 15 minutes, of others after two hours', () => {
    const grave = reported({ severity: 4, call: { made: true, at: at('2026-11-19T06:00:00Z'), note: '' } })
    expect(kinds(grave, '2026-11-19T06:55:59Z')).toEqual([])
    expect(kinds(grave, '2026-11-19T06:56:00Z')).toEqual(['not_received'])
    expect(kinds(reported(), '2026-11-19T08:40:59Z')).toEqual([])
    expect(kinds(reported(), '2026-11-19T08:41:00Z')).toEqual(['not_received'])
  })

  it('[RM6] not any more once it was taken in', () => {
    const context = aContext({ actor: anActor('office_clerk', OFFICE, 2), now: at('2026-11-19T06:50:00Z') })
    const received = decided(receiveIncident, reported(), { incidentId: INCIDENT, note: '' }, context)
    expect(kinds(received, '2026-11-19T09:00:00Z')).toEqual([])
  })

  it('[RM6, RM5] its reporters are reminded when the word that they promised is due, at night too, for a day', () => {
    const promised = reported({ nextUpdateDue: at('2026-11-19T16:00:00Z') })
    expect(kinds(promised, '2026-11-19T15:59:59Z')).toEqual(['not_received'])
    expect(kinds(promised, '2026-11-19T16:00:00Z')).toContain('update_due')
    expect(kinds(promised, '2026-11-20T16:00:00Z')).toEqual([])
  })

  it('[RM6] each has a key of its own report, so that it is told once', () => {
    const keys = incidentReminders(reported({ nextUpdateDue: at('2026-11-19T08:00:00Z') }), at('2026-11-19T09:00:00Z'))
    expect(new Set(keys.map(({ key }) => key)).size).toBe(2)
  })
})
