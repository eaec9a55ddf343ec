import { expect, test } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { receiveIncident, requestMore } from '#domain/incidents/office-acts.ts'
import { reportIncident, supplementIncident, withdrawIncident } from '#domain/incidents/report.ts'
import type { IncidentPageData } from '#features/incident/page/read-page.ts'
import { stepsOf, type WayStep } from '#features/incident/page/steps-of.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { createStateStore } from '#sync/state-store.ts'
import { aBody, aContext, anActor, aPhoto, at, decided, INCIDENT, OFFICE, UNIT, uuid } from '#tests/support/builders.ts'

const IDLE = createStateStore().state()
const mid = (n: number) => uuid(n) as Mid
const byClerk = (n: number) => aContext({ mid: mid(n), actor: anActor('office_clerk', OFFICE, 2) })
const first = { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [aPhoto(1)] }
const more = { incidentId: INCIDENT, report: 'update' as const, body: aBody({ cause: 'Chưa rõ' }), photos: [] }

const page = (incident: Incident, waiting: OutboxRow[] = []): IncidentPageData => ({
  incident,
  waiting,
  photos: new Map(),
  receipts: new Map(),
  keys: [],
  draft: undefined,
  refused: [],
})
const inLine = (n: number): OutboxRow => ({
  mid: mid(n),
  seq: n,
  name: 'incident.supplement',
  schema: 1,
  entity: INCIDENT,
  args: more,
  device: aContext().device,
  verdict: null,
  tries: 0,
  lastTry: null,
  notBefore: 0,
  seeds: [],
})
const told = (data: IncidentPageData) => stepsOf(data, IDLE, anActor().accountId).map(wordOf)
const wordOf = (step: WayStep) =>
  step.kind === 'act'
    ? `${step.entry.kind}${step.pending ? ' (waits)' : ''}`
    : 'entry' in step
      ? `${step.kind} ${step.entry.no}`
      : step.kind

test('[SW3] the way is told in the order in which it went: what happened first stands first, what is to come last', () => {
  let incident = decided(reportIncident, undefined, first, aContext({ mid: mid(1) }))
  expect(told(page(incident))).toEqual(['saved 1', 'arrived 1', 'photos', 'office-to-come'])

  incident = decided(receiveIncident, incident, { incidentId: INCIDENT, note: '' }, byClerk(2))
  incident = decided(requestMore, incident, { incidentId: INCIDENT, reason: 'Cần số nhập viện' }, byClerk(3))
  expect(told(page(incident))).toEqual(['saved 1', 'arrived 1', 'photos', 'received', 'more_requested'])

  const offline = aContext({ mid: mid(4), received: null, allot: () => null, now: at('2026-11-19T07:00:00Z') })
  incident = decided(supplementIncident, incident, more, offline)
  expect(told(page(incident, [inLine(4)]))).toEqual([
    'saved 1',
    'arrived 1',
    'photos',
    'received',
    'more_requested',
    'saved 2',
    'waiting',
  ])
})

test('[SW3] the office is to come until it received the incident, and never after a withdrawal', () => {
  const sent = decided(reportIncident, undefined, { ...first, photos: [] }, aContext({ mid: mid(1) }))
  const withdrawn = decided(
    withdrawIncident,
    sent,
    { incidentId: INCIDENT, reason: 'Báo nhầm' },
    aContext({ mid: mid(2) }),
  )
  expect(told(page(withdrawn))).toEqual(['saved 1', 'arrived 1', 'withdrawn'])
  expect(told(page(withdrawn, [{ ...inLine(2), name: 'incident.withdraw' }]))).toEqual([
    'saved 1',
    'arrived 1',
    'withdrawn (waits)',
  ])
})
