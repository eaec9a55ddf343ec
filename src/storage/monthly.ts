import type { Day } from '#domain/deadlines/days.ts'
import type { DutyRules } from '#domain/deadlines/department-rules.ts'
import type { PeriodPolicy } from '#domain/deadlines/periods.ts'
import type { Mid } from '#domain/ids.ts'
import { isRestrictedIncident, latestReport, stateOf } from '#domain/incidents/incident.ts'
import type { PeriodIncident } from '#domain/monthly-reports/body.ts'
import { fits } from '#domain/monthly-reports/fields.ts'
import { type MonthlyKey, monthBefore, monthlyReportIdOf, periodNamed } from '#domain/monthly-reports/key.ts'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { Refused } from '#domain/records.ts'
import { hanoiDay, type Instant, instantOf } from '#domain/time.ts'
import type { Fields, FieldValue } from '#domain/unit-forms/fields.ts'
import type { Edit } from '#domain/unit-forms/merge.ts'
import { latestVersion } from '#domain/unit-forms/state.ts'
import type { AccountDb } from './db.ts'
import { type FormRow, SEEN } from './forms.ts'
import type { FormChange } from './mutate.ts'
import type { OutboxRow } from './tables.ts'
import { readIncidents, readRefused, viewOfEntity } from './views.ts'

/** Everything that the pages of one month's report show. */
export interface MonthlyOnDevice {
  id: string
  report: MonthlyReport | undefined
  /** changes of it that the server has not confirmed, oldest first */
  waiting: OutboxRow[]
  refused: Refused[]
  /** typed on this device and not in line yet */
  typed: Fields
  savedAt: Instant | null
  /** last month's newest version, of which open issues are carried over */
  last: Fields | undefined
  incidents: PeriodIncident[]
  policy: PeriodPolicy
  receipts: ReadonlyMap<string, Receipt>
  keys: SigningKey[]
}

/** Under which what is typed into a report is kept until it is put in line. */
export const typedId = (reportId: string): string => `monthly ${reportId}`

export async function readMonthly(db: AccountDb, actor: Actor, key: MonthlyKey): Promise<MonthlyOnDevice> {
  const id = monthlyReportIdOf(key)
  const before = monthlyReportIdOf({ ...key, of: monthBefore(key.of) })
  const ruleKey: [string, string] = ['duty_rules', actor.departmentId]
  const [view, lastView, waiting, refused, form, rules, beside, keys, incidents] = await Promise.all([
    viewOfEntity(db, id, actor),
    viewOfEntity(db, before, actor),
    db.outbox.where('entity').equals(id).sortBy('seq'),
    readRefused(db),
    db.forms.get(typedId(id)),
    db.records.where('[type+id]').equals(ruleKey).first(),
    db.records.where('entity').equals(id).toArray(),
    db.records.where('type').equals('signing_key').toArray(),
    readIncidents(db, actor),
  ])
  const policy = (rules?.body as DutyRules | undefined)?.periodPolicy ?? 'cut15_14'
  const { from, to } = periodNamed(key.of, policy)
  return {
    id,
    report: view.get('monthly_report', id),
    waiting,
    refused: refused.filter(({ entity }) => entity === id),
    typed: typedIn(form),
    savedAt: form?.savedAt ?? null,
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
    receipts: new Map(beside.filter(({ type }) => type === 'receipt').map((row) => [row.id, row.body as Receipt])),
    keys: keys.map(({ body }) => body as SigningKey),
  }
}

const isField = (name: string) => !name.startsWith(SEEN)
const typedIn = (form: FormRow | undefined): Fields =>
  Object.fromEntries(Object.entries(form?.values ?? {}).filter(([name]) => isField(name))) as Fields

/** One field as it was typed. @property base the change that its author had seen there; null for none */
export interface Typed {
  value: FieldValue
  base: Mid | null
}

/**
 * Keeps what was typed, field by field, so that two tabs do not undo each other's words. What its author had seen when
 * they began stays. [DR3, DR5, MR2]
 */
export const keepTyped = (
  db: AccountDb,
  reportId: string,
  patch: Readonly<Record<string, Typed>>,
  nowMs: number,
): Promise<void> =>
  db.transaction('rw', db.forms, async () => {
    const id = typedId(reportId)
    const old = await db.forms.get(id)
    const values: FormRow['values'] = { ...old?.values }
    for (const [path, { value, base }] of Object.entries(patch)) {
      values[path] = value
      values[`${SEEN}${path}`] ??= base ?? ''
    }
    await db.forms.put({ ...old, id, values, savedAt: instantOf(nowMs) })
  })

/**
 * What was typed as one edit of the shared draft. What cannot travel, such as a paste of two megabytes, stays on this
 * device until it is mended. [MR2]
 */
export const typedChange = (key: MonthlyKey): FormChange => ({
  typedIn: typedId(monthlyReportIdOf(key)),
  changeOf(values) {
    const edits: Edit[] = []
    const rest: FormRow['values'] = {}
    for (const [path, value] of Object.entries(values)) {
      if (!isField(path)) continue
      const base = values[`${SEEN}${path}`]
      if (fits(path, value)) edits.push({ path, base: base ? (base as Mid) : null, value })
      else Object.assign(rest, { [path]: value, [`${SEEN}${path}`]: base ?? '' })
    }
    const { unitId, of } = key
    return edits.length === 0 ? null : { change: { name: 'monthly.edit', args: { unitId, of, edits } }, rest }
  },
})
