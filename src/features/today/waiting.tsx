import { useState } from 'react'
import { titleOfIncident } from '#i18n/incident-words.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import type { OutboxRow } from '#storage/tables.ts'
import type { WaitingItem } from '#storage/waiting.ts'
import { statusOfRows } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { RecordRow } from '#ui/record-row.tsx'

/** What the server has not answered for, and the button that tries at once. */
export function Waiting({ items }: { items: readonly WaitingItem[] }) {
  const t = useTexts()
  const { engine, clock } = useServices()
  const sync = useSyncState()
  const [busy, setBusy] = useState(false)

  const sendNow = async () => {
    setBusy(true)
    await engine.syncNow()
    setBusy(false)
  }

  return (
    <section className="stack-small" aria-labelledby="today-waiting">
      <h2 id="today-waiting">{t.today.waiting}</h2>
      {items.map(({ entity, incident, rows, photos }) => {
        const words =
          rows.length > 0
            ? statusWords(t, statusOfRows(rows, sync), clock())
            : { tone: 'wait' as const, chip: t.sync.chip.queued, line: t.sync.line.photos(photos.length) }
        return (
          <RecordRow
            key={entity}
            href={incident ? `/bao-cao/${entity}` : hrefOf(entity, rows)}
            title={incident ? titleOfIncident(t, incident) : (t.sync.acts[rows[0]?.name ?? ''] ?? t.sync.act)}
            chip={{ tone: words.tone, text: words.chip }}
            line={words.line}
          />
        )
      })}
      <Button kind="ghost" icon="send" wide busy={busy} onClick={sendNow}>
        {t.sync.sendNow}
      </Button>
    </section>
  )
}

const FORM_PAGES: Readonly<Record<string, string>> = { monthly: '/bao-cao-thang', plan: '/ke-hoach' }

/** Where a change can be looked at; a clerk's act on another unit's record is nothing of one's own. */
function hrefOf(entity: string, rows: readonly OutboxRow[]): string {
  const own = rows.find(({ seeds }) => seeds.length === 0)
  if (own?.name.startsWith('task.')) return `/nhiem-vu/${entity}`
  if (own?.name.startsWith('piece.')) return `/tin-bai/${entity}`
  const form = FORM_PAGES[own?.name.split('.')[0] ?? '']
  if (!own || !form) return '/dong-bo'
  const { of, unitId } = own.args as { of: string; unitId: string }
  return `${form}/${of}?u=${unitId}`
}
