import { useEffect, useState } from 'react'
import { formatBytes } from '#i18n/numbers.ts'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { askToKeep, type Kept, readKept, readSpace } from '#pwa/persistence.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Announce } from '#ui/live.tsx'
import { Meter } from '#ui/meter.tsx'
import { Screen } from '#ui/screen.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { OnDevice } from './on-device.tsx'

const WORDS = { yes: 'persisted', no: 'notPersisted', unsupported: 'unsupported' } as const

/** What this device holds, whether it promised to keep it, and how much room is left. */
export function StoragePage() {
  const words = useSettingsTexts().storage
  const [kept, setKept] = useState<Kept | null>(() => readKept(localStorage))
  const [space, setSpace] = useState<Awaited<ReturnType<typeof readSpace>>>(null)

  useEffect(() => {
    void readSpace(navigator.storage).then(setSpace)
  }, [])

  const keptWords = kept ? words[WORDS[kept]] : words.notAsked
  return (
    <Screen title={words.title} back="/them">
      <Card>
        <DefinitionList rows={[{ term: words.kept, value: keptWords }]} />
        {space ? (
          <Meter
            label={words.usage(formatBytes(space.used), formatBytes(space.quota))}
            value={space.used}
            max={space.quota}
          />
        ) : (
          <p className="small">{words.unknown}</p>
        )}
      </Card>
      <OnDevice />
      <Announce>{keptWords}</Announce>
      {kept !== 'yes' && (
        <Button
          kind="ghost"
          icon="shield"
          wide
          onClick={async () => setKept(await askToKeep(localStorage, navigator.storage))}
        >
          {words.askNow}
        </Button>
      )}
    </Screen>
  )
}
