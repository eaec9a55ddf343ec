import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { canGive } from '#domain/access/can.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import { GIVEN_KINDS, GIVEN_LIMITS, type Giving } from '#domain/tasks/giving.ts'
import { emptyGiving, type GivingValues, givingFormId, valuesOfGiven } from '#domain/tasks/giving-values.ts'
import { storableText } from '#domain/text.ts'
import { formatTime } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useGivenTexts } from '#i18n/given-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { useHandIn } from '#sync/use-hand-in.ts'
import { useKeptForm } from '#sync/use-kept-form.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { Button } from '#ui/button.tsx'
import { Choices } from '#ui/choices.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import { StepForm } from '#ui/step-form.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import { DiscardGiving } from './discard-giving.tsx'
import { judge, unitsIn } from './giving-values.ts'
import { UnitPicker } from './unit-picker.tsx'
import { seedOfGiving } from './use-desk-given.ts'

const AREA = '/ban-dieu-hanh/giao-viec'
const REASON_MAX = 1000
type TypedField = 'title' | 'from' | 'to' | 'hour' | 'place' | 'before'
const OPTIONAL: readonly TypedField[] = ['to', 'hour', 'place']

/**
 * One form for giving and for changing what was given: kept while it is written, with the id under which it will be
 * given, so that a second tab gives the same. [GV1, GV3]
 */
export function GivingForm({ giving }: { giving: Giving | null }) {
  const t = useGivenTexts().form
  const { common, sync } = useTexts()
  const { actor } = useServices()
  const nowMs = useServerNow()
  const { form, submit, discard, errors, errorAt, busy } = useGiving(giving, nowMs)
  const { values } = form
  const title = giving ? t.amendTitle : t.newTitle
  if (!values)
    return (
      <Screen title={title} back={AREA}>
        <Loading label={common.loading} />
      </Screen>
    )
  const { kind } = values
  const kinds = GIVEN_KINDS.filter((one) => canGive(actor, one))
  const text = (path: TypedField, label: string, hint?: string) => (
    <TextField
      id={`field-${path}`}
      label={label}
      hint={hint}
      optional={OPTIONAL.includes(path)}
      error={errorAt(path)}
      value={values[path]}
      onChange={(typed) => form.set({ [path]: typed })}
    />
  )
  return (
    <StepForm onSubmit={submit}>
      <Screen
        title={title}
        back={giving ? `${AREA}/${giving.id}` : AREA}
        {...(errors.list.length > 0 ? { documentTitle: `${common.errorPrefix}${title}` } : {})}
        status={
          <p className="small">
            {form.keeping === 'waiting' ? t.saving : form.savedAt ? t.savedDraft(formatTime(form.savedAt)) : t.keptHere}
          </p>
        }
        actions={
          <Button kind="primary" wide type="submit" busy={busy}>
            {giving ? t.amend : t.give(unitsIn(values).length)}
          </Button>
        }
      >
        {form.keeping === 'trouble' && <Notice tone="alarm" title={sync.line.unsaved} />}
        {errors.list.length > 0 && <ErrorSummary key={errors.at} title={t.errors} errors={errors.list} />}
        {!giving && (
          <Choices
            id="field-kind"
            legend={t.fields.kind}
            options={kinds.map((value) => ({ value, label: <Kind kind={value} />, hint: t.kindHint[value] }))}
            value={kind}
            onChange={(value) => form.set({ kind: value })}
          />
        )}
        {text('title', t.fields.title[kind])}
        {text('from', t.fields.from[kind], t.dayHint)}
        {kind === 'event' && text('to', t.fields.to, t.toHint)}
        {text('hour', t.fields.hour, t.hourHint)}
        {text('place', t.fields.place)}
        <TextArea
          id="field-ask"
          label={t.fields.ask[kind]}
          rows={6}
          maxLength={GIVEN_LIMITS.ask}
          counter
          error={errorAt('ask')}
          value={values.ask}
          onChange={(ask) => form.set({ ask })}
        />
        {text('before', t.fields.before[kind], `${t.dayHint} ${t.beforeHint}`)}
        {giving ? (
          <TextArea
            id="field-reason"
            label={t.fields.reason}
            rows={3}
            maxLength={REASON_MAX}
            error={errorAt('reason')}
            value={values.reason}
            onChange={(reason) => form.set({ reason })}
          />
        ) : (
          <UnitPicker
            values={unitsIn(values)}
            error={errorAt('unitIds')}
            onChange={(ids) => form.set({ units: ids.join(' ') })}
          />
        )}
        {form.savedAt && <DiscardGiving onDiscard={discard} />}
      </Screen>
    </StepForm>
  )
}

function Kind({ kind }: { kind: GivingValues['kind'] }) {
  return <>{useGivenTexts().kind[kind]}</>
}

/** The form with what hands it in: one change, put in line in the transaction that takes the form away. [DR8] */
function useGiving(giving: Giving | null, nowMs: number) {
  const t = useGivenTexts().form
  const { refusals } = useTexts()
  const { actor, newId, active } = useServices()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const first = GIVEN_KINDS.find((kind) => canGive(actor, kind)) ?? 'brief'
  const [start] = useState(() =>
    giving ? valuesOfGiven(giving.id, bodyOf(giving), (day) => fullDay(day as Day)) : emptyGiving(newId(), first),
  )
  const formId = givingFormId(giving?.id ?? null)
  const form = useKeptForm<GivingValues>(formId, start)
  const { errors, busy, errorAt, handIn } = useHandIn(form, {
    formId,
    refusalText: ({ code, details }) => refusals[code](details),
    saveFailed: t.saveFailed,
  })
  const submit = async () => {
    const isIn = await handIn((values) => {
      const judged = judge(values, giving !== null, t, nowMs)
      if (!judged.ok) return judged
      const { givingId, reason } = values
      const { body } = judged
      const change = giving
        ? {
            name: 'task.amend',
            args: { givingId, body, reason: storableText(reason).trim() },
            seeds: [seedOfGiving(giving)],
          }
        : { name: 'task.give', args: { givingId, unitIds: unitsIn(values), body } }
      return { ok: true, change }
    })
    if (!isIn) return
    void queries.invalidateQueries({ queryKey: ['desk', active.profile.accountId] })
    leave()
  }
  const leave = () => navigate(giving ? `${AREA}/${giving.id}` : AREA, { replace: true })
  const discard = async () => {
    await form.discard()
    leave()
  }
  return { form, submit, discard, errors, errorAt, busy }
}
