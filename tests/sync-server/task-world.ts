import type { Day } from '#domain/deadlines/days.ts'
import type { UnitId } from '#domain/ids.ts'
import { learnMutations, mutationNamed, mutationNames } from '#domain/mutations.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import type { PlanPlace } from '#domain/tasks/place.ts'
import { issuePlan } from '#server/plans/issue.ts'
import { preview, SAMPLE } from '#tests/support/plans.ts'
import { aMutation, DEPARTMENT, OFFICE, OTHER_SCHOOL, SCHOOL, type Server } from './world.ts'

await learnMutations(mutationNames)

const YEAR = 2026
const planId = planIdOf(DEPARTMENT, YEAR)
const { plan } = preview(SAMPLE)
const named = (...units: UnitId[]) => ({ types: [], units })
/** Both schools join; one of them leads what KHTC leads; the office stands for the rest. */
const CLASSES = {
  ...Object.fromEntries(
    ['VPS', 'GDMN-TH', 'GDTrH-TX', 'QLCL', 'TCCB', 'TTRA', 'CAC_PHONG', 'PGD'].map((code) => [code, named(OFFICE)]),
  ),
  DVTT: named(SCHOOL, OTHER_SCHOOL),
  KHTC: named(SCHOOL),
}
/** The fourth quarter of II.2; the server's clock stands in it. */
export const LEAD: PlanPlace = { role: 'lead', group: 'II', item: 2, quarter: 4 }
export const JOINED: PlanPlace = { role: 'coordinator', group: 'I', quarter: 4 }

/** The sample's plan, issued to the two schools and the office. */
export const issueSample = (server: Server) =>
  server.store.write(DEPARTMENT, (tx) =>
    issuePlan(tx, DEPARTMENT, { plan, asOf: '2026-01-05' as Day, classes: CLASSES, year: YEAR }),
  )

/** A change of a card, as a phone would send it. */
export function act(name: string, args: object = {}, { place = LEAD, unitId = SCHOOL as UnitId } = {}) {
  const all = { planId, unitId, place, ...args }
  const mutation = mutationNamed(name)
  if (!mutation) throw new Error(name)
  return aMutation(name, mutation.entity(all), all)
}
