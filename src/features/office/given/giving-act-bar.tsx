import { useState } from 'react'
import type { UnitId } from '#domain/ids.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import type { Giving } from '#domain/tasks/giving.ts'
import { NOTE_MAX } from '#domain/text.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { givenVi, useGivenTexts } from '#i18n/given-texts.ts'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { type Asked, useAsking, useWords } from '../use-asking.ts'
import type { Answer } from './answers.ts'
import { seedOfGiving } from './use-desk-given.ts'

interface Props {
  giving: Giving
  answers: readonly Answer[]
  /** whether its day is still to come: units that are late at once are given nothing */
  isAhead: boolean
}

/** What the office may do with it for several units at once. [GV3, GV4] */
export function GivingActBar({ giving, answers, isAhead }: Props) {
  const { detail: t, more } = useGivenTexts()
  const { problem, asking, ask, asked } = useAsking<'chase' | 'withdraw'>()
  const open = answers.filter(({ group }) => group === 'open').map(({ part }) => part.unitId)
  const standing = answers
    .filter(({ state }) => state !== 'done' && state !== 'cancelled')
    .map(({ part }) => part.unitId)
  const send = (formId: string, name: string, args: object) =>
    asked.onDo({ name, args: { givingId: giving.id, ...args }, seeds: [seedOfGiving(giving)], formId })
  const { title, before } = bodyOf(giving)
  return (
    <div className="stack-small not-printed">
      <ActProblem problem={problem} />
      {open.length > 0 && (
        <Button kind="primary" wide icon="send" onClick={() => ask('chase')}>
          {t.chase(open.length)}
        </Button>
      )}
      <div className="desk-acts">
        {isAhead && (
          <ButtonLink kind="ghost" icon="plus" href={`/ban-dieu-hanh/giao-viec/${giving.id}/them`}>
            {more.title}
          </ButtonLink>
        )}
        {standing.length > 0 && (
          <>
            <ButtonLink kind="ghost" icon="edit" href={`/ban-dieu-hanh/giao-viec/${giving.id}/sua`}>
              {t.amend}
            </ButtonLink>
            <Button kind="ghost" onClick={() => ask('withdraw')}>
              {t.withdraw}
            </Button>
          </>
        )}
      </div>
      {asking === 'chase' && (
        <Ask
          formId={`${giving.id} chase`}
          title={t.chase(open.length)}
          lead={t.chaseLead}
          label={t.text}
          // read by the units, so in Vietnamese
          start={givenVi.detail.chaseText(title, fullDay(before))}
          asked={asked}
          onDo={(formId, text) => send(formId, 'task.chase', { unitIds: open satisfies UnitId[], text })}
        />
      )}
      {asking === 'withdraw' && (
        <Ask
          formId={`${giving.id} withdraw`}
          title={t.withdraw}
          lead={t.withdrawLead(standing.length)}
          label={t.reason}
          start=""
          asked={asked}
          onDo={(formId, reason) => send(formId, 'task.withdraw', { unitIds: standing, reason })}
        />
      )}
    </div>
  )
}

function Ask(props: {
  formId: string
  title: string
  lead: string
  label: string
  start: string
  asked: Asked
  onDo(formId: string, text: string): Promise<boolean>
}) {
  const { formId, title, lead, label, start, asked, onDo } = props
  const { detail: t } = useGivenTexts()
  const judge = useWords()
  const kept = useKeptWords(formId, start)
  const [error, setError] = useState<string>()
  const submit = () => {
    const { words, wrong } = judge(kept.text, label, { needed: true })
    setError(wrong)
    if (!wrong) void kept.handIn((id) => onDo(id, words))
  }
  return (
    <AskDialog
      open
      kept={kept}
      title={title}
      confirm={t.confirm}
      cancel={t.stop}
      onConfirm={submit}
      onClose={asked.onClose}
    >
      <p>{lead}</p>
      <ActProblem problem={asked.problem} />
      <TextArea
        id="desk-given-text"
        label={label}
        rows={4}
        maxLength={NOTE_MAX}
        counter
        error={error}
        value={kept.text}
        onChange={kept.set}
      />
    </AskDialog>
  )
}
