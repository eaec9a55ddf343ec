import type { Day } from '../deadlines/days.ts'
import type { UnitId } from '../ids.ts'
import { holdsOn } from '../organisation/validity.ts'
import type { Plan } from '../plans/plan.ts'
import { fail, ok, type Result } from '../result.ts'
import type { ClassMap, PlannedUnit } from './class-map.ts'

/** Why a code of the plan names nobody on that day. */
export const ASSIGNEE_PROBLEM_CODES = ['assignee-unknown', 'assignee-ended', 'class-empty'] as const
export type AssigneeProblemCode = (typeof ASSIGNEE_PROBLEM_CODES)[number]
export interface AssigneeProblem {
  code: AssigneeProblemCode
  /** the code as the plan has it, or the unit's that the map names */
  name: string
}

export type Assignees = ReadonlyMap<string, readonly UnitId[]>

/**
 * Who stands behind each code of the plan on the day of its issue. A unit that ended before passes its part to its
 * successors; a code that then names nobody is a problem to be solved in the map, never a task of nobody. [TK1]
 */
export function assigneesOf(
  plan: Plan,
  map: ClassMap,
  units: readonly PlannedUnit[],
  asOf: Day,
): Result<Assignees, AssigneeProblem[]> {
  const codes = new Set(
    plan.groups.flatMap(({ items }) => items.flatMap((item) => [...item.leads, ...item.coordinators])),
  )
  const assignees = new Map<string, readonly UnitId[]>()
  const problems: AssigneeProblem[] = []
  const living = units.filter((unit) => livesOn(unit, asOf))
  for (const code of codes) {
    const entry = Object.hasOwn(map, code) ? map[code] : undefined
    const ids = new Set(living.filter(({ type }) => entry?.types.includes(type)).map(({ id }) => id))
    const before = problems.length
    for (const name of entry?.units ?? [code]) {
      const named = units.filter((unit) => unit.code === name)
      const heirs = named.flatMap((unit) => heirsOf(unit, units, asOf, new Set()))
      for (const id of heirs) ids.add(id)
      if (heirs.length === 0) problems.push({ code: named.length > 0 ? 'assignee-ended' : 'assignee-unknown', name })
    }
    if (ids.size === 0 && problems.length === before) problems.push({ code: 'class-empty', name: code })
    assignees.set(code, [...ids])
  }
  return problems.length > 0 ? fail(problems) : ok(assignees)
}

const livesOn = ({ validFrom, validTo }: PlannedUnit, day: Day) => holdsOn({ from: validFrom, to: validTo }, day)

/** The unit itself while it lives, else those that took it over, and theirs. */
function heirsOf(unit: PlannedUnit, units: readonly PlannedUnit[], day: Day, seen: Set<UnitId>): UnitId[] {
  if (seen.has(unit.id)) return []
  seen.add(unit.id)
  if (livesOn(unit, day)) return [unit.id]
  return units.filter(({ id }) => unit.successors.includes(id)).flatMap((heir) => heirsOf(heir, units, day, seen))
}
