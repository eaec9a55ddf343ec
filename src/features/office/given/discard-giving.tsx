import { useState } from 'react'
import { useGivenTexts } from '#i18n/given-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'

/** Throws away what was begun in the form; only its officer asks for it. [DR1] @param onDiscard throws where this device could not */
export function DiscardGiving({ onDiscard }: { onDiscard(): Promise<unknown> }) {
  const t = useGivenTexts().form
  const { common } = useTexts()
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState(false)
  const discard = async () => {
    try {
      await onDiscard()
    } catch (error) {
      console.warn('form not discarded', error instanceof Error ? error.name : error)
      setFailed(true)
    }
  }
  return (
    <>
      <Button kind="quiet" icon="trash" onClick={() => setAsking(true)}>
        {t.discard}
      </Button>
      {asking && (
        <AskDialog
          open
          title={t.discard}
          confirm={t.discard}
          cancel={common.cancel}
          kind="alarm"
          onConfirm={() => void discard()}
          onClose={() => setAsking(false)}
        >
          <p>{t.discardSure}</p>
          {failed && <Notice tone="alarm" title={t.discardFailed} />}
        </AskDialog>
      )}
    </>
  )
}
