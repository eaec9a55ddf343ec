import { useState } from 'react'
import { useLocation } from 'wouter'
import { differences } from '#domain/unit-forms/differences.ts'
import { latestAsk } from '#domain/unit-forms/state.ts'
import { formatWhen } from '#i18n/dates.ts'
import { useTexts } from '#i18n/texts.ts'
import { Button } from '#ui/button.tsx'
import { Alert } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty } from '#ui/states.tsx'
import { Changes } from './changes.tsx'
import { ContentRows } from './content-rows.tsx'
import type { FormPage } from './form-page.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useAct } from './use-act.ts'

/** `…/duyet`: for the head, exactly what was asked, and two answers to it. [MR5] */
export function ReviewPage({ page }: { page: FormPage }) {
  const { t } = page
  const { labels } = useTexts()
  const [, navigate] = useLocation()
  const { act, problem, busy } = useAct(page.family)
  const [declining, setDeclining] = useState(false)
  const { key, found, newest } = page
  const ask = latestAsk(found.report)
  const isOpen = ask && page.state === 'pending_approval' && page.mayApprove
  const leave = () => navigate(page.to(), { replace: true })
  const approve = async () => {
    if (ask && (await act('approve', { ...key, askId: ask.id }))) leave()
  }
  return (
    <Screen
      title={t.approval.reviewTitle}
      eyebrow={page.title}
      back={page.to()}
      actions={
        isOpen && (
          <>
            <Button kind="primary" icon="check" wide busy={busy} onClick={() => void approve()}>
              {t.approval.approve}
            </Button>
            <Button kind="ghost" wide onClick={() => setDeclining(true)}>
              {t.approval.decline}
            </Button>
          </>
        )
      }
    >
      {problem && !declining && <Alert title={problem} />}
      {!isOpen && <Empty icon="check" title={t.approval.nothingToApprove} />}
      {isOpen && (
        <>
          <p className="small">
            {t.by(
              ask.by.name,
              labels.role[ask.by.role],
              formatWhen(ask.stamps.received ?? ask.stamps.committed, page.nowMs),
            )}
          </p>
          {newest && (
            <Changes
              t={t}
              title={t.version.changes(newest.no)}
              of={differences(newest.snapshot, ask.snapshot)}
              fields={ask.snapshot}
            />
          )}
          <ContentRows page={page} fields={ask.snapshot} />
        </>
      )}
      {declining && ask && (
        <ReasonDialog
          formId={`${ask.id} decline`}
          title={t.approval.decline}
          problem={problem}
          onClose={() => setDeclining(false)}
          onDo={async (reason, formId) => {
            const isInLine = await act('decline', { ...key, askId: ask.id, reason }, formId)
            if (isInLine) leave()
            return isInLine
          }}
        />
      )}
    </Screen>
  )
}
