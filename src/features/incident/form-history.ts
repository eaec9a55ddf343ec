import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { Step } from './steps.ts'

/** What an entry of the browser's history knows of the form; it survives a reload. */
interface FormEntry {
  /** how many entries of this form lie before it */
  form: number
  /** how many entries back the page "Kiểm tra" is, when one came from there to change something; else 0 */
  review: number
}

function entry(): FormEntry {
  const state = window.history.state as Partial<FormEntry> | null
  return { form: state?.form ?? 0, review: state?.review ?? 0 }
}

export interface FormHistory {
  /** one came from "Kiểm tra" and goes back there */
  readonly changing: boolean
  go(step: Step): void
  change(step: Step): void
  /** another step of a change: still on the way back to "Kiểm tra" */
  goOn(step: Step): void
  toReview(): void
  back(before: Step | null): void
  replace(step: Step): void
  /** Out of the form for good: its entries are passed over, so that Back does not lead into what was sent. */
  leave(to: string): void
}

/** Android's Back is always the step before, because every step is an entry of the history. */
export function useFormHistory(draftId: string): FormHistory {
  const [, navigate] = useLocation()
  return useMemo(() => {
    const form = `/su-co/${draftId}/`
    const url = (step: Step) => `${form}${step}`
    const push = (step: Step, review: number) =>
      navigate(url(step), { state: { form: entry().form + 1, review } satisfies FormEntry })
    const replace = (step: Step) => navigate(url(step), { replace: true, state: entry() })
    return {
      get changing() {
        return entry().review > 0
      },
      go: (step) => push(step, 0),
      change: (step) => push(step, 1),
      goOn: (step) => push(step, entry().review > 0 ? entry().review + 1 : 0),
      toReview: () => window.history.go(-entry().review),
      back(before) {
        if (entry().form > 0) window.history.back()
        else if (before) replace(before)
        else if (window.history.length > 1) window.history.back()
        else navigate('/', { replace: true })
      },
      replace,
      leave: (to) => passOver(entry().form, form, () => navigate(to, { replace: true })),
    }
  }, [navigate, draftId])
}

/**
 * Goes back over `entries` and then on. A browser that says nothing of its going back is not waited for; a slow phone
 * that goes back after that would stand in the form that was left, and is led on once more.
 */
function passOver(entries: number, left: string, then: () => void): void {
  if (entries === 0) {
    then()
    return
  }
  let waited = false
  const wentBack = () => {
    window.removeEventListener('popstate', wentBack, true)
    if (!waited || window.location.pathname.startsWith(left)) then()
    waited = true
  }
  // before the router hears of it, so that the first step is not drawn once more on the way out
  window.addEventListener('popstate', wentBack, true)
  setTimeout(() => {
    if (!waited) then()
    waited = true
  }, 400)
  window.history.go(-entries)
}
