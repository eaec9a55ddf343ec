import { type DepartmentDuties, type TaskDue, taskDueOf, type UnitDuties } from '#domain/agenda/due.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { PlanItem } from '#domain/plans/plan.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { Refused } from '#domain/records.ts'
import { cardsOfUnit } from '#domain/tasks/assignment.ts'
import type { AnyCard } from '#domain/tasks/find-card.ts'
import { givenCard } from '#domain/tasks/given-card.ts'
import type { Instant } from '#domain/time.ts'
import type { AccountDb } from '#storage/db.ts'
import { readDuties } from '#storage/duties.ts'
import { soundOf } from '#storage/sound.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { readRefused } from '#storage/views.ts'
import { expectedOf } from './find-tasks.ts'

/** Everything that the pages of one task show. */
export interface TaskOnDevice {
  due: TaskDue
  expected: PlanItem[]
  waiting: OutboxRow[]
  refused: Refused[]
  /** of its pictures, by their id */
  receipts: ReadonlyMap<string, Receipt>
  keys: SigningKey[]
}

/** @returns null when none of the actor's units has that card */
export async function readTask(db: AccountDb, actor: Actor, id: string, now: Instant): Promise<TaskOnDevice | null> {
  const [{ department, units, waiting }, refused, receipts, keys] = await Promise.all([
    readDuties(db, actor, Date.parse(now)),
    readRefused(db),
    db.records
      .where('entity')
      .equals(id)
      .filter(({ type }) => type === 'receipt')
      .toArray(soundOf),
    db.records.where('type').equals('signing_key').toArray(soundOf),
  ])
  for (const unit of units) {
    const card = cardsOf(unit, department).find((one) => one.id === id)
    if (!card) continue
    const due = taskDueOf(card, unit.tasks.get(id), department.calendar, now)
    return {
      due,
      expected: expectedOf(due, department.plans),
      waiting: waiting.get(id) ?? [],
      refused: refused.filter(({ entity }) => entity === id),
      receipts: new Map(receipts.map((row) => [row.id, row.body as Receipt])),
      keys: keys.map(({ body }) => body as SigningKey),
    }
  }
  return null
}

const cardsOf = ({ given, assignments }: UnitDuties, { plans }: DepartmentDuties): AnyCard[] => [
  ...given.map(givenCard),
  ...assignments.flatMap((assignment) => {
    const issued = plans.get(assignment.planId)
    return issued ? cardsOfUnit(issued, assignment) : []
  }),
]
