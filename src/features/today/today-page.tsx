import { useLiveQuery } from 'dexie-react-hooks'
import { type ReactNode, Suspense } from 'react'
import { titleOfBody } from '#i18n/incident-words.ts'
import { clockWords, statusWords } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { readDrafts } from '#storage/drafts.ts'
import { readStanding } from '#storage/held.ts'
import { isStuck } from '#storage/stuck.ts'
import { readWaiting } from '#storage/waiting.ts'
import { statusOfDraft } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Notice } from '#ui/notice.tsx'
import { RecordRow } from '#ui/record-row.tsx'
import { Screen } from '#ui/screen.tsx'
import { News } from './news.tsx'
import { DeviceNotices } from './notices.tsx'
import { SyncLine } from './sync-line.tsx'
import { Waiting } from './waiting.tsx'

/**
 * What is to be done and what came: the first thing an officer sees, with or without a network.
 * @param props.ahead the next deadlines, a part of its own
 * @param props.otherNews what was said about tasks and articles, another
 */
export function TodayPage({
  trouble,
  ahead,
  otherNews,
}: {
  trouble?: ReactNode
  ahead?: ReactNode
  otherNews?: ReactNode
}) {
  const t = useTexts()
  const { db, actor, clock } = useServices()
  const { skewMs } = useSyncState()
  const drafts = useLiveQuery(() => readDrafts(db), [db])
  const waiting = useLiveQuery(() => readWaiting(db, actor), [db, actor])
  const standing = useLiveQuery(() => readStanding(db), [db])
  const now = clock()
  const off = clockWords(t, skewMs)
  const hasTrouble = standing && (standing.broken > 0 || standing.outbox.some((row) => isStuck(row, now)))
  const isQuiet = drafts?.length === 0 && waiting?.length === 0 && standing?.refused === 0

  return (
    <Screen
      title={t.today.title(actor.name)}
      eyebrow={actor.grants[0]?.unitName}
      documentTitle={t.common.nav.today}
      status={standing && <SyncLine standing={standing} />}
      wide
    >
      <DeviceNotices />
      <Suspense>{hasTrouble && trouble}</Suspense>
      {off && (
        <Notice tone="wait" title={t.today.clock.title}>
          {off.fast ? t.today.clock.fast(off.gap) : t.today.clock.slow(off.gap)}
        </Notice>
      )}
      {standing && standing.refused > 0 && (
        <Notice
          tone="alarm"
          title={t.today.attention.title(standing.refused)}
          action={
            <ButtonLink kind="ghost" href="/can-sua">
              {t.today.attention.button}
            </ButtonLink>
          }
        >
          {t.today.attention.text}
        </Notice>
      )}
      <div className="today">
        <div className="today-mine">
          <Suspense>{ahead}</Suspense>
          {waiting && waiting.length > 0 && <Waiting items={waiting} />}
          {drafts && drafts.length > 0 && (
            <section className="stack-small" aria-labelledby="today-drafts">
              <h2 id="today-drafts">{t.today.todo}</h2>
              {drafts.map((draft) => {
                const words = statusWords(t, statusOfDraft(draft), now)
                return (
                  <RecordRow
                    key={draft.id}
                    href={`/su-co/${draft.id}/${draft.step}`}
                    title={titleOfBody(t, draft.body)}
                    chip={{ tone: words.tone, text: words.chip }}
                    line={words.line}
                    when={<span className="resume">{t.today.resume}</span>}
                  />
                )
              })}
            </section>
          )}
          {isQuiet && (
            <Card>
              <p className="strong">{t.today.quiet.title}</p>
              <p className="small">{t.today.quiet.text}</p>
            </Card>
          )}
        </div>
        <div className="today-news">
          <News />
          <Suspense>{otherNews}</Suspense>
        </div>
      </div>
      <ButtonLink kind="quiet" icon="info" href="/huong-dan">
        {t.common.help}
      </ButtonLink>
    </Screen>
  )
}
