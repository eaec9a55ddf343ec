import { type ReactNode, useEffect } from 'react'
import { formatTime } from '#i18n/dates.ts'
import { allVi, usePageTexts } from '#i18n/page-texts.ts'
import { reportAsText } from '#i18n/report-rows.ts'
import { Screen } from '#ui/screen.tsx'
import type { FormHistory } from '../form-history.ts'
import { placeInForm, type Step, stepBefore } from '../steps.ts'
import { Trouble } from '../trouble.tsx'
import type { OpenDraft } from '../use-draft.ts'

export interface StepProps {
  draft: OpenDraft
  history: FormHistory
  step: Step
}

/** One question a page: where one is, that it is kept, and the way back. */
export function StepFrame({
  draft,
  history,
  step,
  title,
  actions,
  documentTitle,
  inert = false,
  children,
}: StepProps & {
  title: string
  actions?: ReactNode
  documentTitle?: string | undefined
  inert?: boolean
  children: ReactNode
}) {
  const t = usePageTexts()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its top
  useEffect(() => {
    // newer browsers give a promise here, which is no clean-up
    window.scrollTo(0, 0)
  }, [step])
  const { n, of } = placeInForm(step, draft.body)
  const eyebrow = `${t.incident.step(n, of)} · ${t.incident.saved(formatTime(draft.row.savedAt))}`
  return (
    <Screen
      title={title}
      eyebrow={eyebrow}
      back={() => history.back(stepBefore(step, draft.body))}
      focusKey={step}
      inert={inert}
      {...(documentTitle ? { documentTitle } : {})}
      {...(actions ? { actions } : {})}
    >
      {draft.trouble && <Trouble text={reportAsText(allVi, draft.body)} onRetry={() => void draft.flush()} />}
      {children}
    </Screen>
  )
}
