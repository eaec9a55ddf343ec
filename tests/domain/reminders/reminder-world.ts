import type { DepartmentDuties, UnitDuties } from '#domain/agenda/due.ts'
import type { Day } from '#domain/deadlines/days.ts'
import type { DepartmentCalendar } from '#domain/deadlines/department-rules.ts'
import type { DutyLedger, LedgerEntry } from '#domain/deadlines/ledger.ts'
import { obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import type { DatedUnit } from '#domain/deadlines/obligations.ts'
import { at, UNIT, uuid } from '#tests/support/builders.ts'

const unit: DatedUnit & { name: string } = {
  id: UNIT,
  type: 'attached_unit',
  validFrom: '2020-01-01' as Day,
  validTo: null,
  successors: [],
  name: 'Trường (minh họa)',
}

export const aDepartment = (calendar: DepartmentCalendar): DepartmentDuties => ({
  calendar,
  rules: {
    periodPolicy: 'cut15_14',
    rules: (['monthly', 'unit_plan'] as const).map((form) => ({
      form,
      unitTypes: ['attached_unit'],
      from: '2024-01-01' as Day,
      to: null,
    })),
  },
  plans: new Map(),
})

export const aUnit = (ledgers: readonly DutyLedger[] = []): UnitDuties => ({
  unitId: UNIT,
  facts: { unit, predecessors: [] },
  assignments: [],
  given: [],
  tasks: new Map(),
  ledgers: new Map(ledgers.map((ledger) => [ledger.id, ledger])),
  reports: new Map(),
  progress: new Map(),
})

type Given =
  | { kind: 'extended'; before: Day }
  | { kind: 'excused' }
  | { kind: 'arrived'; on: Day; way: 'paper'; note: string }

/** The office's ledger of one month's report with one entry. */
export function granted(of: string, given: Given): DutyLedger {
  const entry = {
    id: uuid(0xe1),
    by: {
      accountId: uuid(0xa9),
      name: 'Chánh Văn phòng (minh họa)',
      role: 'office_chief',
    },
    stamps: {
      written: at('2026-01-02T00:00:00Z'),
      committed: at('2026-01-02T00:00:00Z'),
      received: at('2026-01-02T00:00:01Z'),
    },
    reason: 'mất điện',
    ...given,
  } as unknown as LedgerEntry
  return {
    id: obligationIdOf({ unitId: UNIT, form: 'monthly', of }),
    unitId: UNIT,
    form: 'monthly',
    of,
    timeline: [entry],
  }
}
