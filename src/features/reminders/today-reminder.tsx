import { useEffect } from 'react'
import { grouped, listWindow } from '#domain/agenda/due.ts'
import { instantOf } from '#domain/time.ts'
import { bothForms } from '#i18n/deadline-words.ts'
import { titleOf } from '#i18n/due-titles.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { useServices } from '#sync/services.tsx'
import { duesIn, useDuties } from '#sync/use-duties.ts'
import { remindersOn } from '#sync/use-reminders.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { Notice } from '#ui/notice.tsx'
import { setBadge } from './badge.ts'

/** The reminder of today, the strongest; and the number of what is late or due today on the app's icon. [RM4, RM8] */
export function TodayReminder() {
  const plan = usePlanTexts()
  const t = plan.deadlines.reminder
  const { actor } = useServices()
  const duties = useDuties()
  const nowMs = useServerNow()
  const dues = duties && duesIn(duties, listWindow(instantOf(nowMs)), nowMs)
  const groups = dues && grouped(dues, instantOf(nowMs))
  const pressing = groups && groups.overdue.length + groups.today.length
  useEffect(() => {
    if (pressing !== undefined) setBadge(pressing)
  }, [pressing])
  if (!duties || !dues) return null
  const [first, ...more] = remindersOn(duties, nowMs, actor).today
  const due = first && dues.find(({ key }) => key === first.key)
  if (!due) return null
  return (
    <section aria-label={t.today}>
      <Notice tone={first.kind === 'opens' || first.kind === 'wished' ? 'info' : 'wait'} title={titleOf(plan, due)}>
        <p>{t.kind[first.kind]}</p>
        <p className="small">
          {bothForms(plan.deadlines, due.deadline, nowMs)}
          {more.length > 0 && ` · ${t.more(more.length)}`}
        </p>
      </Notice>
    </section>
  )
}
