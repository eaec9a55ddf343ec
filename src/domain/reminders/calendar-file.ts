import { type Due, isOpen } from '../agenda/due.ts'
import type { Occasion } from '../agenda/occasions.ts'
import { addDays, type Day } from '../deadlines/days.ts'
import type { DepartmentCalendar } from '../deadlines/department-rules.ts'
import { type Instant, instantOf } from '../time.ts'
import { remindersOf } from './plan.ts'

/** The zone by which every rule is reckoned; it has no daylight saving. [DL0] */
const ZONE = 'Asia/Ho_Chi_Minh'

/**
 * What is still open as an iCalendar file (RFC 5545), in Vietnamese, for whatever calendar a person uses: an event on
 * the last valid day until its very end, with the plan's reminders as alarms; and what is held, by its title alone. The
 * same duties give the same bytes, an event keeps its UID for ever, and more time or another day raises its SEQUENCE.
 * Duties and tasks only, never an incident. [RM7]
 * @param name of the calendar, such as the unit's
 */
export function calendarFile(
  name: string,
  dues: readonly Due[],
  occasions: readonly Occasion[],
  calendar: DepartmentCalendar,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dau Moi//Nhac viec//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${ZONE}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    'BEGIN:VTIMEZONE',
    `TZID:${ZONE}`,
    'BEGIN:STANDARD',
    'DTSTART:19750613T000000',
    'TZOFFSETFROM:+0700',
    'TZOFFSETTO:+0700',
    'TZNAME:+07',
    'END:STANDARD',
    'END:VTIMEZONE',
    ...dues.filter(isOpen).flatMap((due) => eventOf(due, calendar)),
    ...occasions.flatMap(occasionOf),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function eventOf(due: Due, calendar: DepartmentCalendar): string[] {
  const { lastValidDay, before } = due.deadline
  const title = titleOf(due)
  const id = due.kind === 'duty' ? due.obligation.id : due.key
  return [
    'BEGIN:VEVENT',
    `UID:${id}@dau-moi`,
    `DTSTAMP:${utc(changedAt(due))}`,
    `SEQUENCE:${changesOf(due).length}`,
    `SUMMARY:${escaped(`Hạn cuối: ${title}`)}`,
    `DESCRIPTION:${escaped(`Trước ngày ${vietnamese(before)}, chậm nhất hết ngày ${vietnamese(lastValidDay)} (giờ Hà Nội).`)}`,
    `DTSTART;TZID=${ZONE}:${compact(lastValidDay)}T080000`,
    `DTEND;TZID=${ZONE}:${compact(before)}T000000`,
    'TRANSP:TRANSPARENT',
    ...remindersOf(due, calendar)
      .filter(({ to }) => to === 'officers')
      .flatMap(({ at }) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${escaped(title)}`,
        `TRIGGER;VALUE=DATE-TIME:${utc(at)}`,
        'END:VALARM',
      ]),
    'END:VEVENT',
  ]
}

const HELD = { event: 'Sự kiện', brief: 'Họp' } as const

/** Whole days where no hour is known; otherwise from its hour on, and over several days until their end. */
function occasionOf({ id, kind, title, from, to, hour, changes, changedAt }: Occasion): string[] {
  const times =
    hour === ''
      ? [`DTSTART;VALUE=DATE:${compact(from)}`, `DTEND;VALUE=DATE:${compact(addDays(to, 1))}`]
      : [
          `DTSTART:${utc(inHanoi(from, hour))}`,
          // nobody said when it ends
          ...(to === from ? [] : [`DTEND:${utc(inHanoi(addDays(to, 1), '00:00'))}`]),
        ]
  return [
    'BEGIN:VEVENT',
    // the same task's last day has the plain one
    `UID:${id}-held@dau-moi`,
    `DTSTAMP:${utc(changedAt)}`,
    `SEQUENCE:${changes}`,
    `SUMMARY:${escaped(`${HELD[kind]}: ${title}`)}`,
    ...times,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

const inHanoi = (day: Day, hour: string): Instant => instantOf(Date.parse(`${day}T${hour}:00+07:00`))

function titleOf(due: Due): string {
  if (due.kind === 'task')
    return due.card.role === 'given' ? due.card.title : `${due.card.title} (quý ${due.card.quarter})`
  if (due.kind === 'own') return due.line.title
  const [year, month] = due.obligation.of.split('-')
  return due.obligation.form === 'monthly'
    ? `Báo cáo dư luận tháng ${Number(month)}/${year}`
    : `Kế hoạch truyền thông năm ${year}`
}

/** Each time that the office gave it more time, or changed what it had given; a line of the unit's own plan has the day that the plan says. */
function changesOf(due: Due): { stamps: { committed: Instant; received: Instant | null } }[] {
  switch (due.kind) {
    case 'duty':
      return (due.ledger?.timeline ?? []).filter(({ kind }) => kind === 'extended')
    case 'task':
      return [
        ...(due.card.role === 'given' ? due.card.told.slice(1) : []),
        ...(due.task?.timeline ?? []).filter(({ kind }) => kind === 'extension_given'),
      ]
    case 'own':
      return []
  }
}

/** When its day was last changed; before that, when its year began. */
function changedAt(due: Due): Instant {
  return changesOf(due).reduce<Instant>(
    (latest, { stamps: { received, committed } }) => {
      const at = received ?? committed
      return at > latest ? at : latest
    },
    instantOf(Date.parse(`${due.deadline.before.slice(0, 4)}-01-01`)),
  )
}

const compact = (day: Day): string => day.replaceAll('-', '')
const utc = (instant: Instant): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
const vietnamese = (day: Day): string => day.split('-').reverse().join('/')

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')

const FOLD_AT = 75
/** A line has at most 75 bytes of UTF-8; what is longer goes on after a blank, and no letter is cut. */
function folded(line: string): string {
  let bytes = 0
  let text = ''
  for (const letter of line) {
    const size = bytesOf(letter)
    if (bytes + size > FOLD_AT) {
      text += '\r\n '
      bytes = 1
    }
    text += letter
    bytes += size
  }
  return text
}

function bytesOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
