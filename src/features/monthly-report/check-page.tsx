import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { canonical } from '#domain/canonical.ts'
import { startOf } from '#domain/deadlines/days.ts'
import { lateDays } from '#domain/deadlines/timeliness.ts'
import { partOf } from '#domain/monthly-reports/parts.ts'
import { type MonthlyIssue, validateMonthly } from '#domain/monthly-reports/validation.ts'
import { instantOf } from '#domain/time.ts'
import { differences } from '#domain/unit-forms/differences.ts'
import { blockingIn } from '#domain/unit-forms/issues.ts'
import type { Approval } from '#domain/unit-forms/record.ts'
import { approvedAsk, versionsOf } from '#domain/unit-forms/state.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { monthlyIssueText } from '#i18n/monthly-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Alert, Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { PATH_OF } from './addresses.ts'
import { ApprovalChoice, type Choice } from './approval-choice.tsx'
import { ContentRows } from './content-rows.tsx'
import { monthTitle } from './frame.tsx'
import { useAct } from './use-act.ts'
import type { MonthlyPage } from './use-monthly.ts'

/** `…/kiem-tra`: the whole report once more, what holds it, the head's approval, and the button that sends it. */
export function CheckPage({ page }: { page: MonthlyPage }) {
  const t = useMonthlyTexts()
  const { common } = useTexts()
  const { clock } = useServices()
  const [, navigate] = useLocation()
  const { act, problem, busy } = useAct()
  const [choice, setChoice] = useState<Choice>({ kind: 'verbal', way: 'phone' })
  const { snapshot, found, period, key, newest } = page
  const issues = validateMonthly(snapshot, period)
  const open = blockingIn(issues)
  const warnings = issues.filter(({ level }) => level === 'warn')
  const approved = approvedAsk(found.report)
  const isApproved = approved !== undefined && canonical(approved.snapshot) === canonical(snapshot)
  const changed = newest ? differences(newest.snapshot, snapshot).length : 1
  const late = newest ? 0 : lateDays(startOf(period.before), instantOf(page.nowMs))
  const no = versionsOf(found.report).length + 1

  const send = async (of: typeof snapshot, approval: Approval) => {
    await page.typing.put()
    if (await act('submit', { ...key, snapshot: of, policy: found.policy, approval }))
      navigate(page.to('da-gui'), { replace: true })
  }
  const go = async () => {
    if (open.length > 0) return
    if (page.mayApprove) return send(snapshot, { kind: 'own' })
    if (isApproved) return send(snapshot, { kind: 'in_app', askId: approved.id })
    if (choice.kind === 'verbal')
      return send(snapshot, { kind: 'verbal', way: choice.way, at: instantOf(clock()), note: '' })
    await page.typing.put()
    if (await act('ask', { ...key, snapshot, policy: found.policy })) navigate(page.to(), { replace: true })
  }
  const asks = !page.mayApprove && !isApproved && choice.kind === 'in_app'
  return (
    <Screen
      title={t.checkTitle}
      eyebrow={monthTitle(t, key.of)}
      back={page.to()}
      {...(open.length > 0 ? { documentTitle: `${common.errorPrefix}${t.checkTitle}` } : {})}
      actions={
        open.length === 0 &&
        changed > 0 && (
          <>
            {!asks && <p className="small">{t.secret}</p>}
            <Button kind="primary" icon="send" wide busy={busy} onClick={() => void go()}>
              {asks ? t.approval.ask : no > 1 ? t.sendNew(no) : t.send}
            </Button>
          </>
        )
      }
    >
      {problem && <Alert title={problem} />}
      {open.length > 0 && <Open page={page} issues={open} />}
      {changed === 0 && <Notice tone="info" title={t.nothingNew} />}
      {late > 0 && <Notice tone="wait" title={t.late(late)} />}
      {warnings.length > 0 && (
        <Notice tone="wait" title={t.warnings}>
          <ul className="points">
            {warnings.map((issue) => (
              <li key={`${issue.code} ${issue.path}`}>{monthlyIssueText(t, issue, snapshot)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {approved && !isApproved && open.length === 0 && !page.mayApprove && (
        <Notice
          tone="wait"
          title={t.approval.approvedOther(differences(approved.snapshot, snapshot).length)}
          action={
            <Button
              kind="ghost"
              busy={busy}
              onClick={() => void send(approved.snapshot, { kind: 'in_app', askId: approved.id })}
            >
              {t.approval.sendApproved}
            </Button>
          }
        />
      )}
      {isApproved && (
        <Notice tone="ok" title={t.approval.approved}>
          {t.approval.approvedText}
        </Notice>
      )}
      {!page.mayApprove && !isApproved && open.length === 0 && changed > 0 && (
        <ApprovalChoice choice={choice} onChange={setChoice} />
      )}
      <ContentRows fields={snapshot} to={page.to} />
    </Screen>
  )
}

/** What holds the report, each with the way to where it can be mended. */
function Open({ page, issues }: { page: MonthlyPage; issues: readonly MonthlyIssue[] }) {
  const t = useMonthlyTexts()
  const hrefOf = (path: string) => {
    const part = partOf(path) ?? 'issues'
    const item = /^[a-z]+\.([0-9a-f-]{36})\./.exec(path)?.[1]
    return page.to(item ? `${PATH_OF[part]}/${item}` : PATH_OF[part])
  }
  return (
    <div className="summary" role="alert" tabIndex={-1}>
      <p className="strong">{t.errors}</p>
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.code} ${issue.path}`}>
            <Link href={hrefOf(issue.path)}>{monthlyIssueText(t, issue, page.snapshot)}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
