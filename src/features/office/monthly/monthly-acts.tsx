import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { canMonthly } from '#domain/access/can.ts'
import { PARTS } from '#domain/monthly-reports/parts.ts'
import type { MonthlyReport, Version } from '#domain/monthly-reports/report.ts'
import { isWithOffice, monthlyStateOf } from '#domain/monthly-reports/state.ts'
import { storableText } from '#domain/text.ts'
import { blocksOf } from '#i18n/monthly-rows.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { fullLabel } from '#i18n/monthly-words.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import type { DeskMonthlyAnswer } from '#protocol/office-monthly.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Check } from '#ui/choices.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SelectField, TextArea } from '#ui/fields.tsx'
import { Notice } from '#ui/notice.tsx'
import { seedOfMonthly } from './use-desk-monthly.ts'

interface Of {
  answer: DeskMonthlyAnswer
  report: MonthlyReport
  version: Version
}

/** What the office may do about a version. Each act is a change like any other: kept here first, sent once. [MR8] */
export function MonthlyActs({ answer, report, version }: Of) {
  const { actor, mutate, active } = useServices()
  const queries = useQueryClient()
  const t = useMonthlyTexts()
  const { refusals, office } = usePageTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const [returning, setReturning] = useState(false)
  const busy = useRef(false)
  if (!canMonthly(actor, 'judge', report)) return null
  const state = monthlyStateOf(report)
  const { unitId, of } = report

  async function perform(act: string, args: object): Promise<void> {
    if (busy.current) return
    busy.current = true
    setProblem(null)
    try {
      const all = { unitId, of, version: version.no, ...args }
      const result = await mutate({ name: `monthly.${act}`, args: all, seeds: [seedOfMonthly(answer)] })
      if (!result.ok) setProblem(refusals[result.error.code](result.error.details))
      void queries.invalidateQueries({ queryKey: ['desk', active.profile.accountId] })
    } catch (error) {
      console.warn('act not saved', error instanceof Error ? error.name : error)
      setProblem(office.saveFailed)
    } finally {
      busy.current = false
    }
  }
  return (
    <>
      {problem && (
        <div role="alert">
          <Notice tone="alarm" title={problem} />
        </div>
      )}
      <div className="desk-acts">
        {state === 'submitted' && (
          <Button kind="primary" onClick={() => void perform('receive', {})}>
            {t.desk.receive}
          </Button>
        )}
        {isWithOffice(state) && state !== 'accepted' && (
          <>
            <Button kind="ghost" onClick={() => setReturning(true)}>
              {t.desk.return}
            </Button>
            <Button kind="ghost" onClick={() => void perform('accept', { note: '' })}>
              {t.desk.accept}
            </Button>
          </>
        )}
      </div>
      {returning && (
        <Return
          version={version}
          onClose={() => setReturning(false)}
          onDo={async (args) => {
            setReturning(false)
            await perform('return', args)
          }}
        />
      )}
    </>
  )
}

interface Reasons {
  reason: string
  fields: { path: string; reason: string }[]
  countFromNext: boolean
}

/** Why it goes back: in general, and for fields that are picked one by one. [V37] */
function Return({
  version,
  onClose,
  onDo,
}: {
  version: Version
  onClose(): void
  onDo(reasons: Reasons): Promise<void>
}) {
  const t = useMonthlyTexts()
  const { office } = usePageTexts()
  const [reason, setReason] = useState('')
  const [fields, setFields] = useState<Reasons['fields']>([])
  const [countFromNext, setCount] = useState(false)
  const [error, setError] = useState<string>()
  const paths = PARTS.flatMap((part) => blocksOf(t, version.snapshot, part)).flatMap(({ rows }) => rows)
  const send = () => {
    const told = fields
      .filter((field) => field.reason.trim() !== '')
      .map((field) => ({ path: field.path, reason: storableText(field.reason.trim()) }))
    if (reason.trim() === '' && told.length === 0) return setError(t.desk.reasonMissing)
    void onDo({ reason: storableText(reason.trim()), fields: told, countFromNext })
  }
  return (
    <Dialog
      open
      title={t.desk.return}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" wide onClick={send}>
            {t.desk.return}
          </Button>
          <Button kind="ghost" wide onClick={onClose}>
            {office.cancel}
          </Button>
        </>
      }
    >
      <TextArea id="desk-return" label={t.desk.reason} rows={3} error={error} value={reason} onChange={setReason} />
      {fields.map(({ path, reason: why }) => (
        <TextArea
          key={path}
          id={`desk-return-${path}`}
          label={t.desk.fieldReason(fullLabel(t, path, version.snapshot))}
          rows={2}
          value={why}
          onChange={(next) => setFields((old) => old.map((one) => (one.path === path ? { path, reason: next } : one)))}
        />
      ))}
      <SelectField
        id="desk-return-field"
        label={t.desk.pickFields}
        value=""
        options={[
          { value: '', label: t.notChosen },
          ...paths
            .filter(({ path }) => !fields.some((one) => one.path === path))
            .map(({ path }) => ({ value: path, label: fullLabel(t, path, version.snapshot) })),
        ]}
        onChange={(path) => path !== '' && setFields((old) => [...old, { path, reason: '' }])}
      />
      <Check label={t.desk.countFromNext} checked={countFromNext} onChange={setCount} />
    </Dialog>
  )
}
