import { Link } from 'wouter'
import { type Due, type DutyDue, isOpen } from '#domain/agenda/due.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { TASK_TONE } from '#i18n/task-tones.ts'
import { useTexts } from '#i18n/texts.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { statusOfWaiting } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Icon } from '#ui/icon.tsx'
import './deadlines.css'
import { givenWords, timelinessWord } from '#i18n/duty-words.ts'
import { unitNameOf } from '#sync/use-duties.ts'
import { dueWords } from './due-words.ts'

/** One deadline, all of it the way on; the badge shows its last valid day. */
export function DueRow({
  due,
  nowMs,
  waiting = [],
  brief,
}: {
  due: Due
  nowMs: number
  waiting?: readonly OutboxRow[] | undefined
  /** without the action's own line, for Hôm nay */
  brief?: boolean
}) {
  const texts = usePlanTexts()
  const t = useTexts()
  const sync = useSyncState()
  const { actor } = useServices()
  const words = dueWords(texts, due, nowMs)
  const status = statusOfWaiting(waiting, sync)
  const sent = status && statusWords(t, status, nowMs)
  const unit = unitNameOf(actor, due.unitId)
  return (
    <>
      <Link href={words.href} className="card due">
        <DayBadge due={due} tone={words.left.tone} />
        <span className="due-words">
          <span className="strong">{words.title}</span>
          <span className="small row-line">{words.both.charAt(0).toUpperCase() + words.both.slice(1)}</span>
          {words.place !== '' && !brief && <span className="small row-line">{words.place}</span>}
          {unit !== null && <span className="small row-line">{unit}</span>}
          {due.kind === 'duty' && <Given due={due} nowMs={nowMs} />}
          {words.note !== null && !brief && <span className="small row-line">{words.note}</span>}
          <span className="due-chips">
            {isOpen(due) && <Chip tone={words.left.tone}>{words.left.text}</Chip>}
            {due.kind === 'duty' && !isOpen(due) && (
              <Chip tone={due.timeliness.kind === 'late' ? 'wait' : 'ok'}>
                {timelinessWord(texts.deadlines, due.timeliness)}
              </Chip>
            )}
            {due.kind === 'task' && <Chip tone={TASK_TONE[due.state]}>{words.state}</Chip>}
            {due.kind === 'own' && <Chip tone={due.percent >= 100 ? 'ok' : 'plain'}>{words.state}</Chip>}
            {sent && <Chip tone={sent.tone}>{sent.chip}</Chip>}
          </span>
          {due.kind === 'duty' && isOpen(due) && (!brief || due.timeliness.kind === 'missing') && (
            <span className="small row-line">{words.state}</span>
          )}
          {!brief && (
            <span className="due-action">
              {words.action}
              <Icon name="chevron-right" />
            </span>
          )}
        </span>
      </Link>
      {isNilOffered(due, nowMs) && waiting.length === 0 && (
        <ButtonLink kind="quiet" icon="check" href={nilHref(due)}>
          {texts.deadlines.duty.nil}
        </ButtonLink>
      )}
    </>
  )
}

/** A month whose days are over, of which nothing was written yet: one tap here and one there. */
const isNilOffered = (due: Due, nowMs: number): due is DutyDue =>
  due.kind === 'duty' &&
  due.obligation.period !== null &&
  due.obligation.period.to < hanoiDay(instantOf(nowMs)) &&
  isOpen(due) &&
  due.report === undefined

const nilHref = ({ obligation, unitId }: DutyDue) => `/bao-cao-thang/${obligation.of}/khong-phat-sinh?u=${unitId}`

/** The newest word of the office about it: until when, or that it need not be sent, and why. [DL17] */
function Given({ due, nowMs }: { due: DutyDue; nowMs: number }) {
  const { deadlines } = usePlanTexts()
  const { labels } = useTexts()
  const newest = due.ledger?.timeline.at(-1)
  if (!newest) return null
  const { what, why, who } = givenWords(deadlines, labels.role, newest, nowMs)
  return (
    <>
      <span className="row-line strong">{what}</span>
      {why !== '' && <span className="small row-line">{why}</span>}
      <span className="small row-line">{who}</span>
    </>
  )
}

function DayBadge({ due, tone }: { due: Due; tone: 'alarm' | 'wait' | 'plain' }) {
  const { deadlines: t } = usePlanTexts()
  const [, month, day] = due.deadline.lastValidDay.split('-').map(Number)
  return (
    <span className={tone === 'alarm' ? 'due-day due-day-late' : 'due-day'} aria-hidden="true">
      {day}
      <span className="due-month">{t.monthShort(month ?? 1)}</span>
    </span>
  )
}
