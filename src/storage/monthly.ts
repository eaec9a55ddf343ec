import type { Day } from '#domain/deadlines/days.ts'
import type { DutyRules } from '#domain/deadlines/department-rules.ts'
import type { PeriodPolicy } from '#domain/deadlines/periods.ts'
import { isRestrictedIncident, latestReport, stateOf } from '#domain/incidents/incident.ts'
import { carriedFields, incidentFields, type PeriodIncident } from '#domain/monthly-reports/body.ts'
import { fits } from '#domain/monthly-reports/fields.ts'
import { type MonthlyKey, monthBefore, monthlyReportIdOf, periodNamed } from '#domain/monthly-reports/key.ts'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { hanoiDay } from '#domain/time.ts'
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
  const { from, to } = periodNamed(key.of, policy)
  return {
    ...form,
    last: latestVersion(lastView.get('monthly_report', before))?.snapshot,
    incidents: incidents
      .filter(({ incident }) => incident.unitId === key.unitId && !isRestrictedIncident(incident))
      .filter(({ incident }) => stateOf(incident) !== 'withdrawn')
      .map(({ incident }) => {
        const { body, stamps } = latestReport(incident)
        const day = hanoiDay(body.detectedAt ?? stamps.committed) as Day
        return { id: incident.id, title: [incident.code, body.title].filter(Boolean).join(' · ').slice(0, 300), day }
      })
      .filter(({ day }) => from <= day && day <= to),
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
