import { describe, expect, it } from 'vitest'
import type { AccountId } from '#domain/ids.ts'
import { latestReport, reportsOf, spaceOf, stateOf } from '#domain/incidents/incident.ts'
import {
  closeIncident,
  concludeIncident,
  followIncident,
  nameReader,
  receiveIncident,
  reopenIncident,
  requestMore,
} from '#domain/incidents/office-acts.ts'
import { mayReadCase, namedReaders } from '#domain/incidents/readers.ts'
import { reportIncident, supplementIncident, withdrawIncident } from '#domain/incidents/report.ts'
import {
  aBody,
  aContext,
  anActor,
  aPhoto,
  decided,
  INCIDENT,
  OFFICE,
  OTHER_UNIT,
  UNIT,
  uuid,
  viewOf,
} from '#tests/support/builders.ts'

const first = { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] }
const more = { incidentId: INCIDENT, report: 'update' as const, body: aBody({ cause: 'Chưa rõ' }), photos: [] }
const reported = () => decided(reportIncident, undefined, first)
const byClerk = () => aContext({ actor: anActor('office_clerk', OFFICE, 2) })
const byChief = () => aContext({ actor: anActor('office_chief', OFFICE, 3) })
const received = () => decided(receiveIncident, reported(), { incidentId: INCIDENT, note: '' }, byClerk())

describe('the first report', () => {
  it('[IN1] [TM1] makes an incident with the three stamps, its author and the server’s code', () => {
    const incident = reported()
    expect(incident.code).toBe('SC-2026-0007')
    expect(stateOf(incident)).toBe('submitted')
    expect(latestReport(incident)).toMatchObject({
      no: 1,
      report: 'initial',
      by: { role: 'focal_point' },
      stamps: {
        written: '2026-11-19T06:30:00.000Z',
        committed: '2026-11-19T06:33:00.000Z',
        received: '2026-11-19T06:41:00.000Z',
      },
    })
  })

  it('[IN1] has no code and no receipt on the phone', () => {
    const incident = decided(reportIncident, undefined, first, aContext({ received: null, allot: () => null }))
    expect(incident.code).toBeNull()
    expect(latestReport(incident).stamps.received).toBeNull()
  })

  it('[IN11] sent from two devices is one incident with two reports', () => {
    const twice = decided(reportIncident, reported(), first)
    expect(reportsOf(twice).map(({ no, report }) => [no, report])).toEqual([
      [1, 'initial'],
      [2, 'update'],
    ])
  })

  it('[SY4] decided again over records that already hold it changes nothing', () => {
    const context = aContext()
    const once = decided(reportIncident, undefined, first, context)
    const again = reportIncident.decide(viewOf(once), first, context)
    expect(again).toEqual({ ok: true, value: { outcome: 'merged', changes: [] } })
  })

  it('[AC2] is not for another unit, nor for an administrator', () => {
    for (const actor of [anActor('focal_point', OTHER_UNIT), anActor('admin')])
      expect(reportIncident.decide(viewOf(), first, aContext({ actor }))).toMatchObject({
        error: { code: 'not-allowed' },
      })
  })

  it('[IN6] names every rule that holds it', () => {
    const args = { ...first, body: aBody({ place: null, severity: 3 }) }
    expect(reportIncident.decide(viewOf(), args, aContext())).toMatchObject({
      error: {
        code: 'incomplete',
        details: {
          issues: [
            { code: 'V01', path: 'place' },
            { code: 'V12', path: 'call' },
          ],
        },
      },
    })
  })

  it('[PH2] carries no more photos than ten', () => {
    const args = { ...first, photos: Array.from({ length: 11 }, (_, n) => aPhoto(n)) }
    expect(reportIncident.decide(viewOf(), args, aContext())).toMatchObject({ error: { code: 'too-many-photos' } })
  })
})

