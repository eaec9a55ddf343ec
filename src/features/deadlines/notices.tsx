import { msOf } from '#domain/time.ts'
import { formatWhen } from '#i18n/dates.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { clockWords } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Notice } from '#ui/notice.tsx'

/** After a day without the server, deadlines may have moved. */
const OLD_MS = 24 * 3_600_000

/** How old the data is, and a clock that is off: told where dates are read. [DL15, TM3] */
export function AgeAndClock() {
  const { deadlines: t } = usePlanTexts()
  const texts = useTexts()
  const { clock } = useServices()
  const { lastSync, skewMs } = useSyncState()
  const off = clockWords(texts, skewMs)
  const isOld = lastSync === null || clock() - msOf(lastSync) > OLD_MS
  return (
    <>
      {off && (
        <Notice tone="wait" title={t.clock.title}>
          {off.fast ? t.clock.fast(off.gap) : t.clock.slow(off.gap)}
        </Notice>
      )}
      {isOld ? (
        <Notice tone="wait" title={t.old.title}>
          {lastSync === null ? t.old.never : t.old.text(formatWhen(lastSync, clock()))}
        </Notice>
      ) : (
        <p className="small">{t.asOf(formatWhen(lastSync, clock()))}</p>
      )}
    </>
  )
}
