import { useLiveQuery } from 'dexie-react-hooks'
import { type FormEvent, useState } from 'react'
import { MIN_PASSPHRASE } from '#domain/unsent/header.ts'
import { useHandoverTexts } from '#i18n/handover-texts.ts'
import { formatBytes } from '#i18n/numbers.ts'
import { countGathered } from '#storage/unsent/count.ts'
import { exportUnsent, type UnsentFile } from '#storage/unsent/file.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { TextField } from '#ui/fields.tsx'
import { Alert, Notice } from '#ui/notice.tsx'
import { saveFile } from '#ui/save-file.ts'
import { Loading } from '#ui/states.tsx'
import { browserRandom, suggestedPassphrase } from './passphrase.ts'

/** What has not arrived, out of this device as one locked file. [HO2] */
export function SavePart({ leaving }: { leaving: boolean }) {
  const t = useHandoverTexts()
  const { db } = useServices()
  const has = useLiveQuery(() => countGathered(db), [db])
  return (
    <section className="stack-small" aria-labelledby="handover-save">
      <h2 id="handover-save">{t.save.title}</h2>
      {!has ? (
        <Loading label={t.loading} />
      ) : has.changes + has.drafts + has.photos === 0 ? (
        <Card>
          <p>{t.save.nothing}</p>
        </Card>
      ) : (
        <SaveForm has={t.counted(has.changes, has.drafts, has.photos)} leaving={leaving} />
      )}
    </section>
  )
}

function SaveForm({ has, leaving }: { has: string; leaving: boolean }) {
  const t = useHandoverTexts()
  const { db, actor, clock } = useServices()
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<string>()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<UnsentFile | null>(null)

  /** The file that was made keeps its own passphrase: what stands in the field must be that one or none. */
  const type = (words: string) => {
    setPassphrase(words)
    setMade(null)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setProblem(null)
    if (passphrase.trim().length < MIN_PASSPHRASE) return setError(t.problem.short(MIN_PASSPHRASE))
    setError(undefined)
    setBusy(true)
    try {
      const file = await exportUnsent(db, actor, passphrase, clock)
      if (file.ok) {
        saveFile(file.value.blob, file.value.name)
        setMade(file.value)
      } else setProblem(t.refusals[file.error])
    } catch (error) {
      console.warn('unsent file not made', error instanceof Error ? error.name : error)
      setProblem(t.problem.save)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Card>
      <div className="stack">
        <form className="stack" onSubmit={submit} noValidate>
          <p className="strong">{t.save.has(has)}</p>
          <p className="small">{t.save.text}</p>
          <TextField
            id="save-passphrase"
            label={t.password}
            hint={t.save.passwordHint(MIN_PASSPHRASE)}
            error={error}
            value={passphrase}
            onChange={type}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
          <Button kind="quiet" icon="key" onClick={() => type(suggestedPassphrase(browserRandom))}>
            {t.save.suggest}
          </Button>
          {problem && <Alert title={problem} />}
          <Button kind="primary" icon="lock" type="submit" wide busy={busy}>
            {busy ? t.save.busy : t.save.button}
          </Button>
        </form>
        <div aria-live="polite">{made && <Made file={made} leaving={leaving} />}</div>
      </div>
    </Card>
  )
}

function Made({ file, leaving }: { file: UnsentFile; leaving: boolean }) {
  const { save: t } = useHandoverTexts()
  return (
    <Notice
      tone="ok"
      title={t.done}
      action={
        <>
          <Button kind="quiet" icon="install" onClick={() => saveFile(file.blob, file.name)}>
            {t.again}
          </Button>
          {leaving && (
            <ButtonLink kind="ghost" icon="lock" href="/dang-xuat">
              {t.signOut}
            </ButtonLink>
          )}
        </>
      }
    >
      <p className="handover-file">{t.doneText(file.name, formatBytes(file.blob.size))}</p>
      {leaving && <p>{t.signOutText}</p>}
    </Notice>
  )
}
