import type { UnitId } from '../ids.ts'
import type { Actor, Role } from '../organisation/roles.ts'

/** Posts that carry a right, over their own unit or over every one. */
interface Right {
  of: 'own-unit' | 'any-unit'
  roles: readonly Role[]
  /** posts that carry it over every unit besides */
  anywhere?: readonly Role[]
}

/** Both sides may speak: a unit about what is its own, the office about what it reads. [CM1] */
const COMMENT = {
  of: 'own-unit',
  roles: ['focal_point', 'unit_head', 'parent_officer', 'division_officer'],
  anywhere: ['office_clerk', 'office_chief', 'leader'],
} as const satisfies Right

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
  comment: COMMENT,
} as const satisfies Record<string, Right>

/** Who may do what to a task: the unit works on it, the office judges. [AC6] */
const TASK_RIGHTS = {
  work: {
    of: 'own-unit',
    roles: ['focal_point', 'unit_head', 'parent_officer', 'office_clerk', 'office_chief', 'division_officer'],
  },
  judge: { of: 'any-unit', roles: ['office_clerk', 'office_chief'] },
  extend: { of: 'any-unit', roles: ['office_clerk', 'office_chief'] },
  cancel: { of: 'any-unit', roles: ['office_clerk', 'office_chief'] },
  comment: COMMENT,
} as const satisfies Record<string, Right>

/** Who may do what about a duty: the chief of office and the leadership give, the office notes what came. [DL17] */
const DUTY_RIGHTS = {
  indulge: { of: 'any-unit', roles: ['office_chief', 'leader'] },
  acceptOffline: { of: 'any-unit', roles: ['office_chief'] },
  note: { of: 'any-unit', roles: ['office_clerk', 'office_chief'] },
  // over what they read at all: a parent office its own units. [AC3]
  chase: { of: 'any-unit', roles: ['office_clerk', 'office_chief', 'leader', 'parent_officer'] },
} as const satisfies Record<string, Right>

export type DutyAction = keyof typeof DUTY_RIGHTS

export const dutyRolesFor = (action: DutyAction): readonly Role[] => DUTY_RIGHTS[action].roles
/** Who may do what to a month's report and a plan: the unit writes, its head approves, the office judges. [AC7] */
const FORM_RIGHTS = {
  write: {
    of: 'own-unit',
    roles: ['focal_point', 'unit_head', 'parent_officer', 'office_clerk', 'office_chief', 'division_officer'],
  },
  approve: { of: 'own-unit', roles: ['unit_head', 'office_chief'] },
  judge: { of: 'any-unit', roles: ['office_clerk', 'office_chief'] },
} as const satisfies Record<string, Right>

export type FormAction = keyof typeof FORM_RIGHTS

export const formRolesFor = (action: FormAction): readonly Role[] => FORM_RIGHTS[action].roles

/** Whether a post carries the right to a form of that unit. [AC7] */
export const canForm = (actor: Actor, action: FormAction, subject: { unitId: UnitId }): boolean =>
  carries(actor, FORM_RIGHTS[action], subject)

/** Who may do what to an article or example: the unit sends, those whom the plan names answer. [AC8] */
const PIECE_RIGHTS = {
  write: {
    of: 'own-unit',
    roles: ['focal_point', 'unit_head', 'parent_officer', 'office_clerk', 'office_chief', 'division_officer'],
  },
  take: { of: 'own-unit', roles: ['office_clerk', 'office_chief', 'division_officer'] },
} as const satisfies Record<string, Right>

export type PieceAction = keyof typeof PIECE_RIGHTS

export const pieceRolesFor = (action: PieceAction): readonly Role[] => PIECE_RIGHTS[action].roles

/** Whether a post carries the right: `write` in the unit that sends, `take` in one that receives. [AC8] */
export const canPiece = (actor: Actor, action: PieceAction, subject: { unitId: UnitId }): boolean =>
  carries(actor, PIECE_RIGHTS[action], subject)

/** Who may give what outside of the plan; briefs are asked for by the leadership, too. [AC9] */
const GIVE_RIGHTS = {
  event: { of: 'any-unit', roles: ['office_clerk', 'office_chief'] },
  brief: { of: 'any-unit', roles: ['office_clerk', 'office_chief', 'leader'] },
} as const satisfies Record<string, Right>

export type GiveAction = keyof typeof GIVE_RIGHTS

export const giveRolesFor = (kind: GiveAction): readonly Role[] => GIVE_RIGHTS[kind].roles

/** Whether a post carries the right to give that, to whichever unit. [AC9] */
export const canGive = (actor: Actor, kind: GiveAction): boolean => holds(actor, giveRolesFor(kind))

export type TaskAction = keyof typeof TASK_RIGHTS

export const taskRolesFor = (action: TaskAction): readonly Role[] => rolesOf(TASK_RIGHTS[action])

export type IncidentAction = keyof typeof INCIDENT_RIGHTS

export const rolesFor = (action: IncidentAction): readonly Role[] => rolesOf(INCIDENT_RIGHTS[action])

/**
 * Whether a post of the actor carries the right. Whether the actor may see the incident at all is settled
 * before, by its space: a record of a foreign space is not found. [AC2, AC3]
 */
export const can = (actor: Actor, action: IncidentAction, subject: { unitId: UnitId }): boolean =>
  carries(actor, INCIDENT_RIGHTS[action], subject)

/** The same for a task. [AC6] */
export const canTask = (actor: Actor, action: TaskAction, subject: { unitId: UnitId }): boolean =>
  carries(actor, TASK_RIGHTS[action], subject)

/** The same for a duty. [DL17] */
export const canDuty = (actor: Actor, action: DutyAction, subject: { unitId: UnitId }): boolean =>
  carries(actor, DUTY_RIGHTS[action], subject)

const rolesOf = ({ roles, anywhere = [] }: Right): readonly Role[] => [...anywhere, ...roles]

const carries = (actor: Actor, { of, roles, anywhere = [] }: Right, { unitId }: { unitId: UnitId }): boolean =>
  actor.grants.some(
    ({ role, unitId: own }) =>
      anywhere.includes(role) || (roles.includes(role) && (of === 'any-unit' || own === unitId)),
  )

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
