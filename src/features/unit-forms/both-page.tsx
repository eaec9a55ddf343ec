import { useState } from 'react'
import type { Kept } from '#domain/unit-forms/merge.ts'
import { fullLabel, valueWords } from '#i18n/form-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty } from '#ui/states.tsx'
import type { FormPage } from './form-page.ts'
import { useAct } from './use-act.ts'

/** `…/hai-ban`: where two wrote into one field, what stands and what its author wrote, side by side. [MR3, V38] */
export function BothPage({ page }: { page: FormPage }) {
  const { t } = page
  const { actor } = useServices()
  const mine = page.found.report?.kept.filter(({ by }) => by.accountId === actor.accountId) ?? []
  return (
    <Screen title={t.both.title} eyebrow={page.title} back={page.to()}>
      {mine.length === 0 ? <Empty icon="check" title={t.both.none} /> : <p>{t.both.text}</p>}
      {mine.map((kept) => (
        <Both key={`${kept.mid} ${kept.path}`} page={page} kept={kept as Kept} />
      ))}
    </Screen>
  )
}

function Both({ page, kept }: { page: FormPage; kept: Kept }) {
  const { t } = page
  const { sync } = useTexts()
  const { act, problem, busy } = useAct(page.family)
  const [isDone, setDone] = useState(false)
  const { key, found, fields } = page
  const { path, mid, value } = kept
  const there = found.report?.fields[path]
  const joined = [there?.value, value].filter((one) => typeof one === 'string' && one.trim() !== '').join('\n')
  /** Mine first, and only then is the kept one let go: between the two there are two rather than none. */
  const settle = async (take: typeof value | undefined) => {
    const edits = [{ path, base: there?.mid ?? null, value: take ?? null }]
    if (take !== undefined && !(await act('edit', { ...key, edits }))) return
    if (await act('settle', { ...key, path, mid })) setDone(true)
  }
  if (isDone) return null
  return (
    <Card as="article">
      <div className="stack-small">
        <h2>{fullLabel(t, path, fields)}</h2>
        <p className="small">{t.both.theirs}</p>
        <p className="form-words">{valueWords(t, path, there?.value) ?? t.nothingWritten}</p>
        <p className="small">{t.both.mine}</p>
        <p className="form-words">{valueWords(t, path, value) ?? t.nothingWritten}</p>
        {problem && <Notice tone="alarm" title={`${sync.chip.unsaved}: ${problem}`} />}
        <Button kind="primary" wide busy={busy} onClick={() => void settle(value)}>
          {t.both.takeMine}
        </Button>
        {typeof value === 'string' && typeof there?.value === 'string' && (
          <Button kind="ghost" wide busy={busy} onClick={() => void settle(joined)}>
            {t.both.join}
          </Button>
        )}
        <Button kind="ghost" wide busy={busy} onClick={() => void settle(undefined)}>
          {t.both.takeTheirs}
        </Button>
      </div>
    </Card>
  )
}
