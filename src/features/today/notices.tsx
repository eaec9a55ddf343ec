import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { formatBytes } from '#i18n/numbers.ts'
import { useTexts } from '#i18n/texts.ts'
import { readSpace } from '#pwa/persistence.ts'
import { getMeta } from '#storage/db.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

/** Less than this is soon too little for reports with photos. */
const LOW_BYTES = 50e6

/** What this device has done with the store: emptied it, or nearly filled it. */
export function DeviceNotices() {
  const t = useTexts()
  const { db } = useServices()
  const emptied = useLiveQuery(() => getMeta(db, 'emptied'), [db])
  const [free, setFree] = useState<number | null>(null)

  useEffect(() => {
    void readSpace(navigator.storage).then((space) => setFree(space && space.quota - space.used))
  }, [])

  return (
    <>
      {emptied && (
        <Notice
          tone="alarm"
          title={t.today.emptied.title}
          action={
            <Button kind="ghost" onClick={() => void db.meta.delete('emptied')}>
              {t.today.emptied.button}
            </Button>
          }
        >
          {t.today.emptied.text}
        </Notice>
      )}
      {free !== null && free < LOW_BYTES && (
        <Notice tone="wait" title={t.today.storage.title}>
          {t.today.storage.text(formatBytes(Math.max(0, free)))}
        </Notice>
      )}
    </>
  )
}
