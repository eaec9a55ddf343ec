import { type ReactNode, useEffect } from 'react'
import { formatTime } from '#i18n/dates.ts'
import { type PageTexts, usePageTexts } from '#i18n/page-texts.ts'
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

/** Says that the draft is saved only while nothing that was typed waits for the disk. [DR5] */
export const keptWords = ({ incident }: PageTexts, { keeping, row }: OpenDraft): string =>
  keeping === 'waiting' ? incident.saving : incident.saved(formatTime(row.savedAt))

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
  return (
    <Screen
      title={title}
      eyebrow={`${t.incident.step(n, of)} · ${keptWords(t, draft)}`}
      back={() => history.back(stepBefore(step, draft.body))}
      focusKey={step}
      inert={inert}
      {...(documentTitle ? { documentTitle } : {})}
      {...(actions ? { actions } : {})}
    >
      {draft.keeping === 'trouble' && <Trouble body={draft.body} onRetry={() => void draft.flush()} />}
      {children}
    </Screen>
  )
}
