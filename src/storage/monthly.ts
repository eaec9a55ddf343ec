import type { DutyRules } from '#domain/deadlines/department-rules.ts'
import type { PeriodPolicy } from '#domain/deadlines/periods.ts'
import { carriedFields, incidentFields, type PeriodIncident } from '#domain/monthly-reports/body.ts'
import { fits } from '#domain/monthly-reports/fields.ts'
import { type MonthlyKey, monthBefore, monthlyReportIdOf, periodNamed } from '#domain/monthly-reports/key.ts'
import { periodIncidents } from '#domain/monthly-reports/period-incidents.ts'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { latestVersion } from '#domain/unit-forms/state.ts'
import type { AccountDb } from './db.ts'
import { type FormOnDevice, type FormRef, readForm } from './unit-forms.ts'
import { readIncidents, viewOfEntity } from './views.ts'

/** Everything that the pages of one month's report show. */
export interface MonthlyOnDevice extends FormOnDevice<MonthlyReport> {
  /** last month's newest version, of which open issues are carried over */
  last: Fields | undefined
  incidents: PeriodIncident[]
  policy: PeriodPolicy
}

export const monthlyRef = (key: MonthlyKey): FormRef => ({ family: 'monthly', id: monthlyReportIdOf(key), key, fits })

export async function readMonthly(db: AccountDb, actor: Actor, key: MonthlyKey): Promise<MonthlyOnDevice> {
  const { family, id } = monthlyRef(key)
  const before = monthlyReportIdOf({ ...key, of: monthBefore(key.of) })
  const ruleKey: [string, string] = ['duty_rules', actor.departmentId]
  const [form, lastView, rules, incidents] = await Promise.all([
    readForm(db, actor, { family, id, type: 'monthly_report' }),
    viewOfEntity(db, before, actor),
    db.records.where('[type+id]').equals(ruleKey).first(),
    readIncidents(db, actor),
  ])
  const policy = (rules?.body as DutyRules | undefined)?.periodPolicy ?? 'cut15_14'
  return {
    ...form,
    last: latestVersion(lastView.get('monthly_report', before))?.snapshot,
    incidents: periodIncidents(
      incidents.map(({ incident }) => incident),
      key.unitId,
      periodNamed(key.of, policy),
    ),
    policy,
  }
}

/** What stands in the report as this device knows it: carried over, gathered, shared, typed here. [MR2, MR6, MR7] */
export const draftOf = ({ id, report, typed, last, incidents }: MonthlyOnDevice): Fields => ({
  ...carriedFields(id, last),
  ...incidentFields(id, incidents),
  ...valuesOf(report?.fields),
  ...typed,
})
