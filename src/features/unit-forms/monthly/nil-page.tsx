import { useLocation } from 'wouter'
import { canonical } from '#domain/canonical.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { validateMonthly } from '#domain/monthly-reports/validation.ts'
import { instantOf } from '#domain/time.ts'
import { blockingIn } from '#domain/unit-forms/issues.ts'
import { standing } from '#domain/unit-forms/items.ts'
import type { Approval } from '#domain/unit-forms/record.ts'
import { approvedAsk, isWithOffice } from '#domain/unit-forms/state.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Alert, Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { ContentRows } from '../content-rows.tsx'
import { Holding, ToLookAt } from '../findings.tsx'
import { useAct } from '../use-act.ts'
import type { MonthlyPage } from './use-monthly.ts'

/**
 * `…/khong-phat-sinh`: the second of two taps. What stayed open last month is followed on, and what was noted goes
 * with it. That nothing arose is written into the draft like any other field, so that nothing differs from what was
 * sent. [MR4, MR7, MR13]
 */
export function NilPage({ page }: { page: MonthlyPage }) {
  const { t } = page
  const { clock } = useServices()
  const [, navigate] = useLocation()
  const { act, problem, busy } = useAct('monthly')
  const { key, found, period } = page
  const snapshot = snapshotOf({ ...page.fields, nil: true })
  const issues = validateMonthly(snapshot, period)
  const followed = standing(snapshot, 'issues').length
  const approved = approvedAsk(found.report)
  const isApproved = approved !== undefined && canonical(approved.snapshot) === canonical(snapshot)
  const approvalNow = (): Approval => {
    if (page.mayApprove) return { kind: 'own' }
    if (isApproved) return { kind: 'in_app', askId: approved.id }
    return { kind: 'verbal', way: 'phone', at: instantOf(clock()), note: '' }
  }
  const handIn = async (name: 'submit' | 'ask', more: { approval?: Approval }, next: string) => {
    if (page.fields.nil !== true) page.typing.set('nil', true)
    await page.typing.put()
    if (await act(name, { ...key, snapshot, policy: found.policy, ...more })) navigate(next, { replace: true })
  }
  const needsWord = !page.mayApprove && !isApproved
  const isThere = isWithOffice(page.state)
  return (
    <Screen
      title={t.nil.title}
      eyebrow={page.title}
      back={page.to()}
      actions={
        !isThere &&
        blockingIn(issues).length === 0 && (
          <>
            <p className="small">{t.secret}</p>
            <Button
              kind="primary"
              icon="send"
              wide
              busy={busy}
              onClick={() => void handIn('submit', { approval: approvalNow() }, page.to('da-gui'))}
            >
              {needsWord ? t.nil.sendWithWord : t.nil.send}
            </Button>
            {needsWord && (
              <Button kind="ghost" wide busy={busy} onClick={() => void handIn('ask', {}, page.to())}>
                {t.approval.inApp}
              </Button>
            )}
          </>
        )
      }
    >
      {problem && <Alert title={problem} />}
      {isThere && (
        <Notice
          tone="wait"
          title={t.nil.there(`${key.of.slice(5)}/${key.of.slice(0, 4)}`)}
          action={
            <ButtonLink kind="ghost" href={page.to()}>
              {t.nil.open}
            </ButtonLink>
          }
        />
      )}
      {!isThere && <Holding page={page} issues={issues} fields={snapshot} />}
      <Card>
        <p>{t.nil.text(fullDay(period.from), fullDay(period.to))}</p>
        {followed > 0 && <p className="small">{t.nil.follow(followed)}</p>}
      </Card>
      {needsWord && <p className="small">{t.approval.verbalHint}</p>}
      {!isThere && (
        <>
          <ToLookAt page={page} issues={issues} fields={snapshot} />
          <p className="small">{t.nil.with}</p>
          <ContentRows page={page} fields={{ ...snapshot, nil: false }} />
        </>
      )}
    </Screen>
  )
}
