import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTroubleTexts } from '#i18n/trouble-texts.ts'
import { readAside } from '#storage/aside.ts'
import { isStuck } from '#storage/stuck.ts'
import type { AsideRow, OutboxRow } from '#storage/tables.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { wordsOf } from './words.ts'

/** What went wrong here by itself: changes that do not get through, and rows that broke. Nothing, where nothing did. */
export function DeviceTrouble() {
  const { db, clock } = useServices()
  const stuck = useLiveQuery(() => db.outbox.filter((row) => isStuck(row, clock())).sortBy('seq'), [db, clock])
  const aside = useLiveQuery(() => readAside(db), [db])
  return (
    <>
      {stuck && stuck.length > 0 && <Stuck rows={stuck} />}
      {aside && aside.length > 0 && <Aside rows={aside} />}
    </>
  )
}

/** The way round: by a call, by the file of unsent work, or by the words themselves. [SY16] */
function Stuck({ rows }: { rows: readonly OutboxRow[] }) {
  const t = useTroubleTexts()
  const copying = useCopy()
  return (
    <div role="alert">
      <Notice
        tone="alarm"
        title={t.stuck.title(rows.length)}
        action={
          <>
            <ButtonLink kind="primary" href="/doi-may">
              {t.stuck.file}
            </ButtonLink>
            <Button kind="ghost" icon="copy" onClick={() => copying.copy(rows.map(wordsOf).join('\n\n'))}>
              {t.stuck.copy}
            </Button>
          </>
        }
      >
        <p>{t.stuck.text}</p>
        <Copied {...copying} />
      </Notice>
    </div>
  )
}

function Aside({ rows }: { rows: readonly AsideRow[] }) {
  const { db } = useServices()
  const t = useTroubleTexts()
  const copying = useCopy()
  const [dropping, setDropping] = useState(false)
  const drop = () => void db.aside.bulkDelete(rows.flatMap(({ n }) => n ?? []))
  return (
    <Notice
      tone="alarm"
      title={t.aside.title(rows.length)}
      action={
        <>
          <Button kind="ghost" icon="copy" onClick={() => copying.copy(JSON.stringify(rows, null, 1))}>
            {t.aside.copy}
          </Button>
          {dropping ? (
            <>
              <Button kind="alarm" icon="trash" onClick={drop}>
                {t.aside.drop}
              </Button>
              <Button kind="ghost" onClick={() => setDropping(false)}>
                {t.aside.keep}
              </Button>
            </>
          ) : (
            <Button kind="ghost" icon="trash" onClick={() => setDropping(true)}>
              {t.aside.drop}
            </Button>
          )}
        </>
      }
    >
      <p>{dropping ? t.aside.sure : t.aside.text}</p>
      <Copied {...copying} />
    </Notice>
  )
}

function useCopy() {
  const t = useTroubleTexts()
  const [said, setSaid] = useState('')
  const [shown, setShown] = useState('')
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setSaid(t.copied),
      () => {
        setSaid(t.copyFailed)
        setShown(text)
      },
    )
  return { copy, said, shown }
}

function Copied({ said, shown }: { said: string; shown: string }) {
  return (
    <>
      <p className="small" role="status">
        {said}
      </p>
      {shown && <p className="plain-text">{shown}</p>}
    </>
  )
}
