import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useTexts } from '#i18n/texts.ts'
import { stopPush } from '#pwa/push.ts'
import { countUnsent, type Unsent } from '#storage/held.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import { useSession } from './session.ts'

const totalOf = ({ waiting, drafts, photos }: Unsent) => waiting + drafts + photos

/** Leaving, with the number of what would be left behind said first. */
export function SignOutPage() {
  const t = useTexts()
  const words = t.session.signOut
  const { db } = useServices()
  const unsent = useLiveQuery(() => countUnsent(db), [db])
  return (
    <Screen title={words.title} back="/them">
      {!unsent ? (
        <Loading label={words.checking} />
      ) : totalOf(unsent) === 0 ? (
        <NothingLeft />
      ) : (
        <SomethingLeft unsent={unsent} />
      )}
    </Screen>
  )
}

function useLeave() {
  const { leave } = useSession()
  const [, navigate] = useLocation()
  const [busy, setBusy] = useState(false)
  return {
    busy,
    leave: async (erase: boolean) => {
      setBusy(true)
      // best effort: the server sends nothing to a session that ended
      void stopPush().catch(console.warn)
      navigate('/', { replace: true })
      await leave({ erase })
    },
  }
}

function NothingLeft() {
  const t = useTexts()
  const words = t.session.signOut
  const { active } = useServices()
  const { busy, leave } = useLeave()
  return (
    <>
      <p>{words.nothingLeft}</p>
      <OfflineNote />
      <Button kind="primary" wide busy={busy} onClick={() => leave(active.shared)}>
        {words.button}
      </Button>
      <ButtonLink kind="ghost" wide href="/them">
        {words.stay}
      </ButtonLink>
    </>
  )
}

function SomethingLeft({ unsent }: { unsent: Unsent }) {
  const t = useTexts()
  const words = t.session.signOut
  const { active, engine } = useServices()
  const { busy, leave } = useLeave()
  const [sending, setSending] = useState(false)
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const total = totalOf(unsent)

  const send = async () => {
    setSending(true)
    await engine.syncNow()
    setSending(false)
    setTried(true)
  }

  return (
    <>
      <Notice tone="wait" title={words.unsent(total)}>
        <ul>
          {unsent.waiting > 0 && <li>{words.waiting(unsent.waiting)}</li>}
          {unsent.drafts > 0 && <li>{words.drafts(unsent.drafts)}</li>}
          {unsent.photos > 0 && <li>{words.photos(unsent.photos)}</li>}
        </ul>
      </Notice>
      {tried && !sending && <Notice tone="info" title={words.stillWaiting} />}
      <OfflineNote />
      {unsent.waiting + unsent.photos > 0 && (
        <Button kind="primary" icon="send" wide busy={sending} onClick={send}>
          {sending ? words.sending : words.sendNow}
        </Button>
      )}
      {unsent.drafts > 0 && (
        <ButtonLink kind="ghost" icon="edit" wide href="/bao-cao?muc=draft">
          {words.seeDrafts}
        </ButtonLink>
      )}
      <ButtonLink kind="ghost" icon="install" wide href="/doi-may?roi=dang-xuat">
        {words.toFile}
      </ButtonLink>
      {active.shared ? (
        <p className="small">{words.sharedNote}</p>
      ) : (
        <div className="stack-small">
          <Button kind="ghost" wide busy={busy} onClick={() => leave(false)}>
            {words.keep}
          </Button>
          <p className="small">{words.keepHint}</p>
        </div>
      )}
      <Button kind="quiet" icon="trash" onClick={() => setAsking(true)}>
        {words.discard}
      </Button>
      <ButtonLink kind="ghost" wide href="/them">
        {words.stay}
      </ButtonLink>
      <Dialog
        open={asking}
        title={words.discardTitle(total)}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="ghost" wide onClick={() => setAsking(false)}>
              {words.stay}
            </Button>
            <Button kind="quiet" icon="trash" wide busy={busy} onClick={() => leave(true)}>
              {words.discardConfirm(total)}
            </Button>
          </>
        }
      >
        <p>{words.discardText(total)}</p>
      </Dialog>
    </>
  )
}

function OfflineNote() {
  const t = useTexts()
  const { phase } = useSyncState()
  return phase === 'no-network' ? <p className="small">{t.session.signOut.offlineNote}</p> : null
}
