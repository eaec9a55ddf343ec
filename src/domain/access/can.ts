import type { UnitId } from '../ids.ts'
import type { Actor, Role } from '../organisation/roles.ts'

/** Who may do what to an incident, as one table. [AC2] */
const INCIDENT_RIGHTS = {
  report: {
    of: 'own-unit',
    roles: ['focal_point', 'unit_head', 'parent_officer', 'office_clerk', 'office_chief', 'division_officer'],
  },
  withdraw: {
    of: 'own-unit',
    roles: ['focal_point', 'unit_head', 'parent_officer', 'office_clerk', 'office_chief', 'division_officer'],
  },
  receive: { of: 'any-unit', roles: ['office_clerk', 'office_chief'] },
  handle: { of: 'any-unit', roles: ['office_clerk', 'office_chief', 'leader'] },
  conclude: { of: 'any-unit', roles: ['office_chief', 'leader'] },
  nameReader: { of: 'any-unit', roles: ['office_chief', 'leader'] },
} as const satisfies Record<string, { of: 'own-unit' | 'any-unit'; roles: readonly Role[] }>

export type IncidentAction = keyof typeof INCIDENT_RIGHTS

export const rolesFor = (action: IncidentAction): readonly Role[] => INCIDENT_RIGHTS[action].roles

/**
 * Whether a post of the actor carries the right. Whether the actor may see the incident at all is settled
 * before, by its space: a record of a foreign space is not found. [AC2, AC3]
 */
export function can(actor: Actor, action: IncidentAction, subject: { unitId: UnitId }): boolean {
  const right = INCIDENT_RIGHTS[action]
  return actor.grants.some(
    (grant) =>
      (right.roles as readonly Role[]).includes(grant.role) &&
      (right.of === 'any-unit' || grant.unitId === subject.unitId),
  )
}

/** The roles that read every unit's ordinary incidents at the desk. [AC3] */
export const READS_ALL_UNITS: readonly Role[] = ['office_clerk', 'office_chief', 'leader']
/** The roles that read restricted cases by their post; others are named one by one. [AC4] */
export const READS_ALL_CASES: readonly Role[] = ['office_chief', 'leader']
/** Who gets "Bàn điều hành". */
export const HAS_DESK: readonly Role[] = [
  'office_clerk',
  'office_chief',
  'leader',
  'parent_officer',
  'division_officer',
]

export const holds = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.grants.some(({ role }) => roles.includes(role))
