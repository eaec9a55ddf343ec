import { isLink } from '#domain/links.ts'
import type { PieceBody } from '#domain/pieces/body.ts'
import { latestOf, type Piece, pieceStateOf, publicationsOf, standingsOf } from '#domain/pieces/piece.ts'
import { formatWhen } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DeskPieceAnswer } from '#protocol/office-pieces.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Failed, Loading } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { DeskError } from '../api.ts'
import { DeskPhotos } from '../desk-photos.tsx'
import { useKeptActs, useWaitingActs } from '../pending.ts'
import { failureText } from '../words.ts'
import { PieceActBar } from './piece-act-bar.tsx'
import { pieceWithActs, useDeskPiece } from './use-desk-pieces.ts'

const LIST = '/ban-dieu-hanh/tin-bai'

/** One piece at the desk of a place that it was sent to: what it says, and what each place made of it. [PI3] */
export function PieceDetail({ id }: { id: string }) {
  const { desk: t } = usePieceTexts()
  const office = useOfficeTexts()
  const found = useDeskPiece(id)
  if (found.data) return <Found answer={found.data} stale={found.isError ? failureText(office, found.error) : null} />
  const isGone = found.error instanceof DeskError && found.error.failure === 'not-found'
  return (
    <Screen title={isGone ? t.goneTitle : t.title} back={LIST}>
      {found.isPending && <Loading label={office.loading} />}
      {isGone && <Empty icon="search" title={t.gone} />}
      {found.isError && !isGone && (
        <Failed title={office.failedTitle} onRetry={() => void found.refetch()}>
          {failureText(office, found.error)}
        </Failed>
      )}
    </Screen>
  )
}

function Found({ answer, stale }: { answer: DeskPieceAnswer; stale: string | null }) {
  const t = usePieceTexts()
  const office = useOfficeTexts()
  const { actor } = useServices()
  const acts = useKeptActs(useWaitingActs().get(answer.piece.id) ?? [], answer.piece.timeline)
  const piece = pieceWithActs(answer, acts, actor)
  const unsent = new Set(acts.filter(({ verdict }) => verdict === null).map(({ mid }) => mid as string))
  const { body, photos, no } = latestOf(piece)
  const state = pieceStateOf(piece)
  return (
    <Screen
      title={body.title}
      eyebrow={`${piece.unitName} · ${t.kind[body.kind]} · ${t.versions(no)}${piece.code ? ` · ${piece.code}` : ''}`}
      back={LIST}
      status={
        <p className="desk-chips">
          <Chip tone={state === 'retired' ? 'alarm' : 'brand'}>{t.state[state]}</Chip>
          {unsent.size > 0 && <Chip tone="wait">{office.actWaiting}</Chip>}
        </p>
      }
      actions={<PieceActBar answer={answer} piece={piece} />}
    >
      {stale && <Notice tone="wait" title={stale} />}
      {state === 'retired' && (
        <Notice tone="alarm" title={t.retiredTitle}>
          {t.retiredText}
        </Notice>
      )}
      <Content body={body} />
      <DeskPhotos photos={photos} altOf={t.picture} />
      <Places piece={piece} />
      <History piece={piece} unsent={unsent} />
    </Screen>
  )
}

function Content({ body }: { body: PieceBody }) {
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  const consent = body.form === 'example' ? body.consent : null
  const rows = [
    ...(body.form === 'example' ? [{ term: t.fields.about, value: t.about[body.about] }] : []),
    ...(body.form === 'example' ? [{ term: t.fields.label, value: body.label }] : []),
    { term: body.form === 'example' ? t.fields.achievement : t.fields.text, value: body.text },
    { term: t.fields.author, value: body.author },
    { term: t.fields.channel, value: body.channel === null ? '' : tasks.product.channel[body.channel] },
    ...(consent
      ? [
          { term: t.themself, value: t.consentOf(t.consent, t.how[consent.person.how], fullDay(consent.person.on)) },
          {
            term: t.parents,
            value: consent.parents
              ? t.consentOf(t.consent, t.how[consent.parents.how], fullDay(consent.parents.on))
              : '',
          },
          { term: t.consent, value: t.recordedBy(consent.recordedBy) },
        ]
      : []),
  ]
  return (
    <Card>
      <DefinitionList
        rows={rows
          .filter(({ value }) => value !== '')
          .map(({ term, value }) => ({ term, value: <span className="desk-words">{value}</span> }))}
      />
      {isLink(body.link) && (
        <a className="desk-words" href={body.link} target="_blank" rel="noreferrer">
          {body.link}
        </a>
      )}
    </Card>
  )
}

function Places({ piece }: { piece: Piece }) {
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  const out = publicationsOf(piece)
  return (
    <section className="stack-small">
      <h2>{t.places}</h2>
      {standingsOf(piece).map(({ unitId, name, state, isOlder, entry }) => (
        <Card key={unitId}>
          <p className="strong">{name}</p>
          <p>{`${t.standing[state]}${isOlder ? ` · ${t.newer}` : ''}`}</p>
          {entry?.kind === 'declined' && <p className="desk-words">{entry.reason}</p>}
          {out
            .filter((one) => one.unitId === unitId)
            .map(({ id, channel, link, on }) => (
              <p key={id} className="desk-words">
                {t.publishedAt(tasks.product.channel[channel], fullDay(on))}{' '}
                {isLink(link) && (
                  <a href={link} target="_blank" rel="noreferrer">
                    {link}
                  </a>
                )}
              </p>
            ))}
        </Card>
      ))}
    </section>
  )
}

function History({ piece, unsent }: { piece: Piece; unsent: ReadonlySet<string> }) {
  const t = usePieceTexts()
  const office = useOfficeTexts()
  const { labels } = useTexts()
  const { clock } = useServices()
  const standings = standingsOf(piece)
  return (
    <section className="stack-small">
      <h2>{t.history}</h2>
      <Card>
        <Timeline
          items={piece.timeline.map((entry) => {
            const { id, kind, by, stamps } = entry
            const what = kind === 'sent' ? `${t.entry.sent} · ${t.versions(entry.no)}` : t.entry[kind]
            const place = standings.find(({ unitId }) => 'unitId' in entry && unitId === entry.unitId)?.name
            const title = place ? t.entryOf(what, place) : what
            return {
              key: id,
              title: unsent.has(id) ? `${title} · ${office.actWaiting.toLowerCase()}` : title,
              state: unsent.has(id) ? 'now' : kind === 'consent_withdrawn' ? 'alarm' : 'done',
              detail: t.by(by.name, labels.role[by.role], formatWhen(stamps.received ?? stamps.committed, clock())),
            }
          })}
        />
      </Card>
    </section>
  )
}
