import { useState, useSyncExternalStore } from 'react'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { installStore, isInstalled, refuseInstall, wasRefused } from '#pwa/install.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

/** Offers to install where the browser can; after a refusal only a quiet line is left. */
export function InstallCard() {
  const words = useSettingsTexts().install
  const isOffered = useSyncExternalStore(installStore.subscribe, installStore.isOffered)
  const [refused, setRefused] = useState(() => wasRefused(localStorage))
  if (isInstalled()) return <p className="small">{words.installed}</p>
  if (!isOffered) return null
  const install = () => void installStore.accept()
  if (refused) {
    return (
      <Button kind="quiet" icon="install" onClick={install}>
        {words.again}
      </Button>
    )
  }
  return (
    <Notice
      tone="info"
      title={words.title}
      action={
        <>
          <Button kind="ghost" icon="install" onClick={install}>
            {words.button}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              refuseInstall(localStorage)
              setRefused(true)
            }}
          >
            {words.later}
          </Button>
        </>
      }
    >
      {words.text}
    </Notice>
  )
}
