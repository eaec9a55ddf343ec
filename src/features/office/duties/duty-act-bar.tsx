import { useState } from 'react'
import type { Day } from '#domain/deadlines/days.ts'
import { LEDGER_TEXT_MAX, WAYS, type Way } from '#domain/deadlines/ledger.ts'
import { type DutyKey, obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import type { Timeliness } from '#domain/deadlines/timeliness.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { fullDay, readDay } from '#i18n/deadline-words.ts'
import { useDutyTexts } from '#i18n/duty-texts.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import type { DeskDuty } from '#protocol/office.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { type Asked, useAsking, useWords } from '../use-asking.ts'
import { type DutyAct, dutyActsFor, dutySeeds } from './duty-acts.ts'

interface Of {
  line: DeskDuty
  dutyKey: DutyKey
  timeliness: Timeliness
  due: Day
}

/** What this post may do about it now. Each act is a change like any other: kept here first, sent once. [DL17] */
export function DutyActBar(of: Of) {
  const { actor } = useServices()
  const t = useDutyTexts()
  const { perform, problem, asking, ask, asked } = useAsking<Exclude<DutyAct, 'offline'>>()
  const acts = dutyActsFor(actor, of.dutyKey, of.timeliness)
  const change = (name: string, args: object) => ({
    name,
    args: { ...of.dutyKey, ...args },
    seeds: dutySeeds(of.line),
  })
  if (acts.length === 0) return null
  return (
    <>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        {acts.map((act) => (
          <Button
            key={act}
            kind="ghost"
            // one tap, as there is nothing to write
            onClick={() => (act === 'offline' ? perform(change('duty.acceptOffline', { reason: '' })) : ask(act))}
          >
            {act === 'excuse' && of.timeliness.kind === 'late' ? t.excuseLate : t.acts[act]}
          </Button>
        ))}
      </div>
      {asking && <Ask act={asking} of={of} asked={asked} change={change} />}
    </>
  )
}

/** The name of the unit stands in the dialog: an excuse is given to the one that was meant. */
function Ask({
  act,
  of: { line, dutyKey, timeliness, due },
  asked: { problem, onDo, onClose },
  change,
}: {
  act: Exclude<DutyAct, 'offline'>
  of: Of
  asked: Asked
  change(name: string, args: object): PlainChange
}) {
  const judge = useWords()
  const { clock } = useServices()
  const t = useDutyTexts()
  const { given } = usePlanTexts().deadlines
  const today = hanoiDay(instantOf(clock())) as Day
  const kept = useKeptWords(`${obligationIdOf(dutyKey)} ${act}`)
  const [typed, setTyped] = useState(act === 'arrival' ? fullDay(today) : '')
  const [way, setWay] = useState<Way>('document')
  const [errors, setErrors] = useState<{ text?: string; day?: string }>({})
  const label = act === 'arrival' ? t.note : t.reason
  const isLate = act === 'excuse' && timeliness.kind === 'late'

  const submit = () => {
    const day = act === 'excuse' ? null : readDay(typed, clock())
    const dayError = act === 'excuse' ? null : dayErrorOf(day)
    const said = judge(kept.text, label, { needed: act !== 'arrival', max: LEDGER_TEXT_MAX })
    const wrong = {
      ...(said.wrong ? { text: said.wrong } : {}),
      ...(dayError ? { day: dayError } : {}),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    const { words } = said
    const made = {
      excuse: () => change('duty.excuse', { reason: words }),
      extend: () => change('duty.extend', { before: day, reason: words }),
      arrival: () => change('duty.noteArrival', { on: day, way, note: words }),
    }[act]()
    void kept.handIn((formId) => onDo({ ...made, formId }))
  }
  const dayErrorOf = (day: Day | null) => {
    if (day === null) return t.dayUnread
    if (act === 'extend') return day > due ? null : t.dayNotLater
    return day > today ? t.dayAhead : null
  }
  return (
    <AskDialog
      open
      kept={kept}
      title={isLate ? t.excuseLate : t.acts[act]}
      confirm={t.doIt}
      cancel={t.stop}
      onConfirm={submit}
      onClose={onClose}
    >
      <ActProblem problem={problem} />
      <p className="strong">{line.unit.name}</p>
      <p className="small">{isLate ? t.hints.excuseLate : t.hints[act]}</p>
      {act !== 'excuse' && (
        <TextField
          id="duty-day"
          label={act === 'extend' ? t.newDay : t.cameOn}
          hint={t.dayUnread}
          error={errors.day}
          value={typed}
          onChange={setTyped}
        />
      )}
      {act === 'arrival' && (
        <SelectField<Way>
          id="duty-way"
          label={t.way}
          value={way}
          options={WAYS.map((value) => ({ value, label: given.way[value] }))}
          onChange={setWay}
        />
      )}
      <TextArea id="duty-text" label={label} rows={3} error={errors.text} value={kept.text} onChange={kept.set} />
    </AskDialog>
  )
}
