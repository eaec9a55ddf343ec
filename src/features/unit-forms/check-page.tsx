import { useState } from 'react'
import { useLocation } from 'wouter'
import { canonical } from '#domain/canonical.ts'
import { instantOf } from '#domain/time.ts'
import { differences } from '#domain/unit-forms/differences.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { blockingIn } from '#domain/unit-forms/issues.ts'
import type { Approval } from '#domain/unit-forms/record.ts'
import { approvedAsk, versionsOf } from '#domain/unit-forms/state.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Alert, Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { ApprovalChoice, type Choice } from './approval-choice.tsx'
import { ContentRows } from './content-rows.tsx'
import { Holding, TakenOut, ToLookAt, TwoValues } from './findings.tsx'
import { daysLate, type FormPage } from './form-page.ts'
import { useAct } from './use-act.ts'

/** `…/kiem-tra`: the whole report once more, what holds it, the head's approval, and the button that sends it. */
export function CheckPage({ page }: { page: FormPage }) {
  const { t } = page
  const { common } = useTexts()
  const { clock } = useServices()
  const [, navigate] = useLocation()
  const { act, problem, busy } = useAct(page.family)
  const [choice, setChoice] = useState<Choice>({ kind: 'verbal', way: 'phone' })
  const { snapshot, found, key, newest, issues } = page
  const open = blockingIn(issues)
  const approved = approvedAsk(found.report)
  const isApproved = approved !== undefined && canonical(approved.snapshot) === canonical(snapshot)
  const changed = newest ? differences(newest.snapshot, snapshot).length : 1
  const late = daysLate(page)
  const no = versionsOf(found.report).length + 1

  const send = async (of: Fields, approval: Approval) => {
    await page.typing.put()
    if (await act('submit', { ...key, snapshot: of, ...page.frozen, approval }))
      navigate(page.to('da-gui'), { replace: true })
  }
  const go = async () => {
    if (open.length > 0) return
    if (page.mayApprove) return send(snapshot, { kind: 'own' })
    if (isApproved) return send(snapshot, { kind: 'in_app', askId: approved.id })
    if (choice.kind === 'verbal')
      return send(snapshot, { kind: 'verbal', way: choice.way, at: instantOf(clock()), note: '' })
    await page.typing.put()
    if (await act('ask', { ...key, snapshot, ...page.frozen })) navigate(page.to(), { replace: true })
  }
  const asks = !page.mayApprove && !isApproved && choice.kind === 'in_app'
  return (
    <Screen
      title={t.checkTitle}
      eyebrow={page.title}
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
      <Holding page={page} issues={issues} />
      {changed === 0 && <Notice tone="info" title={t.nothingNew} />}
      {late > 0 && <Notice tone="wait" title={t.late(late)} />}
      <TwoValues page={page} />
      <TakenOut page={page} />
      <ToLookAt page={page} issues={issues} />
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
      <ContentRows page={page} fields={snapshot} to={page.to} />
    </Screen>
  )
}
