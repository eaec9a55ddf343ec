import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { monthNameSchema } from '#domain/monthly-reports/key.ts'
import { monthlyShortText } from '#domain/monthly-reports/short-text.ts'
import { versionsOf } from '#domain/unit-forms/state.ts'
import { unitFor } from '#domain/unit-forms/unit-of.ts'
import { monthlyPaper as words } from '#i18n/vi/monthly-paper.ts'
import { draftOf, readMonthly } from '#storage/monthly.ts'
import type { ReadForm } from './form-paper.ts'
import { type MonthlyContent, monthlySaid } from './monthly-paper.ts'

/** One month's report. */
export const readMonthlyPaper: ReadForm = async (db, actor, { of, unit, wanted }) => {
  const unitId = unitFor(actor, unit)
  if (unitId === null || !monthNameSchema.safeParse(of).success) return null
  const found = await readMonthly(db, actor, { unitId, of })
  const { report } = found
  const versions = versionsOf(report)
  const version = wanted === 'nhap' ? undefined : (versions.find(({ no }) => String(no) === wanted) ?? versions.at(-1))
  const unitName = report?.unitName ?? actor.grants.find((grant) => grant.unitId === unitId)?.unitName ?? ''
  const numbers = versions.map(({ no }) => no)
  if (report && version) {
    const sent = { report, version }
    const content: MonthlyContent = { unitName, of, policy: version.policy, fields: version.snapshot, sent }
    const short = monthlyShortText(report, version, words.short)
    return { ...monthlySaid(content), versions: numbers, shown: version.no, short }
  }
  const fields = snapshotOf(draftOf(found))
  // a report that nobody has begun counts its incidents all the same
  if (!report && Object.keys(fields).every((path) => path === 'incidents.total')) return null
  const content: MonthlyContent = { unitName, of, policy: found.policy, fields, sent: null }
  return { ...monthlySaid(content), versions: numbers, shown: null, short: null }
}
