import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { formatDayTime } from '#i18n/dates.ts'
import { formatBytes } from '#i18n/numbers.ts'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { readKept, readSpace } from '#pwa/persistence.ts'
import { KEPT_PHOTOS_BYTES } from '#storage/backed-up.ts'
import { readKeptForServer } from '#storage/kept-for-server.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { DefinitionList } from '#ui/summary.tsx'

const WORDS = { yes: 'persisted', no: 'notPersisted', unsupported: 'unsupported' } as const

/** Whether the device promised to keep what is here, how much room there is, and what is kept for the server's sake. [BK9] */
export function StorageRows() {
  const words = useSettingsTexts().storage
  const [space, setSpace] = useState<Awaited<ReturnType<typeof readSpace>>>(null)
  const kept = readKept(localStorage)
  const { db } = useServices()
  const held = useLiveQuery(() => readKeptForServer(db), [db])

  useEffect(() => {
    void readSpace(navigator.storage).then(setSpace)
  }, [])

  return (
    <section className="stack-small" aria-labelledby="sync-storage">
      <h2 id="sync-storage">{words.title}</h2>
      <Card>
        <DefinitionList
          rows={[
            { term: words.kept, value: kept ? words[WORDS[kept]] : words.notAsked },
            {
              term: words.used,
              value: space ? words.usage(formatBytes(space.used), formatBytes(space.quota)) : words.unknown,
            },
            ...(held
              ? [
                  {
                    term: words.backup,
                    value: held.backup ? words.backedUp(formatDayTime(held.backup)) : words.neverBackedUp,
                  },
                  {
                    term: words.keptForServer,
                    value: held.isFull
                      ? words.keptFull
                      : words.keptChanges(held.changes, formatBytes(held.photos), formatBytes(KEPT_PHOTOS_BYTES)),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </section>
  )
}
