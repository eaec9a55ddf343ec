import { readFile } from 'node:fs/promises'
import type * as z from 'zod/mini'
import type { Day } from '#domain/deadlines/days.ts'
import { departmentCalendarSchema, dutyRulesSchema } from '#domain/deadlines/department-rules.ts'
import type { DepartmentId, PlanId } from '#domain/ids.ts'
import { classMapSchema } from '#domain/tasks/class-map.ts'
import { hanoiDay, hanoiYear, type Instant } from '#domain/time.ts'
import { publishCalendar, publishDutyRules } from '#server/organisation/deadlines.ts'
import { publishPieceRules } from '#server/organisation/piece-rules.ts'
import { issuePlan } from '#server/plans/issue.ts'
import { readPlanFile, unitNamesSchema } from '#server/plans/read-file.ts'
import type { Store } from '#server/store/store.ts'
import { PIECE_RECIPIENTS } from './piece-story.ts'

const bytesOf = (name: string) => readFile(new URL(name, import.meta.url))
const jsonOf = async <T>(name: string, schema: z.ZodMiniType<T>): Promise<T> =>
  schema.parse(JSON.parse((await bytesOf(name)).toString('utf8')))

/** The demo's own plan in the year of today, which it says, with its calendar and duties. @throws when a door refuses */
export async function issueDemoPlan(store: Store, department: DepartmentId, now: Instant): Promise<PlanId> {
  const read = readPlanFile(await bytesOf('plan.txt'), await jsonOf('unit-names.json', unitNamesSchema))
  if (!read.ok) throw new Error(`the demo's plan was not read: ${JSON.stringify(read.error)}`)
  const { plan } = read.value
  const classes = await jsonOf('class-map.json', classMapSchema)
  const calendar = await jsonOf('calendar.json', departmentCalendarSchema)
  const duties = await jsonOf('duties.json', dutyRulesSchema)
  return store.write(department, async (tx) => {
    await publishCalendar(tx, department, calendar)
    await publishDutyRules(tx, department, duties)
    const places = await publishPieceRules(tx, department, PIECE_RECIPIENTS)
    if (!places.ok) throw new Error(`the demo has no such units: ${places.error.join()}`)
    const asOf = hanoiDay(now) as Day
    const issued = await issuePlan(tx, department, { plan, asOf, classes, year: hanoiYear(now) })
    if (!issued.ok) throw new Error(`the demo's plan was not issued: ${JSON.stringify(issued.error)}`)
    return issued.value.planId
  })
}
