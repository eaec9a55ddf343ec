import { useState } from 'react'
import { canForm } from '#domain/access/can.ts'
import { storableText } from '#domain/text.ts'
import type { FormRecord, FormVersion } from '#domain/unit-forms/record.ts'
import { formStateOf, isWithOffice } from '#domain/unit-forms/state.ts'
import { blocksOf } from '#i18n/form-rows.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import { fullLabel } from '#i18n/form-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Check } from '#ui/choices.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { SelectField, TextArea } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { usePerform } from '../use-perform.ts'
import type { DeskKind, Opened } from './desk-kind.ts'
import { seedOfForm } from './use-desk-form.ts'

interface Of {
  kind: DeskKind
  answer: Opened
  report: FormRecord
  version: FormVersion
}

/** What the office may do about a version. Each act is a change like any other: kept here first, sent once. [MR8] */
export function FormActs({ kind, answer, report, version }: Of) {
  const { actor } = useServices()
  const { perform, problem } = usePerform()
  const { t } = kind
  const [returning, setReturning] = useState(false)
  if (!canForm(actor, 'judge', report)) return null
  const state = formStateOf(report)
  const { unitId, of } = report

  const carryOut = (act: string, args: object) =>
    perform({
      name: `${kind.family}.${act}`,
      args: { unitId, of, version: version.no, ...args },
      seeds: [seedOfForm(kind, answer)],
    })
  return (
    <>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        {state === 'submitted' && (
          <Button kind="primary" onClick={() => void carryOut('receive', {})}>
            {t.desk.receive}
          </Button>
        )}
        {isWithOffice(state) && state !== 'accepted' && (
          <>
            <Button kind="ghost" onClick={() => setReturning(true)}>
              {t.desk.return}
            </Button>
            <Button kind="ghost" onClick={() => void carryOut('accept', { note: '' })}>
              {t.desk.accept}
            </Button>
          </>
        )}
      </div>
      {returning && (
        <Return
          t={t}
          version={version}
          onClose={() => setReturning(false)}
          onDo={async (args) => {
            setReturning(false)
            await carryOut('return', args)
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
  t,
  version,
  onClose,
  onDo,
}: {
  t: FormFace
  version: FormVersion
  onClose(): void
  onDo(reasons: Reasons): Promise<void>
}) {
  const office = useOfficeTexts()
  const [reason, setReason] = useState('')
  const [fields, setFields] = useState<Reasons['fields']>([])
  const [countFromNext, setCount] = useState(false)
  const [error, setError] = useState<string>()
  const paths = t.layout.parts.flatMap((part) => blocksOf(t, version.snapshot, part)).flatMap(({ rows }) => rows)
  const send = () => {
    const told = fields
      .filter((field) => field.reason.trim() !== '')
      .map((field) => ({ path: field.path, reason: storableText(field.reason.trim()) }))
    if (reason.trim() === '' && told.length === 0) return setError(t.desk.reasonMissing)
    void onDo({ reason: storableText(reason.trim()), fields: told, countFromNext })
  }
  return (
    <AskDialog
      open
      title={t.desk.return}
      confirm={t.desk.return}
      cancel={office.cancel}
      onConfirm={send}
      onClose={onClose}
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
    </AskDialog>
  )
}
