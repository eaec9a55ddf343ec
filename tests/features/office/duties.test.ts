import { beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { obligationIdOf, readObligationKey } from '#domain/deadlines/obligation-id.ts'
import { learnMutations, mutationNames } from '#domain/mutations.ts'
import { dutyActsFor, dutySeeds, dutyWithActs } from '#features/office/duties/duty-acts.ts'
import { shareText } from '#features/office/duties/duty-rates.tsx'
import { dutyDesk } from '#i18n/vi/duty-desk.ts'
import type { DeskDuty } from '#protocol/office.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { aContext, anActor, at, OFFICE, UNIT } from '#tests/support/builders.ts'

const KEY = { unitId: UNIT, form: 'monthly' as const, of: '2026-11' }
const NOW = at('2026-11-23T02:00:00Z')
const NONE = { part: 0, of: 0, rate: null }
const line: DeskDuty = {
  unit: {
    id: UNIT,
    type: 'school',
    name: 'Trường (minh họa)',
    validFrom: '2020-01-01' as Day,
    validTo: null,
    successors: [],
  },
  ledger: null,
  before: '2026-11-20' as Day,
  due: '2026-11-20' as Day,
  timeliness: { kind: 'missing', days: 4 },
  arrivals: [],
  sent: null,
  year: { submitted: NONE, onTime: NONE, notRequired: 0 },
}
const chief = anActor('office_chief', OFFICE, 3)
const waits = (name: string, args: object): OutboxRow => {
  const { mid, device } = aContext()
  const id = obligationIdOf(KEY)
  const rest = { schema: 1, verdict: null, tries: 0, lastTry: null, notBefore: 0, seeds: dutySeeds(line) }
  return { ...rest, mid, seq: 1, name, entity: id, args: { ...KEY, ...args }, device } as OutboxRow
}

beforeAll(() => learnMutations(mutationNames))

describe('a unit’s duty at the desk', () => {
  it('[SY4] shows one’s own act before the server has it', () => {
    const acts = [waits('duty.extend', { before: '2026-11-27', reason: 'Bão (minh họa)' })]
    const { ledger, due, timeliness } = dutyWithActs(line, KEY, { acts, actor: chief, now: NOW })
    expect([due, timeliness.kind, ledger?.timeline[0]?.by.role]).toEqual(['2026-11-27', 'pending', 'office_chief'])
  })

  it('[DL17] a report in the app that came late can be accepted in one tap, and the desk shows it at once', () => {
    const late = { ...line, arrivals: [at('2026-11-21T02:00:00Z')] }
    const now = dutyWithActs(late, KEY, { acts: [], actor: chief, now: NOW })
    expect(now.timeliness).toEqual({ kind: 'late', days: 2 })
    expect(dutyActsFor(chief, KEY, now.timeliness)).toContain('offline')
    const acts = [waits('duty.acceptOffline', { reason: '' })]
    expect(dutyWithActs(late, KEY, { acts, actor: chief, now: NOW }).timeliness.kind).toBe('on_time_offline')
  })

  it('[DL17] each post is offered what it may do, and nothing once it is done', () => {
    const missing = { kind: 'missing', days: 4 } as const
    expect(dutyActsFor(chief, KEY, missing)).toEqual(['arrival', 'extend', 'excuse'])
    expect(dutyActsFor(anActor('office_clerk', OFFICE, 4), KEY, missing)).toEqual(['arrival'])
    expect(dutyActsFor(anActor('leader', OFFICE, 5), KEY, missing)).toEqual(['extend', 'excuse'])
    expect(dutyActsFor(anActor('parent_officer', OFFICE, 6), KEY, missing)).toEqual([])
    expect(dutyActsFor(chief, KEY, { kind: 'on_time' })).toEqual([])
  })

  it('[DL18] a share is rounded down: a hundred means all of them', () => {
    expect(shareText(dutyDesk, { part: 299, of: 300, rate: 299 / 300 })).toBe('299/300 (99 %)')
    expect(shareText(dutyDesk, NONE)).toBe('chưa tính được')
  })

  it('[UI1] an address that names no duty opens none', () => {
    expect(readObligationKey(`monthly:${UNIT}:2026-11`)).toEqual(KEY)
    for (const wrong of [
      '',
      `monthly:${UNIT}:2026`,
      `unit_plan:${UNIT}:2026-03`,
      'monthly:x:2026-11',
      `other:${UNIT}:2026`,
    ])
      expect(readObligationKey(wrong)).toBeNull()
  })
})
