import { useLiveQuery } from 'dexie-react-hooks'
import { type ReactNode, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { titleOfIncident } from '#i18n/incident-words.ts'
import { useSyncPageTexts } from '#i18n/sync-page-texts.ts'
import { clockWords, statusWords, whenOr } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { readWaiting, type WaitingItem } from '#storage/waiting.ts'
import { statusOfRows } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Announce } from '#ui/live.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { PhotoProgress } from './photo-progress.tsx'
import { StorageRows } from './storage-rows.tsx'
import { nextTryOf } from './tries.ts'

/** Everything about sending and fetching, in plain words. */
export function SyncStatusPage({ trouble }: { trouble?: ReactNode }) {
  const t = useTexts()
  const words = useSyncPageTexts()
  const { db, actor, engine, clock } = useServices()
  const sync = useSyncState()
  const waiting = useLiveQuery(() => readWaiting(db, actor), [db, actor])
  const [busy, setBusy] = useState(false)
  const now = clock()
  const off = clockWords(t, sync.skewMs)

  const sendNow = async () => {
    setBusy(true)
    await engine.syncNow()
    setBusy(false)
  }
  const clockLine = off
    ? off.fast
      ? words.clockFast(off.gap)
      : words.clockSlow(off.gap)
    : sync.skewMs === null
      ? words.clockUnknown
      : words.clockOk

  return (
    <Screen
      title={words.title}
      back="/"
      actions={
        <Button kind="primary" icon="send" wide busy={busy} onClick={sendNow}>
          {busy ? t.sync.sendingNow : t.sync.sendNow}
        </Button>
      }
    >
      <Suspense>{trouble}</Suspense>
      <section className="stack-small" aria-labelledby="sync-waiting">
        <h2 id="sync-waiting">{words.waitingTitle}</h2>
        {!waiting ? (
          <Loading label={t.common.loading} />
        ) : waiting.length === 0 ? (
          <Empty icon="check" title={words.nothing} />
        ) : (
          <>
            {waiting.map((item) => (
              <WaitingCard key={item.entity} item={item} />
            ))}
            <p className="small">{words.unsentNote}</p>
          </>
        )}
      </section>
      <section className="stack-small" aria-labelledby="sync-state">
        <h2 id="sync-state">{words.stateTitle}</h2>
        <Card>
          <DefinitionList
            rows={[
              { term: words.problem, value: words.phase[sync.phase] },
              { term: words.lastSync, value: whenOr(words.never, sync.lastSync, now) },
              { term: words.clock, value: clockLine },
            ]}
          />
        </Card>
        <Announce>{words.phase[sync.phase]}</Announce>
      </section>
      <StorageRows />
    </Screen>
  )
}

function WaitingCard({ item }: { item: WaitingItem }) {
  const t = useTexts()
  const words = useSyncPageTexts()
  const { clock } = useServices()
  const sync = useSyncState()
  const { incident, rows, photos } = item
  const now = clock()
  const status =
    rows.length > 0
      ? statusWords(t, statusOfRows(rows, sync), now)
      : { tone: 'wait' as const, chip: t.sync.chip.queued, line: t.sync.line.photos(photos.length) }
  const kinds = [...new Set(rows.map(({ name }) => t.sync.acts[name] ?? t.sync.act))].join(', ')
  const title = incident ? titleOfIncident(t, incident) : kinds
  const lastTry = rows.reduce<(typeof rows)[number]['lastTry']>((last, row) => row.lastTry ?? last, null)
  const next = nextTryOf(rows, photos, sync, now)

  return (
    <Card>
      <div className="row">
        <div className="grow">
          <p className="strong">{incident ? <Link href={`/bao-cao/${item.entity}`}>{title}</Link> : title}</p>
          {incident && kinds && <p className="small">{kinds}</p>}
          <p className="small">{status.line}</p>
        </div>
        <Chip tone={status.tone}>{status.chip}</Chip>
      </div>
      {rows.length > 0 && (
        <p className="small">{lastTry ? words.lastTry(whenOr('', lastTry, now)) : words.neverTried}</p>
      )}
      <p className="small">{next ? words.nextTry(whenOr('', next, now)) : words.nextSoon}</p>
      {photos.map((photo, i) => (
        <PhotoProgress key={photo.id} photo={photo} n={i + 1} />
      ))}
    </Card>
  )
}
