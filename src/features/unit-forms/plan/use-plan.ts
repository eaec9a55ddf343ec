import { useLiveQuery } from 'dexie-react-hooks'
import { useParams, useSearchParams } from 'wouter'
import { canForm } from '#domain/access/can.ts'
import { unitPlanBefore } from '#domain/deadlines/periods.ts'
import type { UnitId } from '#domain/ids.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import type { FormKey } from '#domain/unit-forms/define.ts'
import { whole } from '#domain/unit-forms/items.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { formStateOf, latestVersion } from '#domain/unit-forms/state.ts'
import { unitFor } from '#domain/unit-forms/unit-of.ts'
import { plannedFrom, yearNameSchema } from '#domain/unit-plans/key.ts'
import { type Measure, validateUnitPlan } from '#domain/unit-plans/validation.ts'
import { type UnitPlanTexts, useUnitPlanTexts } from '#i18n/unit-plan-texts.ts'
import { type PlanOnDevice, planRef, readUnitPlan } from '#storage/unit-plan.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import type { FormPage } from '../form-page.ts'
import type { NoFormPage } from '../frame.tsx'
import { useTyping } from '../use-typing.ts'
import { PATH_OF } from './addresses.ts'

/** Everything that a page of the plan works with. */
export interface PlanPage extends FormPage {
  t: UnitPlanTexts
  found: PlanOnDevice
  measure: Measure
}

/** The plan of the address: `/ke-hoach/2026`, with `?u=` for people of several units. */
export function usePlan(): PlanPage | NoFormPage {
  const { of = '' } = useParams<{ of: string }>()
  const [params] = useSearchParams()
  const { db, actor } = useServices()
  const nowMs = useServerNow()
  const t = useUnitPlanTexts()
  const asked = params.get('u')
  const unitId = unitFor(actor, asked)
  const isYear = yearNameSchema.safeParse(of).success && unitId !== null
  const key: FormKey = { unitId: unitId ?? ('' as UnitId), of: isYear ? of : '2026' }
  const found = useLiveQuery(
    async () => (isYear ? await readUnitPlan(db, actor, key) : null),
    [db, actor, isYear, key.unitId, key.of],
  )
  const typing = useTyping(planRef(key), found)
  if (!isYear) return 'none'
  if (!found) return 'loading'
  if (plannedFrom(of) > hanoiDay(instantOf(nowMs)) && !found.report) return 'early'
  const fields = { ...valuesOf(found.report?.fields), ...found.typed, ...typing.typed }
  const snapshot = whole(fields)
  const year = Number(of)
  const { issued, codes } = found
  const measure = { year, plan: issued?.plan ?? null, codes }
  return {
    family: 'plan',
    t,
    title: t.title(of),
    key,
    found,
    fields,
    snapshot,
    frozen: { parent: issued ? { planId: planIdOf(actor.departmentId, year), asOf: issued.asOf } : null },
    issues: validateUnitPlan(snapshot, measure),
    measure,
    before: unitPlanBefore(year),
    state: formStateOf(found.report),
    typing,
    newest: latestVersion(found.report),
    mayWrite: canForm(actor, 'write', key),
    mayApprove: canForm(actor, 'approve', key),
    nowMs,
    pathOf: PATH_OF,
    paper: (no) => `/van-ban/ke-hoach/${of}?ban=${no ?? 'nhap'}${asked ? `&u=${asked}` : ''}`,
    to: (path = '') => `/ke-hoach/${of}${path === '' ? '' : `/${path}`}${asked ? `?u=${asked}` : ''}`,
  }
}
