import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import { isSerious } from '#domain/incidents/severity.ts'

/** Every step of the form is a page with an address of its own, so that Android's Back is the step before. */
const STEPS = ['loai', 'muc-do', 'goi', 'noi', 'luc', 'nguoi', 'viec', 'kiem-tra', 'bo-sung'] as const
export type Step = (typeof STEPS)[number]

export const isStep = (text: string): text is Step => (STEPS as readonly string[]).includes(text)

/** The questions of a first report in their order; the call is asked about only where it must be made. [IN5] */
export function questionsFor({ severity }: Pick<IncidentDraftBody, 'severity'>): Step[] {
  const called: Step[] = severity !== null && isSerious(severity) ? ['goi'] : []
  return ['loai', 'muc-do', ...called, 'noi', 'nguoi', 'viec', 'kiem-tra']
}

/** The exact time is a side step of the place, and comes back to it. */
export function stepAfter(step: Step, body: Pick<IncidentDraftBody, 'severity'>): Step {
  if (step === 'luc') return 'noi'
  const order = questionsFor(body)
  const at = order.indexOf(step)
  if (at >= 0) return order[at + 1] ?? 'kiem-tra'
  return step === 'goi' ? 'noi' : step
}

/** @returns null on the first step, from where one leaves the form */
export function stepBefore(step: Step, body: Pick<IncidentDraftBody, 'severity'>): Step | null {
  if (step === 'luc') return 'noi'
  if (step === 'goi') return 'muc-do'
  return questionsFor(body)[questionsFor(body).indexOf(step) - 1] ?? null
}

/** "Bước 2/6"; the side step counts as the place, and a call that is not asked for has no number. */
export function placeInForm(step: Step, body: Pick<IncidentDraftBody, 'severity'>): { n: number; of: number } {
  const order = questionsFor(body)
  const n = order.indexOf(step === 'luc' ? 'noi' : step) + 1
  return { n: Math.max(1, n), of: order.length }
}

/** Where a draft was left; an older or unknown name of a step leads to the beginning. */
export function resumedStep(stored: string, report: 'initial' | 'update' | 'final'): Step {
  if (report !== 'initial') return 'bo-sung'
  return isStep(stored) && stored !== 'bo-sung' ? stored : 'loai'
}
