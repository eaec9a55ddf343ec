import { useState } from 'react'
import { isLink } from '#domain/links.ts'
import { PIECE_LIMITS } from '#domain/pieces/body.ts'
import type { Piece } from '#domain/pieces/piece.ts'
import { PRODUCT_CHANNELS, type ProductChannel } from '#domain/tasks/product.ts'
import { storableText } from '#domain/text.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { fullDay, readDay } from '#i18n/deadline-words.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import type { DeskPieceAnswer } from '#protocol/office-pieces.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { type Asked, useAsking, useWords } from '../use-asking.ts'
import { type PieceAct, pieceActsFor } from './piece-acts.ts'
import { seedOfPiece } from './use-desk-pieces.ts'

/** What this place may say now. Each act is a change like any other: kept here first, sent once. [PI3] */
export function PieceActBar({ answer, piece }: { answer: DeskPieceAnswer; piece: Piece }) {
  const { actor } = useServices()
  const { desk: t } = usePieceTexts()
  const { perform, problem, asking, ask, asked } = useAsking<Exclude<PieceAct, 'receive'>>()
  const acts = pieceActsFor(actor, piece)
  if (acts.length === 0) return null
  const change = (act: PieceAct, args: object) => ({
    name: `piece.${act}`,
    args: { pieceId: piece.id, ...args },
    seeds: [seedOfPiece(answer)],
  })
  return (
    <>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        {acts.map((act, n) => (
          <Button
            key={act}
            kind={n === 0 ? 'primary' : 'ghost'}
            onClick={() => (act === 'receive' ? void perform(change(act, {})) : ask(act))}
          >
            {t[act]}
          </Button>
        ))}
      </div>
      {asking === 'publish' && <Publish about={piece.id} asked={asked} change={change} />}
      {(asking === 'decline' || asking === 'takeDown') && (
        <Why act={asking} about={piece.id} asked={asked} change={change} />
      )}
    </>
  )
}

interface AskProps {
  about: string
  asked: Asked
  change(act: PieceAct, args: object): PlainChange
}

/** Where it came out, and on which day; today and the portal are what is meant most often. [V39] */
function Publish({ about, asked: { problem, onDo, onClose }, change }: AskProps) {
  const { clock } = useServices()
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  const [channel, setChannel] = useState<ProductChannel>('portal')
  const link = useKeptWords(`${about} publish`)
  const [typed, setTyped] = useState(() => fullDay(hanoiDay(instantOf(clock())) as Parameters<typeof fullDay>[0]))
  const [errors, setErrors] = useState<{ link?: string; on?: string }>({})
  const submit = () => {
    const on = readDay(typed, clock())
    const told = storableText(link.text).trim()
    const wrong = {
      ...(told !== '' && !isLink(told) ? { link: t.issues.V39() } : {}),
      ...(on === null ? { on: t.form.dayUnread(t.fields.on) } : {}),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    void link.handIn((formId) => onDo({ ...change('publish', { channel, link: told, on }), formId }))
  }
  return (
    <AskDialog
      open
      kept={link}
      title={t.desk.publish}
      confirm={t.confirm}
      cancel={t.desk.stop}
      onConfirm={submit}
      onClose={onClose}
    >
      <ActProblem problem={problem} />
      <SelectField<ProductChannel>
        id="desk-piece-channel"
        label={t.fields.where}
        value={channel}
        options={PRODUCT_CHANNELS.map((value) => ({ value, label: tasks.product.channel[value] }))}
        onChange={setChannel}
      />
      <TextField
        id="desk-piece-link"
        label={t.fields.link}
        hint={t.form.linkHint}
        optional
        type="url"
        inputMode="url"
        maxLength={PIECE_LIMITS.link}
        error={errors.link}
        value={link.text}
        onChange={link.set}
      />
      <TextField
        id="desk-piece-on"
        label={t.fields.on}
        hint={t.form.dayHint}
        error={errors.on}
        value={typed}
        onChange={setTyped}
      />
    </AskDialog>
  )
}

/** Why it is not published; what was taken down needs no reason. */
function Why({ act, about, asked: { problem, onDo, onClose }, change }: AskProps & { act: 'decline' | 'takeDown' }) {
  const t = usePieceTexts()
  const judge = useWords()
  const kept = useKeptWords(`${about} ${act}`)
  const [error, setError] = useState<string>()
  const isReason = act === 'decline'
  const label = isReason ? t.fields.reason : t.fields.note
  const submit = () => {
    const { words, wrong } = judge(kept.text, label, { needed: isReason })
    setError(wrong)
    const said = isReason ? { reason: words } : { note: words }
    if (!wrong) void kept.handIn((formId) => onDo({ ...change(act, said), formId }))
  }
  return (
    <AskDialog
      open
      kept={kept}
      title={t.desk[act]}
      confirm={t.confirm}
      cancel={t.desk.stop}
      onConfirm={submit}
      onClose={onClose}
    >
      <ActProblem problem={problem} />
      {isReason && <p>{t.desk.declineLead}</p>}
      <TextArea id="desk-piece-why" label={label} rows={3} error={error} value={kept.text} onChange={kept.set} />
    </AskDialog>
  )
}
