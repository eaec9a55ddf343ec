import { GROUPS, grouped, listWindow } from '#domain/agenda/due.ts'
import { instantOf } from '#domain/time.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { useServices } from '#sync/services.tsx'
import { duesIn, useDuties, waitingOf } from '#sync/use-duties.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DueRow } from './due-row.tsx'
import { DutyNews } from './duty-news.tsx'
import { unsentNear } from './unsent.ts'
import { UnsentNotice } from './unsent-notice.tsx'

/** So many cards, the most pressing first; at most so many of them overdue, so that what comes next is seen, too. */
const CARDS = 4
const OVERDUE = 2

/** "Cần làm trước" on Hôm nay: overdue and next deadlines. */
export function NextDeadlines() {
  const { deadlines: t } = usePlanTexts()
  const duties = useDuties()
  const nowMs = useServerNow()
  const { actor } = useServices()
  if (!duties) return null
  const now = instantOf(nowMs)
  const dues = duesIn(duties, listWindow(now), nowMs)
  const groups = grouped(dues, now)
  const ahead = [...groups.today, ...groups.week, ...groups.later]
  const overdue = groups.overdue.slice(0, Math.max(OVERDUE, CARDS - ahead.length))
  const shown = [...overdue, ...ahead].slice(0, CARDS)
  const all = GROUPS.reduce((sum, group) => sum + groups[group].length, 0)
  const news = <DutyNews duties={duties} account={actor.accountId} nowMs={nowMs} />
  if (all === 0) return news
  return (
    <>
      <section className="stack-small" aria-labelledby="today-next">
        <h2 id="today-next">{t.next}</h2>
        <UnsentNotice dues={unsentNear(dues, duties.waiting, nowMs)} nowMs={nowMs} />
        <ul className="stack-small">
          {shown.map((due) => (
            <li key={due.key}>
              <DueRow due={due} nowMs={nowMs} waiting={waitingOf(duties, due)} brief />
            </li>
          ))}
        </ul>
        <ButtonLink kind="quiet" icon="calendar" href="/han-nop">
          {`${t.all} (${all})`}
        </ButtonLink>
      </section>
      {news}
    </>
  )
}
