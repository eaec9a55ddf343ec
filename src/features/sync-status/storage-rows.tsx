import { useEffect, useState } from 'react'
import { formatBytes } from '#i18n/numbers.ts'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { readKept, readSpace } from '#pwa/persistence.ts'
import { Card } from '#ui/card.tsx'
import { DefinitionList } from '#ui/summary.tsx'

const WORDS = { yes: 'persisted', no: 'notPersisted', unsupported: 'unsupported' } as const

/** Whether the device promised to keep what is here, and how much room there is. */
export function StorageRows() {
  const words = useSettingsTexts().storage
  const [space, setSpace] = useState<Awaited<ReturnType<typeof readSpace>>>(null)
  const kept = readKept(localStorage)

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
          ]}
        />
      </Card>
    </section>
  )
}
