import { type ChangeEvent, type FormEvent, useId, useState } from 'react'
import type { UnsentHeader } from '#domain/unsent/header.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { useHandoverTexts } from '#i18n/handover-texts.ts'
import { importUnsent, inspectUnsent } from '#storage/unsent/file.ts'
import type { Merged } from '#storage/unsent/merge.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { TextField } from '#ui/fields.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { Loading } from '#ui/states.tsx'
import './handover.css'

type Shown =
  | { kind: 'nothing' }
  | { kind: 'reading' }
  | { kind: 'refused'; text: string }
  | { kind: 'chosen'; file: File; header: UnsentHeader }
  | { kind: 'taken'; merged: Merged }

/** A locked file of this account, into this device. [HO3, HO4] */
export function TakePart() {
  const t = useHandoverTexts()
  const { actor } = useServices()
  const [shown, setShown] = useState<Shown>({ kind: 'nothing' })
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setShown({ kind: 'reading' })
    try {
      const read = await inspectUnsent(file, actor)
      setShown(
        read.ok ? { kind: 'chosen', file, header: read.value } : { kind: 'refused', text: t.refusals[read.error] },
      )
    } catch (error) {
      console.warn('file not read', error instanceof Error ? error.name : error)
      setShown({ kind: 'refused', text: t.refusals['unsent-cut'] })
    }
  }
  return (
    <section className="stack-small" aria-labelledby="handover-take">
      <h2 id="handover-take">{t.take.title}</h2>
      <Card>
        <div className="stack">
          <p className="small">{t.take.text}</p>
          <FileChoice label={shown.kind === 'nothing' ? t.take.choose : t.take.another} onChange={choose} />
          <div aria-live="polite" className="stack">
            {shown.kind === 'reading' && <Loading label={t.take.reading} />}
            {shown.kind === 'refused' && <Notice tone="alarm" title={shown.text} />}
            {shown.kind === 'taken' && <Taken merged={shown.merged} />}
          </div>
          {shown.kind === 'chosen' && (
            <TakeForm
              key={shown.header.salt}
              file={shown.file}
              header={shown.header}
              onTaken={(merged) => setShown({ kind: 'taken', merged })}
            />
          )}
        </div>
      </Card>
    </section>
  )
}

function FileChoice({ label, onChange }: { label: string; onChange(event: ChangeEvent<HTMLInputElement>): void }) {
  const id = useId()
  return (
    <label className="btn btn-ghost btn-wide handover-choice" htmlFor={id}>
      <Icon name="doc" />
      <span>{label}</span>
      {/* no `accept`: phones do not know the ending and would hide the file */}
      <input id={id} type="file" className="unseen" onChange={onChange} />
    </label>
  )
}

function TakeForm({ file, header, onTaken }: { file: File; header: UnsentHeader; onTaken(merged: Merged): void }) {
  const t = useHandoverTexts()
  const { db, actor, engine } = useServices()
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (passphrase.trim() === '') return setError(t.problem.empty)
    setError(undefined)
    setBusy(true)
    try {
      const taken = await importUnsent(db, actor, file, passphrase)
      if (!taken.ok) return setError(t.refusals[taken.error])
      engine.wake()
      onTaken(taken.value)
    } catch (error) {
      console.warn('file not taken', error instanceof Error ? error.name : error)
      setError(t.problem.take)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="strong">{t.take.facts(formatDayTime(header.created), header.count)}</p>
      <TextField
        id="take-passphrase"
        label={t.password}
        hint={t.take.passwordHint}
        error={error}
        value={passphrase}
        onChange={setPassphrase}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
      />
      <Button kind="primary" icon="install" type="submit" wide busy={busy}>
        {busy ? t.take.busy : t.take.button}
      </Button>
    </form>
  )
}

function Taken({ merged }: { merged: Merged }) {
  const t = useHandoverTexts()
  const { changes, drafts, photos, copies, known } = merged
  const isNew = changes + drafts + photos > 0
  if (!isNew) {
    return (
      <Notice tone="info" title={t.take.nothingNew}>
        {t.take.nothingNewText}
      </Notice>
    )
  }
  return (
    <Notice
      tone="ok"
      title={t.take.done(t.counted(changes, drafts, photos))}
      action={
        <ButtonLink kind="ghost" href="/bao-cao">
          {t.take.open}
        </ButtonLink>
      }
    >
      <p>{t.take.doneText}</p>
      {copies > 0 && <p>{t.take.copies(copies)}</p>}
      {known > 0 && <p>{t.take.known(known)}</p>}
    </Notice>
  )
}
