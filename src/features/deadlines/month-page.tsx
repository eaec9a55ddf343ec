import { Link, useSearchParams } from 'wouter'
import { type Due, isOpen } from '#domain/agenda/due.ts'
import { addMonths, byLastDay, monthName, monthWindow, readMonth, weeksOf } from '#domain/agenda/month.ts'
import type { Occasion } from '#domain/agenda/occasions.ts'
import { type Calendar, type Day, isWorkingDay } from '#domain/deadlines/days.ts'
import type { Month } from '#domain/deadlines/periods.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { weekdayAndDay } from '#i18n/deadline-words.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import type { DutiesOnDevice } from '#storage/duties.ts'
import { duesIn, useDuties, waitingOf } from '#sync/use-duties.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { Icon } from '#ui/icon.tsx'
import { Announce } from '#ui/live.tsx'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import { useWide } from '#ui/wide.ts'
import { DueRow } from './due-row.tsx'
import { byDayHeld, HeldList, heldIn } from './held.tsx'
import { AgeAndClock } from './notices.tsx'
import { Views } from './views.tsx'

const addressOf = (month: Month, day?: Day) => `/han-nop/thang?m=${monthName(month)}${day ? `&ngay=${day}` : ''}`

/** `/han-nop/thang?m=2026-11&ngay=2026-11-19`: a month as a table, and below it what ends, and what is held, on the chosen day. */
export function MonthPage() {
  const { deadlines: t } = usePlanTexts()
  const duties = useDuties()
  const nowMs = useServerNow()
  const [params] = useSearchParams()
  const isWide = useWide()
  const today = hanoiDay(instantOf(nowMs)) as Day
  const month = readMonth(params.get('m')) ?? { year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)) }
  return (
    <Screen title={t.month.title(month.month, month.year)}>
      {!isWide && <Views now="month" />}
      {duties ? (
        <MonthOf duties={duties} month={month} chosen={params.get('ngay')} nowMs={nowMs} />
      ) : (
        <Loading label={t.loading} />
      )}
    </Screen>
  )
}

function MonthOf({
  duties,
  month,
  chosen,
  nowMs,
}: {
  duties: DutiesOnDevice
  month: Month
  chosen: string | null
  nowMs: number
}) {
  const { deadlines: t } = usePlanTexts()
  const window = monthWindow(month)
  const dues = duesIn(duties, window, nowMs)
  const days = byLastDay(dues)
  const occasions = heldIn(duties, window)
  const held = byDayHeld(occasions, window)
  const day = [...days.keys(), ...held.keys()].find((one) => one === chosen)
  const shown = day ? (days.get(day) ?? []) : dues
  const isNow = hanoiDay(instantOf(nowMs)).startsWith(monthName(month))
  return (
    <>
      <nav className="month-ways" aria-label={t.month.ways}>
        <Link href={addressOf(addMonths(month, -1))} className="month-way">
          <Icon name="chevron-left" />
          <span>{t.month.before}</span>
        </Link>
        <Link href={addressOf(addMonths(month, 1))} className="month-way">
          <span>{t.month.after}</span>
          <Icon name="chevron-right" />
        </Link>
      </nav>
      {!isNow && (
        <Link href="/han-nop/thang" className="btn btn-quiet">
          {t.month.now}
        </Link>
      )}
      <MonthTable
        month={month}
        days={days}
        held={held}
        calendar={duties.department.calendar}
        chosen={day}
        nowMs={nowMs}
      />
      <section className="stack-small" aria-labelledby="month-list">
        <h2 id="month-list">{day ? t.month.ofDay(weekdayAndDay(t, day, nowMs)) : t.month.ofMonth}</h2>
        <Announce>{t.month.count(shown.length)}</Announce>
        {shown.length === 0 && <p className="small">{day ? t.month.noneOfDay : t.month.none}</p>}
        <ul className="stack-small">
          {shown.map((due) => (
            <li key={due.key}>
              <DueRow due={due} nowMs={nowMs} waiting={waitingOf(duties, due)} />
            </li>
          ))}
        </ul>
      </section>
      <HeldList occasions={day ? (held.get(day) ?? []) : occasions} nowMs={nowMs} />
      {day && (
        <Link href={addressOf(month)} className="btn btn-quiet">
          {t.month.wholeMonth}
        </Link>
      )}
      <AgeAndClock />
    </>
  )
}

function MonthTable({
  month,
  days,
  held,
  calendar,
  chosen,
  nowMs,
}: {
  month: Month
  days: ReadonlyMap<Day, readonly Due[]>
  held: ReadonlyMap<Day, readonly Occasion[]>
  calendar: Calendar
  chosen: Day | undefined
  nowMs: number
}) {
  const { deadlines: t } = usePlanTexts()
  const today = hanoiDay(instantOf(nowMs))
  return (
    <table className="month">
      <caption className="unseen">{t.month.caption(month.month, month.year)}</caption>
      <thead>
        <tr>
          {t.weekdayShort.map((short, n) => (
            <th key={short} scope="col">
              <abbr title={t.weekday[n]}>{short}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, n) => {
              const key = day ?? `empty ${n}`
              if (day === null) return <td key={key} />
              const dues = days.get(day) ?? []
              const occasions = held.get(day) ?? []
              const classes = [day === today && 'month-today', !isWorkingDay(day, calendar) && 'month-off']
              return (
                <td key={key} className={classes.filter(Boolean).join(' ') || undefined}>
                  {dues.length + occasions.length === 0 ? (
                    <span className="month-day" aria-current={day === today ? 'date' : undefined}>
                      {Number(day.slice(8))}
                    </span>
                  ) : (
                    <Link
                      href={addressOf(month, day)}
                      replace
                      className={[
                        'month-day',
                        dues.length > 0 && 'month-due',
                        occasions.length > 0 && 'month-held',
                        dues.some(isLate) && 'month-late',
                      ]
                        .filter(Boolean)
                        .join(' ')}
                      aria-current={day === chosen ? 'true' : day === today ? 'date' : undefined}
                    >
                      {Number(day.slice(8))}
                      {dues.length > 0 && (
                        <span className="month-count">
                          {dues.length}
                          <span className="unseen"> {t.month.unit}</span>
                        </span>
                      )}
                      {occasions.length > 0 && <span className="unseen">{t.month.heldUnit(occasions.length)}</span>}
                    </Link>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )

  function isLate(due: Due): boolean {
    return isOpen(due) && Date.parse(due.deadline.instant) <= nowMs
  }
}
