import { Dexie } from 'dexie'
import { type DepartmentDuties, PLAIN_CALENDAR, type UnitDuties } from '#domain/agenda/due.ts'
import type { DutyLedger } from '#domain/deadlines/ledger.ts'
import type { UnitId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import type { RecordBodies, RecordType } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import type { Given } from '#domain/tasks/giving.ts'
import { hanoiYear, instantOf } from '#domain/time.ts'
import type { FormSummary } from '#domain/unit-forms/summary-record.ts'
import type { LineProgress } from '#domain/unit-plans/progress.ts'
import { type AccountDb, getMeta } from './db.ts'
import { learning } from './learning.ts'
import { isSoundRecord, soundOf } from './sound.ts'
import type { OutboxRow, RecordRow } from './tables.ts'
import { stands, withWaiting } from './views.ts'

/** Everything from which a device reckons what is due. */
export interface DutiesOnDevice {
  department: DepartmentDuties
  /** the actor's own units */
  units: UnitDuties[]
  /** changes to tasks and to months' reports that the server has not confirmed, oldest first, by their entity */
  waiting: ReadonlyMap<string, OutboxRow[]>
  /** whether anything has come from the server to reckon with */
  known: boolean
}

export const unitsOf = (actor: Actor): UnitId[] => [...new Set(actor.grants.map(({ unitId }) => unitId))]

/** The server's time as this device has learnt it, ms: a phone set to another year still finds the year's plan. [DL15] */
export const serverTimeOn = async (db: AccountDb, clock: () => number): Promise<number> =>
  clock() + ((await getMeta(db, 'skewMs')) ?? 0)

/**
 * Reads by known keys, by the unit's own tasks and by what the office gave: it costs what the unit has to do, and the same however many
 * incidents lie beside. [DL13]
 * @param nowMs the server's time; the plans around its year are read
 */
export const readDuties = (db: AccountDb, actor: Actor, nowMs: number): Promise<DutiesOnDevice> =>
  learning(() => readAllDuties(db, actor, nowMs))

async function readAllDuties(db: AccountDb, actor: Actor, nowMs: number): Promise<DutiesOnDevice> {
  const year = hanoiYear(instantOf(nowMs))
  const department = actor.departmentId
  const unitIds = unitsOf(actor)
  const own = actor.grants.filter(({ inherited }) => !inherited).map(({ unitId }) => unitId)
  const planIds = [year - 1, year, year + 1].map((of) => planIdOf(department, of))
  const keys: [RecordType, string][] = [
    ['calendar', department],
    ['duty_rules', department],
    ...planIds.map((id): [RecordType, string] => ['plan', id]),
    // the duties of a unit that was taken over pass on by the heir's own facts; its begun tasks are still its own
    ...own.map((unitId): [RecordType, string] => ['unit_facts', unitId]),
    ...unitIds.flatMap((unitId): [RecordType, string][] => [
      ...planIds.map((planId): [RecordType, string] => ['assignment', assignmentIdOf({ planId, unitId })]),
    ]),
  ]
  const [facts, outbox, ledgers, reports, progress, given, ...tasks] = await Promise.all([
    db.records.where('[type+id]').anyOf(keys).toArray(),
    db.outbox.orderBy('seq').toArray(),
    Promise.all(unitIds.map((unitId) => ofUnit(db, unitId, 'duty_ledger'))),
    Promise.all(unitIds.map((unitId) => summariesOf(db, unitId))),
    Promise.all(unitIds.map((unitId) => ofUnit(db, unitId, 'line_progress'))),
    Promise.all(unitIds.map((unitId) => ofUnit(db, unitId, 'given'))),
    ...unitIds.map((unitId) => ofUnit(db, unitId, 'task')),
  ])
  const changes = outbox.filter(({ name }) => name.startsWith('task.'))
  const view = withWaiting([...facts, ...given.flat(), ...tasks.flat()], changes, actor)
  const bodies = <T extends RecordType>(wanted: T) =>
    facts
      .filter((row) => row.type === wanted && isSoundRecord(row))
      .map(({ id, body }) => [id, body as RecordBodies[T]] as const)
  const taskIds = new Set([
    ...tasks.flat().map(({ id }) => id),
    ...[...view.changed.keys()].flatMap((key) => (key.startsWith('task:') ? [key.slice('task:'.length)] : [])),
  ])
  const touched = [...taskIds].flatMap((id) => view.get('task', id) ?? [])
  return {
    department: {
      calendar: bodies('calendar')[0]?.[1] ?? PLAIN_CALENDAR,
      rules: bodies('duty_rules')[0]?.[1],
      plans: new Map(bodies('plan')),
    },
    units: unitIds.map((unitId, n) => ({
      unitId,
      facts: new Map(bodies('unit_facts')).get(unitId),
      assignments: bodies('assignment').flatMap(([, body]) => (body.unitId === unitId ? [body] : [])),
      given: (given[n] ?? []).map(({ body }) => body as Given),
      reports: new Map((reports[n] ?? []).map(({ id, body }) => [id, body as FormSummary])),
      progress: new Map([...(progress[n] ?? []).map(percentOf), ...outbox.flatMap(percentIn)]),
      ledgers: new Map((ledgers[n] ?? []).map(({ id, body }) => [id, body as DutyLedger])),
      tasks: new Map(touched.filter((task) => task.unitId === unitId).map((task) => [task.id as string, task])),
    })),
    waiting: Map.groupBy(
      outbox.filter(({ name }) => /^(?:task|monthly|plan)\./.test(name)),
      ({ entity }) => entity,
    ),
    known: facts.length > 0,
  }
}

const summariesOf = async (db: AccountDb, unitId: UnitId): Promise<RecordRow[]> => [
  ...(await ofUnit(db, unitId, 'monthly_summary')),
  ...(await ofUnit(db, unitId, 'unit_plan_summary')),
]

const percentOf = ({ id, body }: RecordRow): [string, number] => [
  id,
  (body as LineProgress).timeline.at(-1)?.percent ?? 0,
]

/** What this device says of a line and the server does not know yet. [PN7] */
const percentIn = ({ name, entity, args, ...row }: OutboxRow): [string, number][] =>
  name === 'plan.progress' && stands({ name, entity, args, ...row })
    ? [[entity, (args as { percent: number }).percent]]
    : []

const ofUnit = (
  db: AccountDb,
  unitId: UnitId,
  type: 'task' | 'given' | 'duty_ledger' | 'monthly_summary' | 'unit_plan_summary' | 'line_progress',
): Promise<RecordRow[]> =>
  db.records
    .where('[space+type+id]')
    .between([unitSpace(unitId), type, Dexie.minKey], [unitSpace(unitId), type, Dexie.maxKey])
    .toArray(soundOf)
