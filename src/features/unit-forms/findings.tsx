import { Link } from 'wouter'
import { type Fields, itemOf } from '#domain/unit-forms/fields.ts'
import { blockingIn, type FormIssue } from '#domain/unit-forms/issues.ts'
import { textOf } from '#domain/unit-forms/items.ts'
import { partOf } from '#domain/unit-forms/layout.ts'
import { takenOutUnread } from '#domain/unit-forms/taken-out.ts'
import { formIssueText } from '#i18n/form-words.ts'
import { useServices } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import type { FormPage } from './form-page.ts'

interface Findings {
  page: FormPage
  issues: readonly FormIssue[]
  /** what they were found in; what the page shows, where nothing else is said */
  fields?: Fields
}

/** The page on which a field is written. */
function hrefOf({ t, pathOf, to }: FormPage, path: string): string {
  const part = pathOf[partOf(t.layout, path) ?? ''] ?? ''
  const item = itemOf(path)
  return to(item ? `${part}/${item.id}` : part)
}

/** What holds a form, each with the way to where it can be mended. */
export function Holding({ page, issues, fields = page.snapshot }: Findings) {
  const { t } = page
  const open = blockingIn(issues)
  if (open.length === 0) return null
  return (
    <div className="summary" role="alert" tabIndex={-1}>
      <p className="strong">{t.errors}</p>
      <ul>
        {open.map((issue) => (
          <li key={`${issue.code} ${issue.path}`}>
            <Link href={hrefOf(page, issue.path)}>{formIssueText(t, issue, fields)}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What asks to look once more before it is sent. */
export function ToLookAt({ page, issues, fields = page.snapshot }: Findings) {
  const { t } = page
  const warnings = issues.filter(({ level }) => level === 'warn')
  if (warnings.length === 0) return null
  return (
    <Notice tone="wait" title={t.warnings}>
      <ul className="points">
        {warnings.map((issue) => (
          <li key={`${issue.code} ${issue.path}`}>{formIssueText(t, issue, fields)}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** Two wrote into one field: told to everybody who looks at the form, to its author as something to choose. [MR3, V38] */
export function TwoValues({ page }: { page: FormPage }) {
  const { t, found } = page
  const { actor } = useServices()
  const kept = found.report?.kept ?? []
  if (kept.length === 0) return null
  return (
    <Notice
      tone="wait"
      title={t.both.notice(kept.length)}
      action={
        <ButtonLink kind="ghost" href={page.to('hai-ban')}>
          {t.both.open}
        </ButtonLink>
      }
    >
      {kept.some(({ by }) => by.accountId === actor.accountId) ? t.both.text : t.both.othersText}
    </Notice>
  )
}

/** One took an item out while another wrote into it: told to both, with the way to it. [MR3] */
export function TakenOut({ page }: { page: FormPage }) {
  const { t, found, fields } = page
  // taken back here a moment ago, it is no longer out, whatever is in line yet
  const isOut = (start: string) => fields[`${start}.removed`] === true
  const starts = found.report ? takenOutUnread(found.report).filter(isOut) : []
  if (starts.length === 0) return null
  return (
    <Notice tone="info" title={t.takenOut.notice(starts.length)}>
      <ul className="points">
        {starts.map((start) => (
          <li key={start}>
            <Link href={hrefOf(page, `${start}.title`)}>{textOf(fields[`${start}.title`]) || t.unnamed}</Link>
          </li>
        ))}
      </ul>
      {t.takenOut.text}
    </Notice>
  )
}
