import type { DepartmentCalendar, DutyRules } from '#domain/deadlines/department-rules.ts'
import type { DepartmentId } from '#domain/ids.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { type Published, publishRecords } from '#server/publish/records.ts'
import { liveById } from '#server/store/records.ts'
import type { Tx } from '#server/store/store.ts'
import { publishUnitFacts } from './dated-units.ts'

/** Publishes the days off and the ways of reminding. Twice changes nothing. [DL5, DL10, PB1] */
export async function publishCalendar(tx: Tx, department: DepartmentId, body: DepartmentCalendar): Promise<Published> {
  const record = { space: BULLETIN, type: 'calendar' as const, id: department, entity: department, body }
  return publishRecords(tx, department, [record], await liveById(tx, department, 'calendar', department))
}

/** Publishes who owes what, and to each unit what its phones need to reckon it. Twice changes nothing. [DL8, DL10, PB1] */
export async function publishDutyRules(tx: Tx, department: DepartmentId, body: DutyRules): Promise<Published> {
  await publishUnitFacts(tx, department)
  const record = { space: BULLETIN, type: 'duty_rules' as const, id: department, entity: department, body }
  return publishRecords(tx, department, [record], await liveById(tx, department, 'duty_rules', department))
}
