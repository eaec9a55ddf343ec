import { useState } from 'react'
import { type Due, grouped } from '#domain/agenda/due.ts'
import { instantOf } from '#domain/time.ts'
import { bothForms } from '#i18n/deadline-words.ts'
import { titleOf } from '#i18n/due-titles.ts'
import { planVi } from '#i18n/plan-texts.ts'
import { useReminderTexts } from '#i18n/reminder-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'

const MOST = 8

/** Words for the unit's own group: what is due and until when, in Vietnamese for whoever reads them. [TX6] */
export function TextPart({ dues, nowMs }: { dues: readonly Due[]; nowMs: number }) {
  const t = useReminderTexts().text
  const { actor } = useServices()
  const [said, setSaid] = useState('')
  const { overdue, today, week, later } = grouped(dues, instantOf(nowMs))
  const lines = [...overdue, ...today, ...week, ...later]
    .slice(0, MOST)
    .map((due) => `- ${titleOf(planVi, due)}: ${bothForms(planVi.deadlines, due.deadline, nowMs)}.`)
  if (lines.length === 0) return null
  const text = t.message(actor.grants[0]?.unitName ?? actor.name, lines.join('\n'))
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(t.copied),
      () => setSaid(t.copyFailed),
    )
  return (
    <section className="stack-small" aria-labelledby="reminders-text">
      <h2 id="reminders-text">{t.title}</h2>
      <p className="small">{t.hint}</p>
      <Card>
        <p className="plain-text">{text}</p>
      </Card>
      <Button kind="ghost" icon="copy" wide onClick={() => void copy()}>
        {t.copy}
      </Button>
      <p className="small" role="status">
        {said}
      </p>
    </section>
  )
}
