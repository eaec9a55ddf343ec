import { useLiveQuery } from 'dexie-react-hooks'
import { useParams, useSearchParams } from 'wouter'
import { canForm } from '#domain/access/can.ts'
import type { Period } from '#domain/deadlines/periods.ts'
import type { UnitId } from '#domain/ids.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { type MonthlyKey, monthNameSchema, periodNamed } from '#domain/monthly-reports/key.ts'
import { validateMonthly } from '#domain/monthly-reports/validation.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { type Fields, isEmpty } from '#domain/unit-forms/fields.ts'
import { formStateOf, latestVersion } from '#domain/unit-forms/state.ts'
import { unitFor } from '#domain/unit-forms/unit-of.ts'
import { type MonthlyTexts, useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { draftOf, type MonthlyOnDevice, monthlyRef, readMonthly } from '#storage/monthly.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import type { FormPage } from '../form-page.ts'
import type { NoFormPage } from '../frame.tsx'
import { useTyping } from '../use-typing.ts'
import { PATH_OF } from './addresses.ts'

/** Everything that a page of the report works with. */
export interface MonthlyPage extends FormPage {
  t: MonthlyTexts
  found: MonthlyOnDevice
  period: Period
}

/** The report of the address: `/bao-cao-thang/2026-11`, with `?u=` for people of several units. */
export function useMonthly(): MonthlyPage | NoFormPage {
  const { of = '' } = useParams<{ of: string }>()
  const [params] = useSearchParams()
  const { db, actor } = useServices()
  const nowMs = useServerNow()
  const asked = params.get('u')
  const unitId = unitFor(actor, asked)
  const isMonth = monthNameSchema.safeParse(of).success && unitId !== null
  const key: MonthlyKey = { unitId: unitId ?? ('' as UnitId), of: isMonth ? of : '2026-01' }
  const found = useLiveQuery(
    async () => (isMonth ? await readMonthly(db, actor, key) : null),
    [db, actor, isMonth, key.unitId, key.of],
  )
  const t = useMonthlyTexts()
  const typing = useTyping(monthlyRef(key), found)
  if (!isMonth) return 'none'
  if (!found) return 'loading'
  const period = periodNamed(of, found.policy)
  if (period.from > hanoiDay(instantOf(nowMs)) && !found.report) return 'early'
  const fields = { ...draftOf(found), ...typing.typed }
  const snapshot = snapshotOf(fields)
  const [year, month] = of.split('-').map(Number)
  return {
    family: 'monthly',
    t,
    title: t.title(month ?? 0, year ?? 0),
    key,
    found,
    fields,
    snapshot,
    frozen: { policy: found.policy },
    issues: validateMonthly(snapshot, period),
    period,
    before: period.before,
    pathOf: PATH_OF,
    hint: (path) => filledHint(t, fields, snapshot, path),
    state: formStateOf(found.report),
    typing,
    newest: latestVersion(found.report),
    mayWrite: canForm(actor, 'write', key),
    mayApprove: canForm(actor, 'approve', key),
    nowMs,
    paper: (no) => `/van-ban/thang/${of}?ban=${no ?? 'nhap'}${asked ? `&u=${asked}` : ''}`,
    to: (path = '') => `/bao-cao-thang/${of}${path === '' ? '' : `/${path}`}${asked ? `?u=${asked}` : ''}`,
  }
}

/** What the gathered evidence will fill a counter with that nobody typed. [MR6] */
function filledHint(t: MonthlyTexts, fields: Fields, snapshot: Fields, path: string): string {
  const filled = snapshot[path]
  const isCounter = path.startsWith('counters.') || path === 'incidents.total'
  return isCounter && isEmpty(fields[path]) && typeof filled === 'number' ? t.filled(filled) : ''
}