describe('what follows', () => {
  it('[IN9] a supplement is added and the first report stays as it was', () => {
    const before = reported()
    const after = decided(supplementIncident, before, more)
    expect(after.timeline[0]).toBe(before.timeline[0])
    expect(latestReport(after)).toMatchObject({ no: 2, report: 'update', body: { cause: 'Chưa rõ' } })
  })

  it('[IN10] the office receives, asks, is answered, follows, concludes and closes after a final report', () => {
    let incident = received()
    expect(stateOf(incident)).toBe('received')
    expect(incident.timeline.at(-1)).toMatchObject({ kind: 'received', arrivalNo: 7, by: { role: 'office_clerk' } })
    incident = decided(requestMore, incident, { incidentId: INCIDENT, reason: 'Cần số nhập viện' }, byClerk())
    expect(stateOf(incident)).toBe('info_requested')
    incident = decided(supplementIncident, incident, more)
    expect(stateOf(incident)).toBe('handling')
    incident = decided(followIncident, incident, { incidentId: INCIDENT, state: 'monitoring', note: '' }, byClerk())
    expect(stateOf(incident)).toBe('monitoring')
    expect(closeIncident.decide(viewOf(incident), { incidentId: INCIDENT }, byChief())).toMatchObject({
      error: { code: 'not-concluded' },
    })
    incident = decided(supplementIncident, incident, { ...more, report: 'final' })
    incident = decided(concludeIncident, incident, { incidentId: INCIDENT, conclusion: 'Đã ổn định' }, byChief())
    incident = decided(closeIncident, incident, { incidentId: INCIDENT }, byChief())
    expect(stateOf(incident)).toBe('closed')
    expect(supplementIncident.decide(viewOf(incident), more, aContext())).toMatchObject({
      error: { code: 'wrong-state', details: { state: 'closed' } },
    })
    incident = decided(reopenIncident, incident, { incidentId: INCIDENT, reason: 'Có diễn biến mới' }, byChief())
    expect(stateOf(incident)).toBe('reopened')
    expect(closeIncident.decide(viewOf(incident), { incidentId: INCIDENT }, byChief())).toMatchObject({
      error: { code: 'not-concluded' },
    })
  })

  it('[OF1] two clerks who receive it receive it once', () => {
    const again = receiveIncident.decide(viewOf(received()), { incidentId: INCIDENT, note: '' }, byClerk())
    expect(again).toEqual({ ok: true, value: { outcome: 'merged', changes: [] } })
  })

  it('[AC2] a clerk does not conclude, a focal point does not receive', () => {
    const conclude = { incidentId: INCIDENT, conclusion: 'Xong' }
    expect(concludeIncident.decide(viewOf(received()), conclude, byClerk())).toMatchObject({
      error: { code: 'not-allowed' },
    })
    expect(receiveIncident.decide(viewOf(reported()), { incidentId: INCIDENT, note: '' }, aContext())).toMatchObject({
      error: { code: 'not-allowed' },
    })
  })

  it('[IN12] is withdrawn with a reason, and only before the office received it', () => {
    const args = { incidentId: INCIDENT, reason: 'Báo nhầm' }
    expect(stateOf(decided(withdrawIncident, reported(), args))).toBe('withdrawn')
    expect(withdrawIncident.decide(viewOf(reported()), { ...args, reason: ' ' }, aContext())).toMatchObject({
      error: { code: 'reason-missing' },
    })
    expect(withdrawIncident.decide(viewOf(received()), args, aContext())).toMatchObject({
      error: { code: 'wrong-state' },
    })
  })

  it('[IN12] [IN10] a report of another device that comes after the end opens it again: somebody must read it', () => {
    const withdrawn = decided(withdrawIncident, reported(), { incidentId: INCIDENT, reason: 'Báo nhầm' })
    const again = decided(reportIncident, withdrawn, first)
    expect(stateOf(again)).toBe('submitted')
    expect(stateOf(decided(receiveIncident, again, { incidentId: INCIDENT, note: '' }, byClerk()))).toBe('received')
    let closed = decided(supplementIncident, received(), { ...more, report: 'final' })
    closed = decided(concludeIncident, closed, { incidentId: INCIDENT, conclusion: 'Đã ổn định' }, byChief())
    closed = decided(closeIncident, closed, { incidentId: INCIDENT }, byChief())
    expect(stateOf(decided(reportIncident, closed, first))).toBe('reopened')
  })

  it('[AC3] an incident that is not in view is not found', () => {
    expect(supplementIncident.decide(viewOf(), more, aContext())).toMatchObject({ error: { code: 'not-found' } })
  })
})

describe('restricted categories', () => {
  const restricted = () => decided(reportIncident, undefined, { ...first, body: aBody({ category: 'child_abuse' }) })

  it('[AC4] live in a space of their own, and a change of category moves them', () => {
    expect(spaceOf(reported())).toBe(`unit:${UNIT}`)
    expect(spaceOf(restricted())).toBe(`case:${INCIDENT}`)
    const moved = decided(supplementIncident, reported(), { ...more, body: aBody({ category: 'self_harm' }) })
    expect(spaceOf(moved)).toBe(`case:${INCIDENT}`)
    const late = decided(supplementIncident, moved, more)
    expect(spaceOf(late)).toBe(`case:${INCIDENT}`)
    const twin = decided(reportIncident, moved, first)
    expect(spaceOf(twin)).toBe(`case:${INCIDENT}`)
  })

  it('[AC4] are read by their author, the unit’s head, the chiefs and whoever is named', () => {
    const incident = restricted()
    const clerk = anActor('office_clerk', OFFICE, 2)
    const readers = [
      anActor(),
      anActor('unit_head', UNIT, 9),
      anActor('office_chief', OFFICE, 3),
      anActor('leader', OFFICE, 4),
    ]
    for (const reader of readers) expect(mayReadCase(reader, incident)).toBe(true)
    for (const other of [
      clerk,
      anActor('focal_point', UNIT, 8),
      anActor('unit_head', OTHER_UNIT, 7),
      anActor('admin', OFFICE, 6),
    ])
      expect(mayReadCase(other, incident)).toBe(false)
    const named = decided(nameReader, incident, { incidentId: INCIDENT, accountId: clerk.accountId }, byChief())
    expect(mayReadCase(clerk, named)).toBe(true)
    expect(namedReaders(named)).toEqual([anActor().accountId, clerk.accountId])
    expect(
      nameReader.decide(viewOf(named), { incidentId: INCIDENT, accountId: uuid(1) as AccountId }, byClerk()),
    ).toMatchObject({ error: { code: 'not-allowed' } })
  })
})
