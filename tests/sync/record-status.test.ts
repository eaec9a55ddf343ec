import { expect, test } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import type { ActEntry, Incident, ReportEntry } from '#domain/incidents/incident.ts'
import type { SignedBy } from '#domain/organisation/roles.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { statusOfDraft, statusOfIncident, syncFacts } from '#sync/record-status.ts'
import { createStateStore } from '#sync/state-store.ts'
import { aBody, anActor, at, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'

const IDLE = createStateStore().state()
const CLERK: SignedBy = { accountId: anActor('office_clerk', UNIT, 2).accountId, name: 'Hà', role: 'office_clerk' }
const device = {
  written: at('2026-11-19T06:30:00Z'),
  committed: at('2026-11-19T06:33:00Z'),
  zoneMinutes: 420,
  skewMs: 0,
}

function aReport(received: string | null): ReportEntry {
  const { accountId, name } = anActor()
  return {
    id: uuid(1) as Mid,
    by: { accountId, name, role: 'focal_point' },
    stamps: { ...device, received: received === null ? null : at(received) },
    kind: 'report',
    no: 1,
    report: 'initial',
    body: aBody(),
    photos: [],
  }
}
const act = (received: string, kind: 'received' | 'more_requested'): ActEntry => {
  const signed = { id: uuid(2) as Mid, by: CLERK, stamps: { ...device, received: at(received) } }
  return kind === 'received' ? { ...signed, kind, arrivalNo: 12, note: '' } : { ...signed, kind, reason: 'Cần số liệu' }
}
const anIncident = (...timeline: Incident['timeline']): Incident => ({
  id: INCIDENT,
  unitId: UNIT,
  unitName: 'Trường Tiểu học Sao Mai (minh họa)',
  code: 'SC-2026-0007',
  timeline,
})
const aRow = (change: Partial<OutboxRow> = {}): OutboxRow => ({
  mid: uuid(1) as Mid,
  seq: 1,
  name: 'incident.report',
  schema: 1,
  entity: INCIDENT,
  args: {},
  device,
  verdict: null,
  tries: 0,
  lastTry: null,
  notBefore: 0,
  seeds: [],
  ...change,
})
const applied = { mid: uuid(1) as Mid, kind: 'applied' as const, spaces: [] }

test('[SW1] a draft says when it was saved', () => {
  const savedAt = at('2026-11-19T07:32:00Z')
  expect(statusOfDraft({ savedAt })).toEqual({ kind: 'draft', savedAt })
})

test('[SW1] what waits is queued, sending while its request is under way, and asks for a sign-in after a 401', () => {
  const on = { incident: anIncident(aReport(null)), waiting: [aRow()] }
  expect(statusOfIncident(on, IDLE).kind).toBe('queued')
  expect(statusOfIncident(on, { ...IDLE, phase: 'no-network' }).kind).toBe('queued')
  expect(statusOfIncident(on, { ...IDLE, phase: 'working', sending: [uuid(1) as Mid] }).kind).toBe('sending')
  expect(statusOfIncident(on, { ...IDLE, phase: 'working', sending: [uuid(9) as Mid] }).kind).toBe('queued')
  expect(statusOfIncident(on, { ...IDLE, phase: 'signed-out' }).kind).toBe('signed-out')
})

test('[SW1] nothing has arrived before the server said so, and then at once', () => {
  const incident = anIncident(aReport(null))
  expect(statusOfIncident({ incident, waiting: [aRow({ verdict: applied })] }, IDLE)).toEqual({
    kind: 'arrived',
    at: null,
    code: 'SC-2026-0007',
  })
  expect(statusOfIncident({ incident, waiting: [aRow({ verdict: applied }), aRow({ seq: 2 })] }, IDLE).kind).toBe(
    'queued',
  )
})

test('[SW1] a refusal goes before everything else', () => {
  const refused = {
    mid: uuid(1) as Mid,
    kind: 'refused' as const,
    code: 'wrong-state' as const,
    details: {},
    spaces: [],
  }
  const on = { incident: anIncident(aReport('2026-11-19T06:41:00Z')), waiting: [aRow({ verdict: refused }), aRow()] }
  expect(statusOfIncident(on, IDLE)).toEqual({ kind: 'refused', code: 'wrong-state', details: {} })
})

test('[SW1] of what has arrived, the newest speaks: the report, the office, the supplement', () => {
  const report = aReport('2026-11-19T06:41:00Z')
  const of = (...timeline: Incident['timeline']) =>
    statusOfIncident({ incident: anIncident(...timeline), waiting: [] }, IDLE)
  expect(of(report)).toEqual({ kind: 'arrived', at: report.stamps.received, code: 'SC-2026-0007' })
  const received = act('2026-11-19T06:50:00Z', 'received')
  expect(of(report, received)).toMatchObject({ kind: 'office', state: 'received', by: CLERK, reason: '' })
  const more = act('2026-11-19T07:00:00Z', 'more_requested')
  expect(of(report, received, more)).toMatchObject({ state: 'info_requested', reason: 'Cần số liệu' })
  const again = aReport('2026-11-19T07:20:00Z')
  expect(of(report, received, more, again)).toMatchObject({ kind: 'arrived', at: again.stamps.received })
})

test('[SW2] only what has no verdict counts as waiting, reports apart from other acts', () => {
  const outbox = [
    aRow(),
    aRow({ seq: 2, name: 'incident.supplement' }),
    aRow({ seq: 3, name: 'attention.discard' }),
    aRow({ seq: 4, verdict: applied }),
  ]
  const facts = syncFacts(
    { outbox, photos: 2, drafts: 1, refused: 0 },
    { ...IDLE, photo: { id: 'x', sent: 1, size: 2 } },
  )
  expect(facts).toMatchObject({ reports: 2, acts: 1, photos: 2, drafts: 1, refused: 0, sending: true, phase: 'idle' })
})
