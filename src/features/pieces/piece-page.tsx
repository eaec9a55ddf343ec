import { useLiveQuery } from 'dexie-react-hooks'
import { useParams } from 'wouter'
import type { PieceId } from '#domain/ids.ts'
import { isLink } from '#domain/links.ts'
import { latestOf, pieceStateOf, publicationsOf, type Standing, standingsOf } from '#domain/pieces/piece.ts'
import { formatWhen } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { type PieceOnDevice, readPiece } from '#storage/pieces.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Announce } from '#ui/live.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { Content } from './content.tsx'
import type { PictureParts } from './pictures.ts'
import { PieceActs } from './piece-acts.tsx'
import { PieceReceipt } from './piece-receipt.tsx'
import './pieces.css'
import { entryTitle, entryWords, STANDING_TONE, STATE_TONE, waitingWords } from './words.ts'

/** `/tin-bai/:pieceId`: what was sent, what each place made of it, and its receipt. [PI3] */
export function PiecePage({ pictures }: { pictures: PictureParts }) {
  const { pieceId = '' } = useParams<{ pieceId: string }>()
  const { db, actor } = useServices()
  const t = usePieceTexts()
  const found = useLiveQuery(() => readPiece(db, pieceId as PieceId, actor), [db, pieceId, actor])
  if (found) return <Page key={pieceId} on={found} view={pictures.view} />
  return (
    <Screen title={found === null ? t.notFoundTitle : t.title} back="/tin-bai">
      {found === null ? <Empty icon="search" title={t.notFound} /> : <Loading label={t.loading} />}
    </Screen>
  )
}

function Page({ on, view }: { on: PieceOnDevice; view: PictureParts['view'] }) {
  const { piece, refused } = on
  const t = usePieceTexts()
  const texts = useTexts()
  const sync = useSyncState()
  const nowMs = useServerNow()
  const state = pieceStateOf(piece)
  const latest = latestOf(piece)
  const waiting = waitingWords(texts, on, sync, nowMs)
  const { received } = latest.stamps
  const line = waiting?.line ?? (received ? texts.sync.line.arrived(formatWhen(received, nowMs), piece.code) : '')
  const chip = waiting ?? {
    tone: STATE_TONE[state],
    chip: state === 'sent' ? texts.sync.chip.arrived : t.state[state],
  }
  return (
    <Screen
      title={latest.body.title}
      eyebrow={`${t.kind[latest.body.kind]} · ${t.versions(latest.no)}`}
      back="/tin-bai"
      status={
        <div className="row row-middle">
          <Chip tone={chip.tone}>{chip.chip}</Chip>
          <span className="small grow">{line}</span>
        </div>
      }
      actions={<PieceActs on={on} />}
    >
      <Announce>{`${chip.chip} ${line}`}</Announce>
      {refused.length > 0 && (
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
      {state === 'retired' && (
        <Notice tone="alarm" title={t.retiredTitle}>
          {t.retiredText}
        </Notice>
      )}
      <Places on={on} />
      <Content on={on} version={latest} view={view} />
      <PieceReceipt on={on} version={latest} />
      <History on={on} nowMs={nowMs} />
    </Screen>
  )
}

/** What each place said: two answers, told apart. [PI3] */
function Places({ on: { piece } }: { on: PieceOnDevice }) {
  const t = usePieceTexts()
  const standings = standingsOf(piece)
  return (
    <section className="stack-small" aria-labelledby="piece-places">
      <h2 id="piece-places">{t.places}</h2>
      {standings.length === 0 && <p className="small">{t.noPlaces}</p>}
      {standings.map((standing) => (
        <Card key={standing.unitId} as="article">
          <div className="row row-middle">
            <p className="grow strong">{standing.name}</p>
            <Chip tone={STANDING_TONE[standing.state]}>{t.standing[standing.state]}</Chip>
          </div>
          {standing.isOlder && <p className="small">{t.newer}</p>}
          <Answer on={piece} standing={standing} />
        </Card>
      ))}
    </section>
  )
}

function Answer({ on, standing: { unitId, entry } }: { on: PieceOnDevice['piece']; standing: Standing }) {
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  const out = publicationsOf(on).filter((one) => one.unitId === unitId)
  return (
    <>
      {out.map(({ id, channel, link, on: day }) => (
        <div key={id}>
          <p>{t.publishedAt(tasks.product.channel[channel], fullDay(day))}</p>
          {isLink(link) && (
            <a className="piece-link" href={link} target="_blank" rel="noreferrer">
              {link}
            </a>
          )}
        </div>
      ))}
      {entry?.kind === 'declined' && <p className="piece-words">{entry.reason}</p>}
    </>
  )
}

function History({ on: { piece, waiting }, nowMs }: { on: PieceOnDevice; nowMs: number }) {
  const t = usePieceTexts()
  const { labels } = useTexts()
  const standings = standingsOf(piece)
  const unsent = new Set(waiting.filter(({ verdict }) => verdict === null).map(({ mid }) => mid as string))
  return (
    <section className="stack-small" aria-labelledby="piece-history">
      <h2 id="piece-history">{t.history}</h2>
      <Card>
        <Timeline
          items={piece.timeline.map((entry) => {
            const { id, by, stamps, kind } = entry
            const who = t.by(by.name, labels.role[by.role], formatWhen(stamps.received ?? stamps.committed, nowMs))
            const words = entryWords(entry)
            return {
              key: id,
              title: entryTitle(t, standings, entry),
              state: unsent.has(id) ? 'now' : kind === 'consent_withdrawn' ? 'alarm' : 'done',
              detail: (
                <>
                  <p>{unsent.has(id) ? `${who} · ${t.unsent}` : who}</p>
                  {words && <p className="piece-words">{words}</p>}
                </>
              ),
            }
          })}
        />
      </Card>
    </section>
  )
}
