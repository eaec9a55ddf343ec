import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { can } from '#domain/access/can.ts'
import { stateOf } from '#domain/incidents/incident.ts'
import { takesSupplements } from '#domain/incidents/report.ts'
import { shortTextOf } from '#domain/incidents/short-text.ts'
import { storableText } from '#domain/text.ts'
import { formatWhen } from '#i18n/dates.ts'
import { allVi, usePageTexts } from '#i18n/page-texts.ts'
import { openSupplement } from '#storage/open-supplement.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea } from '#ui/fields.tsx'
import { type IncidentPageData, newestReceipted } from './read-page.ts'
import { download, receiptFileOf } from './receipt-file.ts'

function useSupplement({ incident, draft }: IncidentPageData): (report: 'update' | 'final') => Promise<void> {
  const { db, clock, newId } = useServices()
  const [, navigate] = useLocation()
  return async (report) => {
    const opened = draft && draft.report === report ? draft : await openSupplement(db, incident, report, clock, newId)
    navigate(`/su-co/${opened.id}/bo-sung`)
  }
}

/** The two things one most often comes for, at the thumb. */
export function PageActs({ data, sendNow }: { data: IncidentPageData; sendNow: ReactNode }) {
  const { actor } = useServices()
  const { page } = usePageTexts().incident
  const supplement = useSupplement(data)
  const mayAdd = takesSupplements(data.incident) && can(actor, 'report', data.incident)
  return (
    <>
      {sendNow}
      {mayAdd && (
        <Button kind={sendNow ? 'ghost' : 'primary'} wide onClick={() => supplement('update')}>
          {stateOf(data.incident) === 'info_requested' ? page.answerRequest : page.addInfo}
        </Button>
      )}
      {!sendNow && <ShortText data={data} />}
    </>
  )
}

/** A text for Zalo or SMS, in Vietnamese for those who read it there; none for what must not be told. [SX1, TX6] */
function ShortText({ data }: { data: IncidentPageData }) {
  const { clock } = useServices()
  const t = usePageTexts()
  const { page } = t.incident
  const { short } = allVi.incident
  const [said, setSaid] = useState('')
  const [shown, setShown] = useState(false)
  const text = shortTextOf(data.incident, {
    ...short,
    category: allVi.labels.category,
    severity: allVi.labels.severity,
    agency: allVi.labels.agency,
    at: (instant) => short.at(formatWhen(instant, clock(), allVi.dates)),
  })
  if (text === null) return <p className="small">{page.noShortText}</p>
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(page.copied),
      () => {
        setSaid(t.incident.trouble.copyFailed)
        setShown(true)
      },
    )
  return (
    <>
      <Button kind="ghost" wide icon="copy" onClick={copy}>
        {page.copyShort}
      </Button>
      <p className="small" role="status">
        {said}
      </p>
      {shown && <p className="plain-text">{text}</p>}
    </>
  )
}

/** What one comes for now and then. */
export function PageMoreActs({ data, waiting }: { data: IncidentPageData; waiting: boolean }) {
  const { db, actor, active } = useServices()
  const { page } = usePageTexts().incident
  const supplement = useSupplement(data)
  const { incident } = data
  const newest = newestReceipted(data)
  return (
    <div className="stack-small">
      {waiting && <ShortText data={data} />}
      {newest && (
        <Button
          kind="ghost"
          wide
          icon="install"
          onClick={async () => {
            const file = await receiptFileOf(db, data, newest, active.profile.departmentName)
            if (file) download(file)
          }}
        >
          {page.download}
        </Button>
      )}
      <ButtonLink kind="ghost" wide href={`/van-ban/su-co/${incident.id}`}>
        {page.document}
      </ButtonLink>
      {takesSupplements(incident) && can(actor, 'report', incident) && (
        <Button kind="ghost" wide icon="check" onClick={() => supplement('final')}>
          {page.final}
        </Button>
      )}
      {stateOf(incident) === 'submitted' && can(actor, 'withdraw', incident) && <Withdraw data={data} />}
    </div>
  )
}

function Withdraw({ data }: { data: IncidentPageData }) {
  const { mutate } = useServices()
  const t = usePageTexts()
  const { page, trouble } = t.incident
  const [open, setOpen] = useState(false)
  const kept = useKeptWords(`${data.incident.id} withdraw`)
  const [error, setError] = useState<string>()

  const withdraw = async () => {
    if (kept.text.trim() === '') return setError(page.withdrawReasonMissing)
    try {
      await kept.handIn(async (formId) => {
        const args = { incidentId: data.incident.id, reason: storableText(kept.text) }
        const result = await mutate({ name: 'incident.withdraw', args, formId })
        if (result.ok) setOpen(false)
        else setError(t.refusals[result.error.code](result.error.details))
        return result.ok
      })
    } catch (cause) {
      console.warn('withdrawal not saved', cause instanceof Error ? cause.name : cause)
      setError(trouble.title)
    }
  }
  return (
    <>
      <Button kind="quiet" wide icon="trash" onClick={() => setOpen(true)}>
        {page.withdraw}
      </Button>
      <AskDialog
        open={open}
        kept={kept}
        title={page.withdraw}
        confirm={page.withdraw}
        cancel={page.cancel}
        kind="alarm"
        onConfirm={withdraw}
        onClose={() => setOpen(false)}
      >
        <TextArea
          id="field-withdraw"
          label={page.withdrawWhy}
          hint={page.withdrawHint}
          rows={3}
          error={error}
          value={kept.text}
          onChange={kept.set}
        />
      </AskDialog>
    </>
  )
}
