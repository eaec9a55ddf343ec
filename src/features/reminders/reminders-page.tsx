import { listWindow } from '#domain/agenda/due.ts'
import { occasionsOf } from '#domain/agenda/occasions.ts'
import { instantOf } from '#domain/time.ts'
import { useReminderTexts } from '#i18n/reminder-texts.ts'
import { useServices } from '#sync/services.tsx'
import { duesIn, useDuties } from '#sync/use-duties.ts'
import { remindersOn } from '#sync/use-reminders.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import { CalendarPart } from './calendar-part.tsx'
import { ComingUp } from './coming-up.tsx'
import { PhonePart } from './phone-part.tsx'
import { TextPart } from './text-part.tsx'
import { useStanding } from './use-standing.ts'

/** `/nhac-viec`: what will come when, and by which ways. */
export function RemindersPage() {
  const t = useReminderTexts()
  const { actor } = useServices()
  const duties = useDuties()
  const nowMs = useServerNow()
  const standing = useStanding()
  if (!duties) {
    return (
      <Screen title={t.title} back="/them">
        <Loading label={t.loading} />
      </Screen>
    )
  }
  const window = listWindow(instantOf(nowMs))
  const dues = duesIn(duties, window, nowMs)
  const occasions = duties.units.flatMap((unit) => occasionsOf(unit, window))
  return (
    <Screen title={t.title} back="/them">
      <p className="small">{t.lead}</p>
      <ComingUp reminders={remindersOn(duties, nowMs, actor).ahead} dues={dues} nowMs={nowMs} />
      <PhonePart standing={standing} />
      <CalendarPart
        standing={standing}
        dues={dues}
        occasions={occasions}
        calendar={duties.department.calendar}
        nowMs={nowMs}
      />
      <TextPart dues={dues} nowMs={nowMs} />
    </Screen>
  )
}
