import { useState } from 'react'
import type { FormVersion } from '#domain/unit-forms/record.ts'
import { answerOfHead } from '#domain/unit-forms/state.ts'
import { formatWhen } from '#i18n/dates.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import type { FormPage } from './form-page.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useAct } from './use-act.ts'

/** The head's word that a version's sender recorded: for the head to confirm or dispute, for the others to know. [MR5] */
export function HeadsWord({ page, version }: { page: FormPage; version: FormVersion | undefined }) {
  const { t } = page
  const { act, problem, busy } = useAct(page.family)
  const [disputing, setDisputing] = useState(false)
  const { found, key } = page
  if (!found.report || version?.approval.kind !== 'verbal') return null
  const answer = answerOfHead(found.report, version.no)
  const { way, at } = version.approval
  if (answer?.kind === 'confirmed') return <Notice tone="ok" title={t.approval.confirmed} />
  if (answer?.kind === 'disputed' && !page.mayApprove)
    return (
      <Notice tone="alarm" title={t.approval.disputed}>
        {answer.reason}
      </Notice>
    )
  if (!page.mayApprove) return <p className="small">{t.approval.verbalOpen}</p>
  return (
    <>
      <Notice
        tone={answer ? 'alarm' : 'wait'}
        title={answer ? t.approval.disputed : t.approval.wordTitle}
        action={
          <>
            <Button kind="primary" busy={busy} onClick={() => void act('confirm', { ...key, version: version.no })}>
              {t.approval.confirm}
            </Button>
            {!answer && (
              <Button kind="ghost" onClick={() => setDisputing(true)}>
                {t.approval.dispute}
              </Button>
            )}
          </>
        }
      >
        {t.approval.wordText(version.by.name, t.approval.ways[way], formatWhen(at, page.nowMs))}
      </Notice>
      {problem && !disputing && <Notice tone="alarm" title={problem} />}
      {disputing && (
        <ReasonDialog
          formId={`${found.report.id} dispute ${version.no}`}
          title={t.approval.dispute}
          problem={problem}
          onClose={() => setDisputing(false)}
          onDo={async (reason, formId) => {
            const isInLine = await act('dispute', { ...key, version: version.no, reason }, formId)
            if (isInLine) setDisputing(false)
            return isInLine
          }}
        />
      )}
    </>
  )
}
