import { useState } from 'react'
import { canDuty } from '#domain/access/can.ts'
import type { Calendar, Day } from '#domain/deadlines/days.ts'
import type { ChaseChannel } from '#domain/deadlines/ledger.ts'
import type { DutyKey } from '#domain/deadlines/obligation-id.ts'
import { deadlineBefore } from '#domain/deadlines/timeliness.ts'
import { instantOf } from '#domain/time.ts'
import { formatDayTime, formatTime } from '#i18n/dates.ts'
import { bothForms } from '#i18n/deadline-words.ts'
import { nameOfDuty } from '#i18n/due-titles.ts'
import { useDutyTexts } from '#i18n/duty-texts.ts'
import { planVi } from '#i18n/plan-texts.ts'
import type { DeskDuty } from '#protocol/office.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ActProblem } from '../act-problem.tsx'
import { usePerform } from '../use-perform.ts'
import { dutySeeds } from './duty-acts.ts'

/** The desk keeps no calendar of days off: the last valid day is told, the working day is the unit's own affair. */
const NO_DAYS_OFF: Calendar = { holidays: [], workingWeekends: [] }

/** What the server's reminder came to, and the next way: a text for the unit, and a note that it was sent or said. [RM14] */
export function ChasePart({
  line,
  dutyKey,
  due,
  nowMs,
}: {
  line: DeskDuty
  dutyKey: DutyKey
  due: Day
  nowMs: number
}) {
  const t = useDutyTexts().chase
  const { actor } = useServices()
  const { perform, problem } = usePerform()
  const [said, setSaid] = useState('')
  if (!canDuty(actor, 'chase', dutyKey)) return null
  const { reminded, unit } = line
  // read by the unit, so in Vietnamese
  const { deadlines } = planVi
  const both = bothForms(deadlines, deadlineBefore(due, NO_DAYS_OFF), nowMs)
  const words = t.text(unit.name, nameOfDuty(planVi, dutyKey), both, formatTime(instantOf(nowMs)))
  const text = dutyKey.form === 'monthly' ? `${words} ${t.nil}` : words
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(t.copied),
      () => setSaid(t.copyFailed),
    )
  const note = (channel: ChaseChannel) =>
    perform({ name: 'duty.chase', args: { ...dutyKey, channel, note: '' }, seeds: dutySeeds(line) })
  return (
    <section className="stack-small" aria-labelledby="duty-chase">
      <h2 id="duty-chase">{t.title}</h2>
      <p className="small">
        {!reminded
          ? t.never
          : reminded.shownAt
            ? t.seen(formatDayTime(reminded.shownAt))
            : (reminded.accepted ? t.unseen : t.unsent)(formatDayTime(reminded.at))}
      </p>
      <Card>
        <p className="plain-text">{text}</p>
      </Card>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        <Button kind="ghost" icon="copy" onClick={() => void copy()}>
          {t.copy}
        </Button>
        <Button kind="ghost" icon="send" onClick={() => void note('message')}>
          {t.logMessage}
        </Button>
        <Button kind="ghost" icon="phone" onClick={() => void note('phone')}>
          {t.logPhone}
        </Button>
      </div>
      <p className="small" role="status">
        {said}
      </p>
    </section>
  )
}
