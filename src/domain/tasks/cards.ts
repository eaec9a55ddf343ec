import type { Day } from '../deadlines/days.ts'
import { quarterBefore } from '../deadlines/periods.ts'
import type { PlanId, TaskId, UnitId } from '../ids.ts'
import type { Plan, PlanGroup, PlanItem, Quarter } from '../plans/plan.ts'
import type { Assignees } from './assignees.ts'
import { taskIdOf } from './place.ts'

interface CardBase {
  /** the same on every device and after every import: progress is kept under it [TK3] */
  id: TaskId
  planId: PlanId
  unitId: UnitId
  year: number
  quarter: Quarter
  /** due before this day begins in Hanoi [DL6] */
  before: Day
  /** the group's numeral */
  group: string
}

/** A unit leads one item in one quarter. @property place of its code among those that lead, 1 for the first-named */
interface LeadCard extends CardBase {
  role: 'lead'
  item: number
  title: string
  place: number
}

/** A unit takes part in items of one group in one quarter: one card for them all. */
interface CoordinatorCard extends CardBase {
  role: 'coordinator'
  /** numbers within the group */
  items: number[]
  title: string
}

export type Card = LeadCard | CoordinatorCard

/** Which cards are wanted; the others are not even made. */
export interface CardFilter {
  unitId?: UnitId
  quarter?: Quarter
  role?: Card['role']
  /** the group's numeral */
  group?: string
}

/**
 * The tasks that a plan gives, derived on the phone and on the server alike and never stored: leads one card for an
 * item and a quarter, coordinators one for a group and a quarter. A unit that is behind several codes has one card;
 * it does not take part beside itself in what it leads. [TK2]
 * @param planId `planIdOf`
 */
export function cardsOf(planId: PlanId, plan: Plan, assignees: Assignees, filter: CardFilter = {}): Card[] {
  const groups = plan.groups.filter(({ roman }) => filter.group === undefined || filter.group === roman)
  return groups.flatMap((group) =>
    ([1, 2, 3, 4] as const)
      .filter((quarter) => filter.quarter === undefined || filter.quarter === quarter)
      .flatMap((quarter) => {
        const base = { planId, year: plan.year, quarter, before: quarterBefore(plan.year, quarter), group: group.roman }
        const due = group.items.filter(({ quarters }) => quarters.includes(quarter))
        return [
          ...(filter.role === 'coordinator' ? [] : leadCards(base, due, assignees, filter)),
          ...(filter.role === 'lead' ? [] : coordinatorCards(base, group, due, assignees, filter)),
        ]
      }),
  )
}

type Shared = Omit<CardBase, 'id' | 'unitId'>

const wanted = (unitId: UnitId, filter: CardFilter) => filter.unitId === undefined || filter.unitId === unitId

const behind = (codes: readonly string[], assignees: Assignees): UnitId[] => [
  ...new Set(codes.flatMap((code) => assignees.get(code) ?? [])),
]

function leadCards(base: Shared, items: readonly PlanItem[], assignees: Assignees, filter: CardFilter): LeadCard[] {
  return items.flatMap(({ no, title, leads }) =>
    behind(leads, assignees)
      .filter((unitId) => wanted(unitId, filter))
      .map((unitId) => {
        const { planId, group, quarter } = base
        const id = taskIdOf({ planId, unitId, place: { role: 'lead', group, item: no, quarter } })
        const place = leads.findIndex((code) => assignees.get(code)?.includes(unitId)) + 1
        return { ...base, id, unitId, role: 'lead', item: no, title, place }
      }),
  )
}

function coordinatorCards(
  base: Shared,
  group: PlanGroup,
  due: readonly PlanItem[],
  assignees: Assignees,
  filter: CardFilter,
): CoordinatorCard[] {
  const itemsOf = new Map<UnitId, number[]>()
  for (const { no, leads, coordinators } of due) {
    const leading = behind(leads, assignees)
    for (const unitId of behind(coordinators, assignees))
      if (wanted(unitId, filter) && !leading.includes(unitId)) itemsOf.set(unitId, [...(itemsOf.get(unitId) ?? []), no])
  }
  return [...itemsOf].map(([unitId, items]) => {
    const { planId, quarter } = base
    const id = taskIdOf({ planId, unitId, place: { role: 'coordinator', group: group.roman, quarter } })
    return { ...base, id, unitId, role: 'coordinator', items, title: group.title }
  })
}
