import { HAS_DESK, holds } from '#domain/access/can.ts'
import { startOf } from '#domain/deadlines/days.ts'
import { planIdOf, type Quarter } from '#domain/plans/plan.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { type Assignment, cardNamed, cardsOfUnit, type IssuedPlan } from '#domain/tasks/assignment.ts'
import type { Card } from '#domain/tasks/cards.ts'
import {
  dueOf,
  isOverdue,
  openAskOf,
  productsOf,
  TASK_STATES,
  type Task,
  type TaskState,
  taskStateOf,
  unansweredOf,
} from '#domain/tasks/task.ts'
import type { Instant } from '#domain/time.ts'
import type { DeskTask, DeskTaskCounts } from '#protocol/office.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Who } from '../session/who.ts'
import { unitsOf } from '../store/organisation.ts'
import { liveById, liveOfType } from '../store/records.ts'
import type { Store, Tx } from '../store/store.ts'

/** Most lines of the desk's list. */
const DESK_LINES = 500

interface Asked {
  who: Who
  now: Instant
  year: number
  quarter: Quarter | null
}

/** One task with the card that it belongs to. */
interface Line {
  task: Task
  card: Card
  assignment: Assignment
}

/** What waits for the office in the units that a post may read, and how their cards stand. [OF8, AC3] */
export async function deskTasks(
  { store }: { store: Store },
  asked: Asked,
): Promise<Result<{ tasks: DeskTask[]; counts: DeskTaskCounts }, RequestRefusal>> {
  if (!holds(asked.who.actor, HAS_DESK)) return fail('not-allowed')
  const { issued, assignments, tasks, unitNames } = await store.read(asked.who.departmentId, (tx) => rowsFor(tx, asked))
  const lines = issued ? linesOf(issued, assignments, tasks) : []
  const waiting = lines
    .filter(({ task }) => taskStateOf(task) === 'reported' || openAskOf(task) || unansweredOf(task))
    .map((line) => deskTask(line, unitNames.get(line.task.unitId) ?? ''))
    .sort((a, b) => (a.changed < b.changed ? -1 : 1))
  const cards = issued ? cardsPerKind(issued, assignments, asked.quarter) : []
  return ok({ tasks: waiting.slice(0, DESK_LINES), counts: countsOf(cards, lines, asked.now) })
}

async function rowsFor(tx: Tx, { who, now, year, quarter }: Asked) {
  const department = who.departmentId
  const { sees } = await sightOf(tx, who, now)
  const planId = planIdOf(department, year)
  const [plan] = await liveById(tx, department, 'plan', planId)
  const own = async <T extends { planId: string }>(type: string): Promise<T[]> =>
    (await liveOfType(tx, department, type))
      .filter(({ space }) => sees(space))
      .map(({ body }) => JSON.parse(body) as T)
      .filter((body) => body.planId === planId)
  const tasks = await own<Task>('task')
  return {
    issued: plan ? (JSON.parse(plan.body) as IssuedPlan) : null,
    assignments: await own<Assignment>('assignment'),
    tasks: tasks.filter(({ place }) => place.role !== 'given' && (quarter === null || place.quarter === quarter)),
    unitNames: new Map((await unitsOf(tx, department)).map(({ id, name }) => [id, name])),
  }
}

/** A task whose card the plan no longer gives is left out. */
function linesOf(issued: IssuedPlan, assignments: readonly Assignment[], tasks: readonly Task[]): Line[] {
  const byUnit = new Map(assignments.map((assignment) => [assignment.unitId, assignment]))
  return tasks.flatMap((task) => {
    const assignment = byUnit.get(task.unitId)
    const card = assignment && cardNamed(issued, assignment, task)
    return card ? [{ task, card, assignment }] : []
  })
}

function deskTask({ task, card, assignment }: Line, unitName: string): DeskTask {
  const ask = openAskOf(task)
  const changed = task.timeline.at(-1)?.stamps.received
  if (!changed) throw new Error(`an entry without its moment of receipt: ${task.id}`)
  return {
    task,
    assignment,
    unitName,
    title: card.title,
    state: taskStateOf(task),
    due: dueOf(task, card.before),
    asked: ask && { before: ask.before, reason: ask.reason },
    products: productsOf(task).length,
    changed,
  }
}

/** Cards of units that stand for the same codes are alike: they are made once and counted as often as there are units. */
function cardsPerKind(
  issued: IssuedPlan,
  assignments: readonly Assignment[],
  quarter: Quarter | null,
): { cards: Card[]; units: number }[] {
  const kinds = Map.groupBy(assignments, ({ codes }) => codes.join('\n'))
  return [...kinds.values()].flatMap((alike) =>
    alike[0]
      ? [{ cards: cardsOfUnit(issued, alike[0], quarter === null ? {} : { quarter }), units: alike.length }]
      : [],
  )
}

/** A card that nobody has touched has no record: it is assigned, and overdue once its day has come. */
function countsOf(
  kinds: readonly { cards: readonly Card[]; units: number }[],
  lines: readonly Line[],
  now: Instant,
): DeskTaskCounts {
  const isPast = ({ before }: Card) => now >= startOf(before)
  const count = (fits: (card: Card) => boolean) =>
    kinds.reduce((sum, { cards, units }) => sum + cards.filter(fits).length * units, 0)
  const cards = count(() => true)
  const of = (state: TaskState) => lines.filter(({ task }) => taskStateOf(task) === state).length
  const states = Object.fromEntries(TASK_STATES.map((state) => [state, of(state)])) as Record<TaskState, number>
  const untouchedOverdue = count(isPast) - lines.filter(({ card }) => isPast(card)).length
  return {
    cards,
    states: { ...states, assigned: states.assigned + cards - lines.length },
    overdue: untouchedOverdue + lines.filter(({ task, card }) => isOverdue(task, card.before, now)).length,
    asked: lines.filter(({ task }) => openAskOf(task)).length,
  }
}
