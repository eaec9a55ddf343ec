import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import type { Issue } from '#domain/incidents/validation.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { Notice } from '#ui/notice.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import { fieldLabel, issueText } from './issue-words.ts'
import { Trouble } from './trouble.tsx'
import type { SendState } from './use-send.ts'

/** Why it was not sent, in the words of the fields, with a way on. */
export function SendProblem({ state, body, onRetry }: { state: SendState; body: IncidentDraftBody; onRetry(): void }) {
  const t = usePageTexts()
  switch (state.kind) {
    case 'idle':
    case 'busy':
    case 'saved':
      return null
    case 'trouble':
      return <Trouble body={body} onRetry={onRetry} />
    case 'incomplete':
      return (
        <ErrorSummary
          key={state.at}
          title={t.incident.review.errors}
          errors={state.issues.map((issue) => ({ path: issue.path, text: issueText(t, issue) }))}
        />
      )
    case 'refused': {
      const { code, details } = state.refusal
      const path = typeof details.path === 'string' ? details.path.replace(/^body\./, '') : 'whatHappened'
      const text = code === 'malformed' ? t.incident.malformed(fieldLabel(t, path)) : t.refusals[code](details)
      return <ErrorSummary key={state.at} title={t.incident.refusedTitle} errors={[{ path, text }]} />
    }
  }
}

/** Worth another look; never in the way. */
export function Warnings({ issues }: { issues: readonly Issue[] }) {
  const t = usePageTexts()
  if (issues.length === 0) return null
  return (
    <Notice tone="wait" title={t.incident.review.warnings}>
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.code} ${issue.path}`}>{issueText(t, issue)}</li>
        ))}
      </ul>
    </Notice>
  )
}
