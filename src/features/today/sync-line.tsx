import { Link } from 'wouter'
import { summaryWords } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import type { readStanding } from '#storage/held.ts'
import { syncFacts } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Icon } from '#ui/icon.tsx'
import { Announce } from '#ui/live.tsx'

/** The one line that sums up, and the way to the details. */
export function SyncLine({ standing }: { standing: Awaited<ReturnType<typeof readStanding>> }) {
  const t = useTexts()
  const { clock } = useServices()
  const { tone, text } = summaryWords(t, syncFacts(standing, useSyncState()), clock())
  return (
    <>
      <Link href="/dong-bo" className={`sync-line sync-line-${tone}`}>
        <Icon name={tone === 'ok' ? 'check' : tone === 'plain' ? 'refresh' : 'clock'} />
        <span>
          {text}
          <span className="unseen">. {t.sync.summary.details}</span>
        </span>
      </Link>
      <Announce>{text}</Announce>
    </>
  )
}
