import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { storableText } from '#domain/text.ts'
import { contentOf, type PlanLine } from '#domain/unit-plans/content.ts'
import { inEffect } from '#domain/unit-plans/in-effect.ts'
import { percentOf } from '#domain/unit-plans/progress.ts'
import { formatWhen } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { labelOf } from '#i18n/form-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { readProgress } from '#storage/unit-plan.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { SelectField, TextArea } from '#ui/fields.tsx'
import { Announce } from '#ui/live.tsx'
import { Alert, Notice } from '#ui/notice.tsx'
import { RecordRow } from '#ui/record-row.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { useAct } from '../use-act.ts'
import { WORK } from './addresses.ts'
import type { PlanPage } from './use-plan.ts'

const linesOf = ({ found }: PlanPage): PlanLine[] => contentOf(inEffect(found.report)?.snapshot ?? {}).lines

function useProgress({ key }: PlanPage, lines: readonly string[]) {
  const { db, actor } = useServices()
  return useLiveQuery(() => readProgress(db, actor, key, lines), [db, actor, key.unitId, key.of, lines.join(' ')])
}

/** `/ke-hoach/:of/viec`: the lines in effect as the unit's own tasks, and how far each is. [PN7] */
export function WorkList({ page }: { page: PlanPage }) {
  const { t } = page
  const lines = linesOf(page)
  const known = useProgress(
    page,
    lines.map(({ id }) => id),
  )
  return (
    <Screen title={t.work.title} eyebrow={page.title} back={page.to()}>
      {!known && <Loading label={t.loading} />}
      {lines.length === 0 && <Empty icon="doc" title={t.work.none} />}
      <ul className="stack-small">
        {known &&
          lines.map((line) => (
            <li key={line.id}>
              <RecordRow
                href={page.to(`${WORK}/${line.id}`)}
                title={line.title}
                chip={chipOf(t, percentOf(known.get(line.id)))}
                line={daysOf(t, line)}
              />
            </li>
          ))}
      </ul>
    </Screen>
  )
}

const chipOf = (t: PlanPage['t'], percent: number) =>
  percent >= 100
    ? ({ tone: 'ok', text: t.work.done } as const)
    : percent > 0
      ? ({ tone: 'brand', text: t.work.progress(percent) } as const)
      : ({ tone: 'plain', text: t.work.open } as const)

const daysOf = (t: PlanPage['t'], { start, end }: PlanLine) =>
  start && end ? t.work.days(fullDay(start), fullDay(end)) : ''

const STEPS = ['0', '10', '20', '30', '40', '50', '60', '70', '80', '90', '100'] as const

/** `/ke-hoach/:of/viec/:line`: one line as a task: until when, and how far the unit is. [PN7] */
export function WorkOfLine({ page, line: id }: { page: PlanPage; line: string }) {
  const { t, key } = page
  const { labels } = useTexts()
  const { act, problem, busy } = useAct('plan')
  const [chosen, setChosen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [isSaved, setSaved] = useState(false)
  const progress = useProgress(page, [id])?.get(id)
  const line = linesOf(page).find((one) => one.id === id)
  const percent = chosen ?? String(percentOf(progress))
  const save = async () => {
    const args = { ...key, line: id, percent: Number(percent), note: storableText(note.trim()) }
    if (!(await act('progress', args))) return
    setSaved(true)
    setNote('')
    setChosen(null)
  }
  return (
    <Screen
      title={line?.title ?? t.work.title}
      eyebrow={t.work.title}
      back={page.to(WORK)}
      actions={
        line &&
        page.mayWrite && (
          <Button kind="primary" icon="check" wide busy={busy} onClick={() => void save()}>
            {t.work.save}
          </Button>
        )
      }
    >
      {problem && <Alert title={problem} />}
      {isSaved && (
        <>
          <Announce>{t.work.saved}</Announce>
          <Notice tone="ok" title={t.work.saved} />
        </>
      )}
      {!line && <Empty icon="info" title={t.work.gone} />}
      {line && (
        <>
          <p>{daysOf(t, line)}</p>
          {line.products.length > 0 && (
            <p className="form-words">
              {line.products.map(({ kind, qty }) => `${labelOf(t, `lines.${id}.qty.${kind}`)}: ${qty}`).join(', ')}
            </p>
          )}
          {page.mayWrite && (
            <>
              <SelectField
                id="field-percent"
                label={t.work.percent}
                value={percent}
                options={STEPS.map((step) => ({ value: step as string, label: t.work.progress(Number(step)) }))}
                onChange={setChosen}
              />
              <TextArea
                id="field-note"
                label={t.work.note}
                rows={2}
                counter
                maxLength={1000}
                value={note}
                onChange={setNote}
              />
            </>
          )}
        </>
      )}
      {progress && (
        <section className="stack-small" aria-labelledby="work-history">
          <h2 id="work-history">{t.work.history}</h2>
          <Card>
            <Timeline
              items={progress.timeline.toReversed().map((entry) => ({
                key: entry.id,
                title: t.work.progress(entry.percent),
                state: 'done',
                detail: (
                  <>
                    {entry.note !== '' && <p className="form-words">{entry.note}</p>}
                    <p>
                      {t.by(
                        entry.by.name,
                        labels.role[entry.by.role],
                        formatWhen(entry.stamps.received ?? entry.stamps.committed, page.nowMs),
                      )}
                    </p>
                  </>
                ),
              }))}
            />
          </Card>
        </section>
      )}
    </Screen>
  )
}
