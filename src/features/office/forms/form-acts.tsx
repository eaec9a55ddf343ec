import { useState } from 'react'
import { canForm } from '#domain/access/can.ts'
import type { FormRecord, FormVersion } from '#domain/unit-forms/record.ts'
import { formStateOf, isWithOffice } from '#domain/unit-forms/state.ts'
import { blocksOf } from '#i18n/form-rows.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import { fullLabel } from '#i18n/form-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useServices } from '#sync/services.tsx'
import { useAskedForm } from '#sync/use-kept-words.ts'
import { Button } from '#ui/button.tsx'
import { Check } from '#ui/choices.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { SelectField, TextArea } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { type Asked, useAsking, useWords } from '../use-asking.ts'
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
  const { perform, problem, asking, ask, asked } = useAsking<'return'>()
  const { t } = kind
  if (!canForm(actor, 'judge', report)) return null
  const state = formStateOf(report)
  const { unitId, of } = report

  const change = (act: string, args: object) => ({
    name: `${kind.family}.${act}`,
    args: { unitId, of, version: version.no, ...args },
    seeds: [seedOfForm(kind, answer)],
  })
  return (
    <>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        {state === 'submitted' && (
          <Button kind="primary" onClick={() => void perform(change('receive', {}))}>
            {t.desk.receive}
          </Button>
        )}
        {isWithOffice(state) && state !== 'accepted' && (
          <>
            <Button kind="ghost" onClick={() => ask('return')}>
              {t.desk.return}
            </Button>
            <Button kind="ghost" onClick={() => void perform(change('accept', { note: '' }))}>
              {t.desk.accept}
            </Button>
          </>
        )}
      </div>
      {asking && (
        <Return
          t={t}
          formId={`${report.id} return ${version.no}`}
          version={version}
          asked={asked}
          onDo={(formId, reasons) => asked.onDo({ ...change('return', reasons), formId })}
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

/** Why a field goes back is kept under its path with this behind it, since it is none of its values; with no path, why all of it does. */
const WHY = '.why'
const whyKey = (path: string): string => `${path}${WHY}`

/** Why it goes back: in general, and for fields that are picked one by one. [V37] */
function Return({
  t,
  formId,
  version,
  asked: { problem, onClose },
  onDo,
}: {
  t: FormFace
  formId: string
  version: FormVersion
  asked: Asked
  onDo(formId: string, reasons: Reasons): Promise<boolean>
}) {
  const office = useOfficeTexts()
  const judge = useWords()
  const kept = useAskedForm<Record<string, string>>(formId, { [whyKey('')]: '' })
  const whys = Object.entries(kept.values).map(([key, typed]) => ({ path: key.slice(0, -WHY.length), typed }))
  const picked = whys.filter(({ path }) => path !== '')
  const [countFromNext, setCount] = useState(false)
  const [errors, setErrors] = useState<Record<string, string | undefined>>({})
  const paths = t.layout.parts.flatMap((part) => blocksOf(t, version.snapshot, part)).flatMap(({ rows }) => rows)
  const labelOf = (path: string) => t.desk.fieldReason(fullLabel(t, path, version.snapshot))
  const send = () => {
    const judged = whys.map(({ path, typed }) => ({
      path,
      ...judge(typed, path === '' ? t.desk.reason : labelOf(path), { needed: false }),
    }))
    const wrong = Object.fromEntries(judged.map((one) => [one.path, one.wrong]))
    const told = judged.filter(({ words }) => words !== '')
    if (told.length === 0) wrong[''] = t.desk.reasonMissing
    setErrors(wrong)
    if (Object.values(wrong).some((text) => text !== undefined)) return
    const reason = told.find(({ path }) => path === '')?.words ?? ''
    const fields = told.flatMap(({ path, words }) => (path === '' ? [] : [{ path, reason: words }]))
    void kept.handIn((id) => onDo(id, { reason, fields, countFromNext }))
  }
  return (
    <AskDialog
      open
      kept={kept}
      title={t.desk.return}
      confirm={t.desk.return}
      cancel={office.cancel}
      onConfirm={send}
      onClose={onClose}
    >
      <ActProblem problem={problem} />
      <TextArea
        id="desk-return"
        label={t.desk.reason}
        rows={3}
        error={errors['']}
        value={kept.values[whyKey('')] ?? ''}
        onChange={(text) => kept.set({ [whyKey('')]: text })}
      />
      {picked.map(({ path, typed }) => (
        <TextArea
          key={path}
          id={`desk-return-${path}`}
          label={labelOf(path)}
          rows={2}
          error={errors[path]}
          value={typed}
          onChange={(text) => kept.set({ [whyKey(path)]: text })}
        />
      ))}
      <SelectField
        id="desk-return-field"
        label={t.desk.pickFields}
        value=""
        options={[
          { value: '', label: t.notChosen },
          ...paths
            .filter(({ path }) => !picked.some((one) => one.path === path))
            .map(({ path }) => ({ value: path, label: fullLabel(t, path, version.snapshot) })),
        ]}
        onChange={(path) => path !== '' && kept.set({ [whyKey(path)]: '' })}
      />
      <Check label={t.desk.countFromNext} checked={countFromNext} onChange={setCount} />
    </AskDialog>
  )
}
