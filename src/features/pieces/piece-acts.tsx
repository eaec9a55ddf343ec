import { useRef, useState } from 'react'
import { canPiece } from '#domain/access/can.ts'
import { isAboutPeople } from '#domain/pieces/body.ts'
import { latestOf, pieceStateOf, versionsOf } from '#domain/pieces/piece.ts'
import { storableText } from '#domain/text.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { PieceOnDevice } from '#storage/pieces.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Notice } from '#ui/notice.tsx'

type Asked = 'withdraw' | 'withdrawConsent'

/** What the unit may still do about its piece. [PI4, PI5] */
export function PieceActs({ on: { piece, begun } }: { on: PieceOnDevice }) {
  const { actor } = useServices()
  const t = usePieceTexts()
  const [asked, setAsked] = useState<Asked | null>(null)
  const state = pieceStateOf(piece)
  if (!canPiece(actor, 'write', piece) || state === 'retired') return null
  const page = latestOf(piece).body.form === 'article' ? 'soan-bai' : 'soan-guong'
  return (
    <>
      <ButtonLink kind="ghost" icon="edit" href={`/tin-bai/${piece.id}/${page}`} wide>
        {begun.length > 0 ? t.continueBegun : t.revise}
      </ButtonLink>
      {state === 'sent' && (
        <Button kind="quiet" wide onClick={() => setAsked('withdraw')}>
          {t.withdraw}
        </Button>
      )}
      {versionsOf(piece).some(({ body }) => isAboutPeople(body)) && (
        <Button kind="quiet" wide onClick={() => setAsked('withdrawConsent')}>
          {t.withdrawConsent}
        </Button>
      )}
      {asked && <Ask asked={asked} pieceId={piece.id} onClose={() => setAsked(null)} />}
    </>
  )
}

function Ask({ asked, pieceId, onClose }: { asked: Asked; pieceId: string; onClose(): void }) {
  const { mutate } = useServices()
  const t = usePieceTexts()
  const { common, refusals } = useTexts()
  const kept = useKeptWords(`${pieceId} ${asked}`)
  const [error, setError] = useState<string>()
  const [problem, setProblem] = useState<string | null>(null)
  const isUnderWay = useRef(false)
  const isWithdrawal = asked === 'withdraw'

  const put = async (formId: string) => {
    const said = storableText(kept.text.trim())
    const args = { pieceId, ...(isWithdrawal ? { reason: said } : { note: said }) }
    const result = await mutate({ name: `piece.${asked}`, args, formId })
    if (result.ok) onClose()
    else setProblem(refusals[result.error.code](result.error.details))
    return result.ok
  }
  const carryOut = async () => {
    if (isWithdrawal && kept.text.trim() === '') return setError(t.reasonMissing)
    if (isUnderWay.current) return
    isUnderWay.current = true
    try {
      await kept.handIn(put)
    } catch (failure) {
      console.warn('act not saved', failure instanceof Error ? failure.name : failure)
      setProblem(t.form.saveFailed)
    } finally {
      isUnderWay.current = false
    }
  }
  return (
    <AskDialog
      open
      kept={kept}
      title={t[asked]}
      confirm={t.confirm}
      cancel={common.cancel}
      onConfirm={() => void carryOut()}
      onClose={onClose}
    >
      <p>{isWithdrawal ? t.withdrawLead : t.withdrawConsentLead}</p>
      <TextArea
        id="piece-why"
        label={isWithdrawal ? t.fields.reason : t.fields.note}
        rows={3}
        error={error}
        value={kept.text}
        onChange={kept.set}
      />
      {problem && <Notice tone="alarm" title={problem} />}
    </AskDialog>
  )
}
