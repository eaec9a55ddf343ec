import { type ReactNode, useState } from 'react'
import type { FieldValue } from '#domain/unit-forms/fields.ts'
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
  const kept = page.found.report?.kept ?? []
  const mine = kept.filter(({ by }) => by.accountId === actor.accountId)
  const others = kept.filter((one) => !mine.includes(one))
  return (
    <Screen title={t.both.title} eyebrow={page.title} back={page.to()}>
      {kept.length === 0 && <Empty icon="check" title={t.both.none} />}
      {mine.length > 0 && <p>{t.both.text}</p>}
      {mine.map((kept) => (
        <Both key={`${kept.mid} ${kept.path}`} page={page} kept={kept as Kept} />
      ))}
      {others.length > 0 && <p>{t.both.othersText}</p>}
      {others.map(({ mid, path, value, by }) => (
        <Pair key={`${mid} ${path}`} page={page} path={path} whose={t.both.of(by.name)} value={value as FieldValue} />
      ))}
    </Screen>
  )
}

interface PairProps {
  page: FormPage
  path: string
  whose: string
  value: FieldValue
  /** what may be done about it */
  children?: ReactNode
}

/** What stands in a field, and what somebody wrote there besides. */
function Pair({ page, path, whose, value, children }: PairProps) {
  const { t, found, fields } = page
  const words = (one: FieldValue | undefined) => valueWords(t, path, one) ?? t.nothingWritten
  return (
    <Card as="article">
      <div className="stack-small">
        <h2>{fullLabel(t, path, fields)}</h2>
        <p className="small">{t.both.theirs}</p>
        <p className="form-words">{words(found.report?.fields[path]?.value)}</p>
        <p className="small">{whose}</p>
        <p className="form-words">{words(value)}</p>
        {children}
      </div>
    </Card>
  )
}

function Both({ page, kept }: { page: FormPage; kept: Kept }) {
  const { t } = page
  const { sync } = useTexts()
  const { act, problem, busy } = useAct(page.family)
  const [isDone, setDone] = useState(false)
  const { key, found } = page
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
    <Pair page={page} path={path} whose={t.both.mine} value={value}>
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
    </Pair>
  )
}
