import { useState } from 'react'
import { useParams } from 'wouter'
import type { DutyDue } from '#domain/agenda/due.ts'
import { dayOf } from '#domain/deadlines/days.ts'
import { hanoiYear, instantOf } from '#domain/time.ts'
import { bothForms } from '#i18n/deadline-words.ts'
import { titleOf } from '#i18n/due-titles.ts'
import { formatPhone, telHref } from '#i18n/numbers.ts'
import { planVi, usePlanTexts } from '#i18n/plan-texts.ts'
import { useServices } from '#sync/services.tsx'
import { duesIn, useDuties } from '#sync/use-duties.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { DueRow } from './due-row.tsx'
import { useOfficeNumber } from './use-office-number.ts'

/** `/han-nop/cach-gui/:duty`: how to hand in what the app does not take yet, with words to copy. */
export function HowPage() {
  const { deadlines: t } = usePlanTexts()
  const { duty = '' } = useParams<{ duty: string }>()
  const duties = useDuties()
  const nowMs = useServerNow()
  if (!duties) {
    return (
      <Screen title={t.how.title} back="/han-nop">
        <Loading label={t.loading} />
      </Screen>
    )
  }
  const year = hanoiYear(instantOf(nowMs))
  const window = { from: dayOf(year - 1, 1, 1), to: dayOf(year + 1, 12, 31) }
  const due = duesIn(duties, window, nowMs).find(({ key }) => key === decodeURIComponent(duty))
  if (due?.kind !== 'duty') {
    return (
      <Screen title={t.how.notFoundTitle} back="/han-nop">
        <Empty icon="search" title={t.how.notFound} />
      </Screen>
    )
  }
  return <How due={due} nowMs={nowMs} />
}

function How({ due, nowMs }: { due: DutyDue; nowMs: number }) {
  const texts = usePlanTexts()
  const t = texts.deadlines
  const { actor } = useServices()
  const number = useOfficeNumber()
  const [said, setSaid] = useState('')
  const name = titleOf(texts, due)
  const unit = actor.grants.find(({ unitId }) => unitId === due.unitId)?.unitName ?? ''
  // read by the Office, so in Vietnamese
  const text = t.how.text(unit, titleOf(planVi, due), bothForms(planVi.deadlines, due.deadline, nowMs))
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(t.unsent.copied),
      () => setSaid(t.unsent.copyFailed),
    )
  return (
    <Screen title={name} eyebrow={t.how.title} back="/han-nop">
      <DueRow due={due} nowMs={nowMs} brief />
      <p>{t.how.lead}</p>
      <Card>
        <ol className="points">
          {t.how.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Card>
      {number ? (
        <a className="btn btn-ghost btn-wide" href={telHref(number)}>
          <Icon name="phone" />
          <span>{`${t.how.call} ${formatPhone(number)}`}</span>
        </a>
      ) : (
        number === null && <p className="small">{t.how.noNumber}</p>
      )}
      <section className="stack-small" aria-labelledby="how-text">
        <h2 id="how-text">{t.how.textTitle}</h2>
        <Card>
          <p className="plain-text">{text}</p>
        </Card>
        <Button kind="ghost" icon="copy" wide onClick={() => void copy()}>
          {t.how.copy}
        </Button>
        <p className="small" role="status">
          {said}
        </p>
      </section>
    </Screen>
  )
}
