import type { AccountId, DepartmentId, UnitId } from '#domain/ids.ts'
import type { Actor, Role } from '#domain/organisation/roles.ts'
import type { Random } from '#tests/support/random.ts'
import type { World } from './plan.ts'

/** How large a seed is, and how much people do in it. */
export interface Drawn {
  world: World
  /** those of the schools first, the desk last */
  people: Actor[]
  devices: { actor: Actor; unitId: UnitId; tabs: number }[]
  acts: number
  taskActs: number
  monthlyActs: number
  dutyActs: number
  lineActs: number
  /** how often an officer waits for the head's word in the app */
  approvals: number
  outsideActs: number
  pieceActs: number
  /** what the office gives outside of the plan and does about it, and what units do about that */
  givenActs: number
  /** the other school ends with the year, and the school takes it over */
  merges: boolean
  handovers: number
  /** most records in one answer to a pull: so few that spaces come over several pages; null for as many as ever */
  pageRecords: number | null
  /** browsers have Web Locks */
  hasLocks: boolean
}

/**
 * Each seed has its own: one to three people of two schools with up to four phones, and the office with its desk.
 * @param apart for what was added later: seeds that have none of it stay what they were
 */
export function drawWorld(random: Random, apart: Random): Drawn {
  const world: World = {
    department: random.uuid() as DepartmentId,
    school: random.uuid() as UnitId,
    otherSchool: random.uuid() as UnitId,
    office: random.uuid() as UnitId,
  }
  const { department, school, otherSchool, office } = world
  const posts: [UnitId, Role, string][] = [
    [school, 'focal_point', 'An (minh họa)'],
    random.chance(0.5) ? [school, 'unit_head', 'Bình (minh họa)'] : [otherSchool, 'focal_point', 'Bình (minh họa)'],
    random.chance(0.5) ? [otherSchool, 'unit_head', 'Dung (minh họa)'] : [school, 'parent_officer', 'Dung (minh họa)'],
  ]
  const field = posts
    .slice(0, 1 + random.int(3))
    .map(([unit, role, name]) => aPerson(random, department, unit, role, name))
  const desk = aPerson(random, department, office, 'office_chief', 'Chi (minh họa)')
  const phones = [...field]
  for (let more = random.int(5 - field.length); more > 0; more -= 1) phones.push(random.pick(field))
  return {
    world,
    people: [...field, desk],
    devices: [...phones, desk].map((actor) => ({
      actor,
      unitId: actor.grants[0]?.unitId as UnitId,
      tabs: random.pick([1, 1, 2, 3]),
    })),
    acts: 8 + random.int(22),
    taskActs: random.int(24),
    // so many that people meet in a report, or none at all
    monthlyActs: random.chance(0.5) ? 6 + random.int(24) : 0,
    dutyActs: random.int(6),
    lineActs: random.chance(0.3) ? 4 + random.int(7) : 0,
    outsideActs: random.int(5),
    approvals: random.chance(0.8) ? 1 + random.int(3) : 0,
    pieceActs: random.chance(0.5) ? random.int(14) : 0,
    givenActs: apart.chance(0.5) ? 8 + apart.int(16) : 0,
    merges: random.chance(0.15),
    handovers: random.int(12),
    pageRecords: apart.chance(0.4) ? 2 + apart.int(8) : null,
    hasLocks: apart.chance(0.7),
  }
}

const aPerson = (random: Random, departmentId: DepartmentId, unitId: UnitId, role: Role, name: string): Actor => ({
  accountId: random.uuid() as AccountId,
  departmentId,
  name,
  grants: [{ role, unitId, unitName: `Đơn vị của ${name}` }],
})
