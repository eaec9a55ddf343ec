import type { Due } from '#domain/agenda/due.ts'
import type { Reminder } from '#domain/reminders/plan.ts'
import type { Instant } from '#domain/time.ts'
import { weekdayAndDay } from '#i18n/deadline-words.ts'
import { titleOf } from '#i18n/due-titles.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { useReminderTexts } from '#i18n/reminder-texts.ts'
import { Card } from '#ui/card.tsx'

/** More of them would hide what can be switched below. */
const MOST = 5

/** What will be reminded of, when and why, the next first. */
export function ComingUp({
  reminders,
  dues,
  nowMs,
}: {
  reminders: readonly Reminder[]
  dues: readonly Due[]
  nowMs: number
}) {
  const plan = usePlanTexts()
  const t = useReminderTexts()
  const byKey = new Map(dues.map((due) => [due.key, due]))
  return (
    <section className="stack-small" aria-labelledby="reminders-plan">
      <h2 id="reminders-plan">{t.plan.title}</h2>
      {reminders.length === 0 && <p className="small">{t.plan.none}</p>}
      <ul className="stack-small">
        {reminders.slice(0, MOST).map(({ key, day, at, again, kind, to }) => {
          const due = byKey.get(key)
          return (
            due && (
              <li key={`${key} ${day}`}>
                <Card>
                  <p className="strong">{t.plan.at(weekdayAndDay(plan.deadlines, day, nowMs), hanoiTime(at))}</p>
                  <p className="row-line">{titleOf(plan, due)}</p>
                  <p className="small">{t.plan.kind[kind]}</p>
                  {again && <p className="small">{t.plan.again(hanoiTime(again))}</p>}
                  {to === 'head' && <p className="small">{t.plan.head}</p>}
                </Card>
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}

/** "08:00", whatever zone the phone is set to. [DL0] */
const hanoiTime = (at: Instant) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(11, 16)
