import { useState } from 'react'
import { type Due, GROUPS, type Group, grouped, listWindow } from '#domain/agenda/due.ts'
import { instantOf } from '#domain/time.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import type { DutiesOnDevice } from '#storage/duties.ts'
import { duesIn, useDuties, waitingOf } from '#sync/use-duties.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { useWide } from '#ui/wide.ts'
import { DueRow } from './due-row.tsx'
import { MonthPage } from './month-page.tsx'
import { AgeAndClock } from './notices.tsx'
import { unsentNear } from './unsent.ts'
import { UnsentNotice } from './unsent-notice.tsx'
import { Views } from './views.tsx'

/** The list beside a month or an explanation, in a wide window. */
export function DeadlinesPane() {
  const { deadlines: t } = usePlanTexts()
  const duties = useDuties()
  return (
    <section className="screen-body" aria-label={t.title}>
      {duties ? <List duties={duties} /> : <Loading label={t.loading} />}
    </section>
  )
}

/** `/han-nop`: what is overdue, due today, within seven days and after; in a wide window the month beside it. */
export function DeadlinesPage() {
  const isWide = useWide()
  return isWide ? <MonthPage /> : <ListPage />
}

function ListPage() {
  const { deadlines: t } = usePlanTexts()
  const duties = useDuties()
  return (
    <Screen title={t.title}>
      <Views now="list" />
      {duties ? <List duties={duties} /> : <Loading label={t.loading} />}
    </Screen>
  )
}

function List({ duties }: { duties: DutiesOnDevice }) {
  const { deadlines: t } = usePlanTexts()
  const nowMs = useServerNow()
  const now = instantOf(nowMs)
  const dues = duesIn(duties, listWindow(now), nowMs)
  const groups = grouped(dues, now)
  if (!duties.known) {
    return (
      <Empty icon="calendar" title={t.unknown.title}>
        {t.unknown.text}
      </Empty>
    )
  }
  const isEmpty = GROUPS.every((group) => groups[group].length === 0)
  return (
    <>
      <UnsentNotice dues={unsentNear(dues, duties.waiting, nowMs)} nowMs={nowMs} />
      <AgeAndClock />
      {isEmpty && (
        <Empty icon="check" title={t.empty.title}>
          {t.empty.text}
        </Empty>
      )}
      {!isEmpty &&
        GROUPS.map((group) => (
          <GroupOf key={group} group={group} dues={groups[group]} waiting={duties.waiting} nowMs={nowMs} />
        ))}
      <ButtonLink kind="ghost" icon="check" href="/nhiem-vu" wide>
        {t.toTasks}
      </ButtonLink>
    </>
  )
}

/** So many stand open at once; the others are a tap away, since a wall of them helps nobody. */
const AT_ONCE = 6

function GroupOf({
  group,
  dues,
  waiting,
  nowMs,
}: {
  group: Group
  dues: readonly Due[]
  waiting: DutiesOnDevice['waiting']
  nowMs: number
}) {
  const { deadlines: t } = usePlanTexts()
  const [isWhole, setIsWhole] = useState(false)
  const nothing = group === 'today' || group === 'week' ? t.nothingIn[group] : null
  if (dues.length === 0 && nothing === null) return null
  const shown = isWhole || dues.length <= AT_ONCE + 1 ? dues : dues.slice(0, AT_ONCE)
  return (
    <section className="stack-small" aria-labelledby={`due-${group}`}>
      <h2 id={`due-${group}`}>{dues.length > 0 ? `${t.group[group]} (${dues.length})` : t.group[group]}</h2>
      {dues.length === 0 && <p className="small">{nothing}</p>}
      <ul className="stack-small">
        {shown.map((due) => (
          <li key={due.key}>
            <DueRow due={due} nowMs={nowMs} waiting={waitingOf({ waiting }, due)} />
          </li>
        ))}
      </ul>
      {shown.length < dues.length && (
        <Button kind="quiet" onClick={() => setIsWhole(true)}>
          {t.more(dues.length - shown.length)}
        </Button>
      )}
    </section>
  )
}
