import { useState } from 'react'
import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import { allVi, usePageTexts } from '#i18n/page-texts.ts'
import { reportAsText } from '#i18n/report-rows.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

/** This device would not take it: the words leave by another way, and nothing is cleared. [DR7] */
export function Trouble({ body, onRetry }: { body: IncidentDraftBody; onRetry(): void }) {
  const text = reportAsText(allVi, body)
  const { trouble } = usePageTexts().incident
  const [said, setSaid] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(trouble.copied),
      () => setSaid(trouble.copyFailed),
    )
  return (
    <Notice
      tone="alarm"
      title={trouble.title}
      action={
        <div className="row">
          <Button kind="ghost" icon="copy" onClick={copy}>
            {trouble.copy}
          </Button>
          {'share' in navigator && (
            <Button
              kind="ghost"
              icon="share"
              onClick={() => navigator.share({ text }).catch(() => setSaid(trouble.copyFailed))}
            >
              {trouble.share}
            </Button>
          )}
          <Button kind="ghost" icon="refresh" onClick={onRetry}>
            {trouble.retry}
          </Button>
        </div>
      }
    >
      <p role="alert">{trouble.text}</p>
      <p role="status">{said}</p>
      {said === trouble.copyFailed && <pre className="plain-text">{text}</pre>}
    </Notice>
  )
}
