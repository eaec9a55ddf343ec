import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { canPiece } from '#domain/access/can.ts'
import { latestOf, pieceStateOf, standingsOf } from '#domain/pieces/piece.ts'
import { formatTime, formatWhen } from '#i18n/dates.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { type BegunPiece, discardPieceForm, type ListedPiece, pieceFormId, readPieces } from '#storage/pieces.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'
import { RecordRow } from '#ui/record-row.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import './pieces.css'
import { STATE_TONE, waitingWords } from './words.ts'

/** `/tin-bai`: what the unit has written and sent, and how each stands; the way to write another. */
export function PiecesPage() {
  const t = usePieceTexts()
  const { db, actor } = useServices()
  const all = useLiveQuery(() => readPieces(db, actor), [db, actor])
  const mayWrite = actor.grants.some(({ unitId }) => canPiece(actor, 'write', { unitId }))
  return (
    <Screen title={t.title} back="/bao-cao">
      <p>{t.lead}</p>
      {mayWrite && (
        <div className="stack-small">
          <ButtonLink kind="primary" icon="edit" wide href="/tin-bai/moi/soan-bai">
            {t.newArticle}
          </ButtonLink>
          <ButtonLink kind="ghost" icon="heart" wide href="/tin-bai/moi/soan-guong">
            {t.newExample}
          </ButtonLink>
        </div>
      )}
      {all === undefined ? (
        <Loading label={t.loading} />
      ) : (
        <>
          {all.refused.length > 0 && (
            <Notice
              tone="alarm"
              title={t.refusedDetail}
              action={
                <ButtonLink kind="ghost" href="/can-sua">
                  {t.toTray}
                </ButtonLink>
              }
            />
          )}
          {all.begun.length > 0 && <BegunList begun={all.begun} />}
          {all.pieces.length > 0 && <SentList pieces={all.pieces} />}
          {all.begun.length + all.pieces.length === 0 && (
            <Empty icon="megaphone" title={t.empty}>
              {t.emptyText}
            </Empty>
          )}
        </>
      )}
    </Screen>
  )
}

function BegunList({ begun }: { begun: readonly BegunPiece[] }) {
  const t = usePieceTexts()
  const { sync } = useTexts()
  const [discarding, setDiscarding] = useState<BegunPiece | null>(null)
  const titleOf = ({ form, row }: BegunPiece): string => {
    const { title } = row.values
    const own = typeof title === 'string' ? title.trim() : ''
    return own === '' ? (form === 'article' ? t.begunArticle : t.begunExample) : own
  }
  return (
    <section className="stack-small" aria-labelledby="pieces-begun">
      <h2 id="pieces-begun">{t.begun}</h2>
      <ul className="stack-small">
        {begun.map((one) => (
          <li key={one.row.id} className="stack-small">
            <RecordRow
              href={`/tin-bai/${one.pieceId}/${one.form === 'article' ? 'soan-bai' : 'soan-guong'}`}
              title={titleOf(one)}
              chip={{ tone: 'brand', text: sync.chip.draft }}
              line={t.savedAt(formatTime(one.row.savedAt))}
            />
            <Button
              kind="quiet"
              icon="trash"
              aria-label={`${t.discard}: ${titleOf(one)}`}
              onClick={() => setDiscarding(one)}
            >
              {t.discard}
            </Button>
          </li>
        ))}
      </ul>
      {discarding && <Discard begun={discarding} onClose={() => setDiscarding(null)} />}
    </section>
  )
}

function Discard({ begun, onClose }: { begun: BegunPiece; onClose(): void }) {
  const { db } = useServices()
  const t = usePieceTexts()
  const { common } = useTexts()
  const [failed, setFailed] = useState(false)
  const discard = async () => {
    try {
      await discardPieceForm(db, pieceFormId(begun.pieceId, begun.form))
      onClose()
    } catch (error) {
      console.warn('form not discarded', error instanceof Error ? error.name : error)
      setFailed(true)
    }
  }
  return (
    <AskDialog
      open
      title={t.discard}
      confirm={t.discard}
      cancel={common.cancel}
      kind="alarm"
      onConfirm={() => void discard()}
      onClose={onClose}
    >
      <p>{t.discardSure}</p>
      {failed && <Notice tone="alarm" title={t.discardFailed} />}
    </AskDialog>
  )
}

function SentList({ pieces }: { pieces: readonly ListedPiece[] }) {
  const t = usePieceTexts()
  const texts = useTexts()
  const sync = useSyncState()
  const { clock } = useServices()
  return (
    <section className="stack-small" aria-labelledby="pieces-sent">
      <h2 id="pieces-sent">{t.sent}</h2>
      <ul className="stack-small" aria-label={t.listLabel}>
        {pieces.map((on) => {
          const { piece } = on
          const { body } = latestOf(piece)
          const state = pieceStateOf(piece)
          const waiting = waitingWords(texts, on, sync, clock())
          const places = standingsOf(piece).map((one) => `${one.name}: ${t.standing[one.state].toLowerCase()}`)
          const first = piece.timeline[0]?.stamps.committed
          return (
            <li key={piece.id}>
              <RecordRow
                href={`/tin-bai/${piece.id}`}
                title={body.title}
                chip={
                  waiting
                    ? { tone: waiting.tone, text: waiting.chip }
                    : { tone: STATE_TONE[state], text: state === 'sent' ? texts.sync.chip.arrived : t.state[state] }
                }
                line={waiting ? waiting.line : [t.kind[body.kind], ...places].join(' · ')}
                when={first && t.sentAt(formatWhen(first, clock()))}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
