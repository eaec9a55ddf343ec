import { useLocation } from 'wouter'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { validateMonthly } from '#domain/monthly-reports/validation.ts'
import { instantOf } from '#domain/time.ts'
import { blockingIn } from '#domain/unit-forms/issues.ts'
import { standing } from '#domain/unit-forms/items.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { formIssueText } from '#i18n/form-words.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Alert, Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { useAct } from '../use-act.ts'
import type { MonthlyPage } from './use-monthly.ts'

/** `…/khong-phat-sinh`: the second of two taps. What stayed open last month is followed on. [MR7, V23, V27] */
export function NilPage({ page }: { page: MonthlyPage }) {
  const { t } = page
  const { clock } = useServices()
  const [, navigate] = useLocation()
  const { act, problem, busy } = useAct('monthly')
  const { key, found, period, newest } = page
  const snapshot = snapshotOf({ ...page.fields, nil: true })
  const open = blockingIn(validateMonthly(snapshot, period))
  const followed = standing(snapshot, 'issues').length
  const own = page.mayApprove
  const send = async () => {
    const approval = own
      ? { kind: 'own' as const }
      : { kind: 'verbal' as const, way: 'phone' as const, at: instantOf(clock()), note: '' }
    if (await act('submit', { ...key, snapshot, policy: found.policy, approval }))
      navigate(page.to('da-gui'), { replace: true })
  }
  const ask = async () => {
    if (await act('ask', { ...key, snapshot, policy: found.policy })) navigate(page.to(), { replace: true })
  }
  const isFree = open.length === 0 && newest === undefined
  return (
    <Screen
      title={t.nil.title}
      eyebrow={page.title}
      back={page.to()}
      actions={
        isFree && (
          <>
            <p className="small">{t.secret}</p>
            <Button kind="primary" icon="send" wide busy={busy} onClick={() => void send()}>
              {own ? t.nil.send : t.nil.sendWithWord}
            </Button>
            {!own && (
              <Button kind="ghost" wide busy={busy} onClick={() => void ask()}>
                {t.approval.inApp}
              </Button>
            )}
          </>
        )
      }
    >
      {problem && <Alert title={problem} />}
      {newest && (
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
      {open.map((issue) => (
        <Notice
          key={`${issue.code} ${issue.path}`}
          tone="alarm"
          title={formIssueText(t, issue, snapshot)}
          action={
            <ButtonLink kind="ghost" href={page.to()}>
              {t.nil.open}
            </ButtonLink>
          }
        />
      ))}
      <Card>
        <p>{t.nil.text(fullDay(period.from), fullDay(period.to))}</p>
        {followed > 0 && <p className="small">{t.nil.follow(followed)}</p>}
      </Card>
      {!own && <p className="small">{t.approval.verbalHint}</p>}
    </Screen>
  )
}
