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
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { usePerform } from '../use-perform.ts'
import { type PieceAct, pieceActsFor } from './piece-acts.ts'
import { seedOfPiece } from './use-desk-pieces.ts'

/** What this place may say now. Each act is a change like any other: kept here first, sent once. [PI3] */
export function PieceActBar({ answer, piece }: { answer: DeskPieceAnswer; piece: Piece }) {
  const { actor } = useServices()
  const { desk: t } = usePieceTexts()
  const { perform, problem } = usePerform()
  const [asking, setAsking] = useState<Exclude<PieceAct, 'receive'> | null>(null)
  const acts = pieceActsFor(actor, piece)
  if (acts.length === 0) return null
  const carryOut = (act: PieceAct, args: object) =>
    perform({ name: `piece.${act}`, args: { pieceId: piece.id, ...args }, seeds: [seedOfPiece(answer)] })
  const done = (act: PieceAct) => async (args: object) => {
    setAsking(null)
    await carryOut(act, args)
  }
  return (
    <>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        {acts.map((act, n) => (
          <Button
            key={act}
            kind={n === 0 ? 'primary' : 'ghost'}
            onClick={() => (act === 'receive' ? void carryOut(act, {}) : setAsking(act))}
          >
            {t[act]}
          </Button>
        ))}
      </div>
      {asking === 'publish' && <Publish onClose={() => setAsking(null)} onDo={done('publish')} />}
      {(asking === 'decline' || asking === 'takeDown') && (
        <Why act={asking} onClose={() => setAsking(null)} onDo={done(asking)} />
      )}
    </>
  )
}

interface Asked {
  onClose(): void
  onDo(args: object): Promise<void>
}

/** Where it came out, and on which day; today and the portal are what is meant most often. [V39] */
function Publish({ onClose, onDo }: Asked) {
  const { clock } = useServices()
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  const [channel, setChannel] = useState<ProductChannel>('portal')
  const [link, setLink] = useState('')
  const [typed, setTyped] = useState(() => fullDay(hanoiDay(instantOf(clock())) as Parameters<typeof fullDay>[0]))
  const [errors, setErrors] = useState<{ link?: string; on?: string }>({})
  const submit = () => {
    const on = readDay(typed, clock())
    const told = storableText(link).trim()
    const wrong = {
      ...(told !== '' && !isLink(told) ? { link: t.issues.V39() } : {}),
      ...(on === null ? { on: t.form.dayUnread(t.fields.on) } : {}),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length === 0) void onDo({ channel, link: told, on })
  }
  return (
    <AskDialog
      open
      title={t.desk.publish}
      confirm={t.confirm}
      cancel={t.desk.stop}
      onConfirm={submit}
      onClose={onClose}
    >
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
        value={link}
        onChange={setLink}
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
function Why({ act, onClose, onDo }: Asked & { act: 'decline' | 'takeDown' }) {
  const t = usePieceTexts()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const isReason = act === 'decline'
  const submit = () => {
    const said = storableText(text.trim())
    if (isReason && said === '') return setError(t.reasonMissing)
    void onDo(isReason ? { reason: said } : { note: said })
  }
  return (
    <AskDialog open title={t.desk[act]} confirm={t.confirm} cancel={t.desk.stop} onConfirm={submit} onClose={onClose}>
      {isReason && <p>{t.desk.declineLead}</p>}
      <TextArea
        id="desk-piece-why"
        label={isReason ? t.fields.reason : t.fields.note}
        rows={3}
        maxLength={1000}
        error={error}
        value={text}
        onChange={setText}
      />
    </AskDialog>
  )
}
