import type { Day } from '#domain/deadlines/days.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import { type Plan, type PlanItem, planIdOf, type Quarter } from '#domain/plans/plan.ts'
import type { CardPlace } from '#domain/tasks/place.ts'
import { publishUnitFacts } from '#server/organisation/dated-units.ts'
import { publishDutyRules } from '#server/organisation/deadlines.ts'
import { issuePlan } from '#server/plans/issue.ts'
import type { Server } from './server.ts'

export const PLAN_YEAR = 2026

/** What the school has to do: one that is long due, and some whose day ends while people are busy. */
export const CARDS: readonly CardPlace[] = [
  { role: 'lead', group: 'I', item: 1, quarter: 3 },
  { role: 'lead', group: 'I', item: 1, quarter: 4 },
  { role: 'coordinator', group: 'I', quarter: 4 },
  { role: 'lead', group: 'II', item: 1, quarter: 4 },
]
/** It falls away when the plan is issued anew. */
export const FALLEN: CardPlace = { role: 'lead', group: 'III', item: 1, quarter: 4 }

export interface World {
  department: DepartmentId
  /** whose plan and cards people work on */
  school: UnitId
  /** where other people report incidents */
  otherSchool: UnitId
  office: UnitId
}

const anItem = (no: number, leads: string[], coordinators: string[], quarters: Quarter[]): PlanItem => ({
  no,
  title: `Nội dung số ${no} (minh họa)`,
  product: 'Tin, bài',
  bullets: ['Tin, bài'],
  leads,
  coordinators,
  quarters,
  lines: [no],
})

const aGroup = (roman: string, ...items: PlanItem[]) => ({ roman, title: `Nhóm ${roman} (minh họa)`, line: 1, items })

/** Few cards, so that two phones and a desk meet on them. */
const aPlan = (isFirst: boolean): Plan => ({
  title: 'Kế hoạch truyền thông (minh họa)',
  number: '1/KH-VD',
  date: '2026-01-05' as Day,
  year: PLAN_YEAR,
  status: 'issued',
  groups: [
    aGroup('I', anItem(1, ['TRUONG'], [], [3, 4]), anItem(2, ['VPS'], ['TRUONG'], [4])),
    aGroup('II', anItem(1, ['TRUONG', 'VPS'], [], [4])),
    aGroup('III', anItem(1, [isFirst ? 'TRUONG' : 'VPS'], [], [4])),
  ],
})

/** The units of the world, and the department's plan for them. */
export async function foundUnits(server: Server, { department, school, otherSchool, office }: World): Promise<void> {
  const unit = { department, parent_id: null, valid_from: '2020-01-01', valid_to: null }
  await server.administer((tx) =>
    tx
      .insertInto('units')
      .values([
        { ...unit, id: school, code: 'T1', type: 'school', name: 'Trường Sao Mai (minh họa)' },
        { ...unit, id: otherSchool, code: 'T2', type: 'school', name: 'Trường Hoa Sen (minh họa)' },
        { ...unit, id: office, code: 'V1', type: 'dept_office', name: 'Văn phòng (minh họa)' },
      ])
      .onConflict((on) =>
        on.columns(['department', 'id']).doUpdateSet((e) => ({
          code: e.ref('excluded.code'),
          type: e.ref('excluded.type'),
          name: e.ref('excluded.name'),
        })),
      )
      .execute(),
  )
}

/** Schools owe a report a month. */
export async function publishDuties(server: Server, { department }: World): Promise<void> {
  const rules = [{ form: 'monthly' as const, unitTypes: ['school' as const], from: '2020-01-01' as Day, to: null }]
  await server.administer((tx) => publishDutyRules(tx, department, { rules, periodPolicy: 'cut15_14' }))
}

/** The last day of a school that another takes over. */
const LAST_DAY = '2026-12-31'

/** The school takes the other one over: from the next day on, its people are those of both. */
export async function mergeSchools(server: Server, { department, school, otherSchool }: World): Promise<void> {
  await server.administer(async (tx) => {
    await tx.updateTable('units').set({ valid_to: LAST_DAY }).where('id', '=', otherSchool).execute()
    await tx
      .insertInto('unit_successors')
      .values({ department, unit_id: otherSchool, successor_id: school })
      .onConflict((on) => on.doNothing())
      .execute()
    await publishUnitFacts(tx, department)
  })
}

/** @param isFirst false for the second issue, in which the school no longer leads group III */
export async function issue(server: Server, { department }: World, isFirst: boolean): Promise<void> {
  const classes = { TRUONG: { types: [], units: ['T1'] }, VPS: { types: [], units: ['V1'] } }
  const order = { plan: aPlan(isFirst), asOf: '2026-01-05' as Day, classes, year: null }
  const issued = await server.administer((tx) => issuePlan(tx, department, order))
  if (!issued.ok) throw new Error(JSON.stringify(issued.error))
}

/** A card as people's changes name it. */
export const keyOf = ({ department, school }: World, place: CardPlace) => ({
  planId: planIdOf(department, PLAN_YEAR),
  unitId: school,
  place,
})
