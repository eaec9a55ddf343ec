import type { Instant } from '../time.ts'
import type { IncidentBody } from './body.ts'
import type { Category } from './category.ts'
import type { Severity } from './severity.ts'

/** A loose type without its index signature, under which `Omit` would forget every member. */
type KnownMembers<T> = { [K in keyof T as string extends K ? never : K]: T[K] }

/** A form on its way: what is not chosen yet is null. Whatever an officer typed fits in it. */
export type IncidentDraftBody = Omit<KnownMembers<IncidentBody>, 'category' | 'severity'> & {
  category: Category | null
  severity: Severity | null
}

/** A form nobody has touched: it happened just now, and nothing else is known. [IN1] */
export function emptyDraft(detectedAt: Instant): IncidentDraftBody {
  return {
    title: '',
    category: null,
    confirmed: 'suspected',
    severity: null,
    urgency: 'thuong',
    occurredAt: detectedAt,
    occurredPrecision: 'approx_30m',
    detectedAt,
    call: null,
    place: null,
    whatHappened: '',
    people: noPeople(),
    exposed: null,
    cause: '',
    details: null,
    actions: [],
    agencies: [],
    agenciesReason: '',
    parentsInformed: null,
    media: { pressContacted: null, published: null, spread: null, rumours: '', statementMade: null },
    assessment: '',
    proposals: '',
    nextUpdateDue: null,
    approval: 'pending',
  }
}

const noPeople = (): IncidentBody['people'] => ({
  band: 'unknown',
  total: null,
  students: { total: null, preschool: null, primary: null, lowerSecondary: null, upperSecondary: null },
  staff: null,
  others: null,
  outcome: {
    deceased: null,
    critical: null,
    hospitalised: null,
    treatedAndReleased: null,
    monitoredAtHome: null,
    unharmed: null,
  },
})
