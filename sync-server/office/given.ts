import { holds, READS_ALL_UNITS } from '#domain/access/can.ts'
import type { GivingId, UnitId } from '#domain/ids.ts'
import { holdsOn } from '#domain/organisation/validity.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Assignment } from '#domain/tasks/assignment.ts'
import { bodyOf, judgedBy } from '#domain/tasks/given-card.ts'
import { type Giving, givenKey, toldIn } from '#domain/tasks/giving.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { openAskOf, type Task, taskStateOf, taskTimelinessOf, unansweredOf } from '#domain/tasks/task.ts'
import { hanoiDay, hanoiYear, type Instant } from '#domain/time.ts'
import type { DeskGiving, DeskPart, DeskUnit } from '#protocol/office-given.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import { datedUnits } from '../organisation/dated-units.ts'
import type { Who } from '../session/who.ts'
import { unitsOf } from '../store/organisation.ts'
import { type LiveRow, liveById, liveOfType } from '../store/records.ts'
import type { Store, Tx } from '../store/store.ts'

/** Most lines of the desk's list. */
const DESK_LINES = 200

interface Asked {
  who: Who
  now: Instant
}

/** What the office gave outside of the plan, and how its units stand. [GV1, GV2, OF7] */
export async function deskGivings(
  { store }: { store: Store },
  { who, now }: Asked,
): Promise<Result<DeskGiving[], RequestRefusal>> {
  if (!holds(who.actor, READS_ALL_UNITS)) return fail('not-allowed')
  const { givings, tasks } = await store.read(who.departmentId, async (tx) => {
    const { sees } = await sightOf(tx, who, now)
    const seen = async <T>(type: string) =>
      (await liveOfType(tx, who.departmentId, type)).filter(({ space }) => sees(space)).map((row) => read<T>(row))
    return { givings: await seen<Giving>('giving'), tasks: await seen<Task>('task') }
  })
  const given = tasks.filter(({ place }) => place.role === 'given')
  const byPart = new Map(given.map((task) => [partKey(task.planId, task.unitId), task]))
  return ok(
    givings
      .map((giving) => lineOf(giving, byPart, now))
      .sort((a, b) => (a.changed < b.changed ? 1 : -1))
      .slice(0, DESK_LINES),
  )
}

const read = <T>({ body }: LiveRow): T => JSON.parse(body) as T

/** Cheaper than the task's id, which is a hash; a list has many. */
const partKey = (givingId: string, unitId: UnitId) => `${givingId} ${unitId}`

function lineOf(giving: Giving, tasks: ReadonlyMap<string, Task>, now: Instant): DeskGiving {
  const told = toldIn(giving)
  const body = bodyOf(giving)
  const changed = told.at(-1)?.stamps.received
  if (!changed) throw new Error(`given without its moment of receipt: ${giving.id}`)
  const parts = giving.unitIds.map((unitId) => {
    const task = tasks.get(partKey(giving.id, unitId))
    const day = judgedBy({ before: body.before, told }, task)
    return { task, state: taskStateOf(task), timeliness: taskTimelinessOf(task, day, now) }
  })
  const count = (fits: (part: (typeof parts)[number]) => unknown) => parts.filter(fits).length
  return {
    id: giving.id,
    body,
    units: parts.length,
    answered: count(({ timeliness }) => timeliness?.kind === 'on_time' || timeliness?.kind === 'late'),
    late: count(({ timeliness }) => timeliness?.kind === 'late'),
    withdrawn: count(({ state }) => state === 'cancelled'),
    waiting: count(({ task, state }) => state === 'reported' || openAskOf(task) || unansweredOf(task)),
    changed,
  }
}

/** One of them with what each of its units did; what this post may not read is not found. [GV2, AC3] */
export async function deskGiving(
  { store }: { store: Store },
  { who, now, id }: Asked & { id: GivingId },
): Promise<Result<{ giving: Giving; units: DeskPart[] }, RequestRefusal>> {
  if (!holds(who.actor, READS_ALL_UNITS)) return fail('not-allowed')
  return store.read(who.departmentId, async (tx) => {
    const { sees } = await sightOf(tx, who, now)
    const row = (await liveById(tx, who.departmentId, 'giving', id)).find(({ space }) => sees(space))
    if (!row) return fail('not-found')
    const giving = read<Giving>(row)
    const names = new Map((await unitsOf(tx, who.departmentId)).map((unit) => [unit.id, unit.name]))
    const units: DeskPart[] = []
    for (const unitId of giving.unitIds) units.push(await partOf(tx, { who, giving, unitId, names }))
    return ok({ giving, units })
  })
}

async function partOf(
  tx: Tx,
  { who, giving, unitId, names }: { who: Who; giving: Giving; unitId: UnitId; names: ReadonlyMap<string, string> },
): Promise<DeskPart> {
  const [task] = await liveById(tx, who.departmentId, 'task', taskIdOf(givenKey(giving.id, unitId)))
  return { unitId, unitName: names.get(unitId) ?? '', task: task ? read<Task>(task) : null }
}

/** To whom something can be given: the units of today, with the plan's codes that they stand for. [GV1, TK4] */
export async function deskUnits(
  { store }: { store: Store },
  { who, now }: Asked,
): Promise<Result<DeskUnit[], RequestRefusal>> {
  if (!holds(who.actor, READS_ALL_UNITS)) return fail('not-allowed')
  const department = who.departmentId
  return store.read(department, async (tx) => {
    const planId = planIdOf(department, hanoiYear(now))
    const assignments = (await liveOfType(tx, department, 'assignment')).map((row) => read<Assignment>(row))
    const codes = new Map(assignments.filter((one) => one.planId === planId).map((one) => [one.unitId, one.codes]))
    const today = hanoiDay(now)
    return ok(
      (await datedUnits(tx, department))
        .filter(({ validFrom, validTo }) => holdsOn({ from: validFrom, to: validTo }, today))
        .map(({ id, type, name }) => ({ id, type, name, codes: codes.get(id) ?? [] })),
    )
  })
}
