import { expect, test } from 'vitest'
import { type Incident, stateOf } from '#domain/incidents/incident.ts'
import { concludeIncident, receiveIncident } from '#domain/incidents/office-acts.ts'
import { reportIncident, supplementIncident } from '#domain/incidents/report.ts'
import { learnMutations, mutationNamed, mutationNames } from '#domain/mutations.ts'
import { unitSpace } from '#domain/spaces.ts'
import { ACTS, actsFor, changeFor } from '#features/office/acts.ts'
import { grouped, isLate, waitingMinutes } from '#features/office/grouping.ts'
import { seedOf, withActs } from '#features/office/pending.ts'
import type { DeskIncident, DeskIncidentAnswer } from '#protocol/office.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { aBody, aContext, anActor, at, decided, INCIDENT, OFFICE, UNIT, uuid } from '#tests/support/builders.ts'

await learnMutations(mutationNames)

const clerk = anActor('office_clerk', OFFICE, 2)
const chief = anActor('office_chief', OFFICE, 3)
const reported = (change: Parameters<typeof aBody>[0] = {}) =>
  decided(reportIncident, undefined, { incidentId: INCIDENT, unitId: UNIT, body: aBody(change), photos: [] })
const received = (incident: Incident) =>
  decided(receiveIncident, incident, { incidentId: INCIDENT, note: '' }, aContext({ actor: clerk }))

const line = (n: number, change: Partial<DeskIncident> = {}): DeskIncident => ({
  id: uuid(n) as DeskIncident['id'],
  code: `SC-2026-000${n}`,
  unitId: UNIT,
  unitName: 'Trường Tiểu học Sao Mai (minh họa)',
  title: 'Ngộ độc thực phẩm, trong trường',
  category: 'food_poisoning',
  severity: 2,
  state: 'submitted',
  reports: 1,
  received: at(`2026-11-19T06:0${n}:00Z`),
  changed: at(`2026-11-19T07:0${n}:00Z`),
  restricted: false,
  nextUpdateDue: null,
  ...change,
})

test('[OF8] what nobody has taken in comes gravest first, then longest waiting; the rest newest first', () => {
  const all = [
    line(1),
    line(2, { severity: 4 }),
    line(3),
    line(4, { state: 'handling' }),
    line(5, { state: 'info_requested' }),
    line(6, { state: 'closed' }),
  ]
  const { new: fresh, open, closed } = grouped(all, { query: '', severity: null })
  const ids = (lines: DeskIncident[]) => lines.map(({ code }) => code?.at(-1))
  expect([ids(fresh), ids(open), ids(closed)]).toEqual([['2', '1', '3'], ['5', '4'], ['6']])
})

test('[TX2] the desk finds without marks, by unit and by code, within a severity', () => {
  const all = [
    line(1, { title: 'Bạo lực học đường' }),
    line(2, { unitName: 'Trường Đảo Ngọc (minh họa)' }),
    line(3, { severity: 4 }),
  ]
  const found = (query: string, severity: DeskIncident['severity'] | null = null) =>
    Object.values(grouped(all, { query, severity }))
      .flat()
      .map(({ code }) => code)
  expect(found('bao luc')).toEqual(['SC-2026-0001'])
  expect(found('dao ngoc')).toEqual(['SC-2026-0002'])
  expect(found('0003')).toEqual(['SC-2026-0003'])
  expect(found('', 4)).toEqual(['SC-2026-0003'])
  expect(found('bao luc', 4)).toEqual([])
})

test('[OF8] waiting is counted from the receipt and never negative; late is past the promised update', () => {
  const now = Date.parse('2026-11-19T06:30:00Z')
  expect(waitingMinutes(at('2026-11-19T06:01:30Z'), now)).toBe(28)
  expect(waitingMinutes(at('2026-11-19T07:00:00Z'), now)).toBe(0)
  const due = at('2026-11-19T06:00:00Z')
  expect(isLate(line(1, { nextUpdateDue: due }), now)).toBe(true)
  expect(isLate(line(1, { nextUpdateDue: due, state: 'closed' }), now)).toBe(false)
})

test('[OF1–OF6] the desk offers exactly the acts that the rules would take', () => {
  const fresh = reported()
  const open = received(fresh)
  const final = decided(supplementIncident, open, { incidentId: INCIDENT, report: 'final', body: aBody(), photos: [] })
  const concluded = decided(
    concludeIncident,
    final,
    { incidentId: INCIDENT, conclusion: 'Xong.' },
    aContext({ actor: chief }),
  )
  expect(actsFor(clerk, fresh)).toEqual(['receive'])
  expect(actsFor(clerk, open)).toEqual(['requestMore', 'handling', 'monitoring'])
  expect(actsFor(chief, final)).not.toContain('close')
  expect(actsFor(chief, concluded)).toContain('close')
  expect(actsFor(anActor(), fresh)).toEqual([])
  expect(actsFor(chief, reported({ category: 'self_harm' }))).toContain('nameReader')
  for (const [actor, incident] of [
    [clerk, fresh],
    [clerk, open],
    [chief, concluded],
  ] as const) {
    for (const act of actsFor(actor, incident)) {
      const { name, args } = changeFor(act, INCIDENT, 'vì sao')
      const view = { get: () => incident as never }
      expect(mutationNamed(name)?.decide(view, args, aContext({ actor })).ok, act).toBe(true)
    }
  }
})

test('[MU1] every act of the desk is a change that phone and server know', () => {
  for (const act of ACTS) {
    const { name, args } = changeFor(act, INCIDENT, act === 'nameReader' ? uuid(9) : 'lý do')
    expect(mutationNamed(name)?.args.safeParse(args).success, act).toBe(true)
  }
})

test('[SY4] an act shows at once on the fetched record, once, and a refused one not at all', () => {
  const incident = reported()
  const answer: DeskIncidentAnswer = {
    nonce: 'n'.repeat(16),
    at: at('2026-11-19T07:00:00Z'),
    space: unitSpace(UNIT),
    incident,
    receipts: [],
  }
  const { mid, device } = aContext()
  const row: OutboxRow = {
    mid,
    seq: 1,
    ...changeFor('receive', INCIDENT, ''),
    schema: 1,
    entity: INCIDENT,
    device,
    verdict: null,
    tries: 0,
    lastTry: null,
    notBefore: 0,
    seeds: [seedOf(answer)],
  }
  const shown = withActs(answer, [row], clerk)
  expect(stateOf(shown)).toBe('received')
  expect(stateOf(answer.incident)).toBe('submitted')
  const echoed = withActs({ ...answer, incident: shown }, [row], clerk)
  expect(echoed.timeline.filter(({ kind }) => kind === 'received')).toHaveLength(1)
  const refused = {
    ...row,
    verdict: { mid, kind: 'refused' as const, code: 'not-allowed' as const, details: {}, spaces: [] },
  }
  expect(stateOf(withActs(answer, [refused], clerk))).toBe('submitted')
})
