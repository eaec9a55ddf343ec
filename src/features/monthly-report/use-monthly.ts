import { useLiveQuery } from 'dexie-react-hooks'
import { useParams, useSearchParams } from 'wouter'
import { canForm } from '#domain/access/can.ts'
import type { Period } from '#domain/deadlines/periods.ts'
import type { UnitId } from '#domain/ids.ts'
import { carriedFields, incidentFields, snapshotOf } from '#domain/monthly-reports/body.ts'
import { type MonthlyKey, monthNameSchema, periodNamed } from '#domain/monthly-reports/key.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { formStateOf, latestVersion } from '#domain/unit-forms/state.ts'
import { type MonthlyOnDevice, readMonthly } from '#storage/monthly.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-duties.ts'
import { useTyping } from './use-typing.ts'

/** Everything that a page of the report works with. */
export interface MonthlyPage {
  key: MonthlyKey
  found: MonthlyOnDevice
  /** what stands on the screen: carried over, gathered, shared, typed here */
  fields: Fields
  period: Period
  state: ReturnType<typeof formStateOf>
  typing: ReturnType<typeof useTyping>
  /** as it would be frozen now */
  snapshot: ReturnType<typeof snapshotOf>
  newest: ReturnType<typeof latestVersion>
  mayWrite: boolean
  mayApprove: boolean
  nowMs: number
  /** the address of another page of the same report */
  to(path?: string): string
}

/** `none`: no such period, or nobody's; `early`: it has not come yet. */
export type MonthlyState = MonthlyPage | 'loading' | 'none' | 'early'

/** The unit of the address, or the first that this person writes for. */
export function unitFor(actor: Actor, asked: string | null): UnitId | null {
  const units = actor.grants.map(({ unitId }) => unitId).filter((unitId) => canForm(actor, 'write', { unitId }))
  return units.find((unitId) => unitId === asked) ?? units[0] ?? null
}

/** The report of the address: `/bao-cao-thang/2026-11`, with `?u=` for people of several units. */
export function useMonthly(): MonthlyState {
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
  const typing = useTyping(key, found)
  if (!isMonth) return 'none'
  if (!found) return 'loading'
  const period = periodNamed(of, found.policy)
  if (period.from > hanoiDay(instantOf(nowMs)) && !found.report) return 'early'
  const fields = {
    ...carriedFields(found.id, found.last),
    ...incidentFields(found.id, found.incidents),
    ...valuesOf(found.report?.fields),
    ...found.typed,
    ...typing.typed,
  }
  return {
    key,
    found,
    fields,
    period,
    state: formStateOf(found.report),
    typing,
    snapshot: snapshotOf(fields),
    newest: latestVersion(found.report),
    mayWrite: canForm(actor, 'write', key),
    mayApprove: canForm(actor, 'approve', key),
    nowMs,
    to: (path = '') => `/bao-cao-thang/${of}${path === '' ? '' : `/${path}`}${asked ? `?u=${asked}` : ''}`,
  }
}
