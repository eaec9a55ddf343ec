import { expect, test } from 'vitest'
import type { Incident } from '#domain/incidents/incident.ts'
import { receiveIncident, requestMore } from '#domain/incidents/office-acts.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import { newsOf } from '#features/today/read-news.ts'
import { aBody, aContext, anActor, at, decided, INCIDENT, OFFICE, UNIT, uuid } from '#tests/support/builders.ts'

const officer = anActor()
const clerk = anActor('office_clerk', OFFICE, 2)
const reported = decided(
  reportIncident,
  undefined,
  { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] },
  aContext({ actor: officer }),
)
const received = (incident: Incident, when: string | null) =>
  decided(
    receiveIncident,
    incident,
    { incidentId: INCIDENT, note: '' },
    aContext({ actor: clerk, received: when === null ? null : at(when) }),
  )

test('[UI4] the news are the acts of others, newest first, with what they wrote', () => {
  const incident = decided(
    requestMore,
    received(reported, '2026-11-19T07:00:00Z'),
    { incidentId: INCIDENT, reason: 'Cần số liệu' },
    aContext({ actor: clerk, received: at('2026-11-19T07:30:00Z') }),
  )
  expect(newsOf([incident], officer).map(({ act }) => [act.kind, act.reason])).toEqual([
    ['more_requested', 'Cần số liệu'],
    ['received', ''],
  ])
  expect(newsOf([incident], clerk)).toEqual([])
})

test('[UI4] what the server has not received is no news', () => {
  expect(newsOf([received(reported, null)], officer)).toEqual([])
})

test('[UI4] five at most', () => {
  const incidents = Array.from({ length: 8 }, (_, n) => ({
    ...received(reported, `2026-11-19T07:0${n}:00Z`),
    id: uuid(n) as never,
  }))
  const news = newsOf(incidents, officer)
  expect(news).toHaveLength(5)
  expect(news[0]?.act.at).toBe(at('2026-11-19T07:07:00Z'))
})
