import { describe, expect, it } from 'vitest'
import { PLAIN_CALENDAR } from '#domain/agenda/due.ts'
import { occasionsOf } from '#domain/agenda/occasions.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { calendarFile } from '#domain/reminders/calendar-file.ts'
import { signEntry } from '#domain/signed-entry.ts'
import { type GivenBody, type GivenEntry, givenKey, givenOf } from '#domain/tasks/giving.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import type { Task } from '#domain/tasks/task.ts'
import { byDayHeld } from '#features/deadlines/held.tsx'
import { aContext, anActor, at, OFFICE, UNIT, uuid } from '#tests/support/builders.ts'
import { type Component, only, readCalendar } from '#tests/support/calendar-reader.ts'
import { aBrief, anEvent, GIVING } from '#tests/support/given.ts'
import { aUnit } from '../reminders/reminder-world.ts'

const window = { from: '2026-11-01' as Day, to: '2026-12-31' as Day }
const office = anActor('office_clerk', OFFICE, 9)
const KEY = givenKey(GIVING, UNIT)
const signed = (n: number, received: string) =>
  signEntry(aContext({ actor: office, mid: uuid(n) as never, received: at(received), now: at(received) }), [
    'office_clerk',
  ])

/** A unit that was told these bodies one after the other. */
function unitWith(bodies: readonly GivenBody[], tasks: readonly Task[] = []) {
  const timeline = bodies.map((body, n) => ({
    ...signed(0xb0 + n, `2026-11-0${n + 1}T03:00:00Z`),
    ...(n === 0 ? { kind: 'given' } : { kind: 'amended', reason: 'Vì lý do minh họa' }),
    body,
  })) as GivenEntry[]
  return {
    ...aUnit(),
    unitId: UNIT,
    given: [givenOf({ id: GIVING, timeline }, UNIT)],
    tasks: new Map(tasks.map((task) => [task.id as string, task])),
  }
}
const cancelled = (): Task =>
  ({
    ...KEY,
    id: taskIdOf(KEY),
    timeline: [{ ...signed(0xc0, '2026-11-05T03:00:00Z'), kind: 'cancelled', reason: 'Hoãn (minh họa)' }],
  }) as Task

const fileOf = (unit: Parameters<typeof occasionsOf>[0]) =>
  calendarFile('Trường (minh họa)', [], occasionsOf(unit, window), PLAIN_CALENDAR)
function eventIn(text: string): Component {
  const [event, ...others] = readCalendar(text).children.filter(({ name }) => name === 'VEVENT')
  if (!event || others.length > 0) throw new Error(text)
  return event
}

describe('[GV5] what is held', () => {
  it('is there with its days and hour as it stands after its changes, and gone when it was withdrawn', () => {
    const unit = unitWith([aBrief(), aBrief({ from: '2026-12-02' as Day, to: '2026-12-02' as Day, hour: '' })])
    expect(occasionsOf(unit, window)).toEqual([
      {
        id: taskIdOf(KEY),
        unitId: UNIT,
        kind: 'brief',
        title: 'Giao ban tháng 11 (minh họa)',
        from: '2026-12-02',
        to: '2026-12-02',
        hour: '',
        changes: 1,
        changedAt: at('2026-11-02T03:00:00.000Z'),
      },
    ])
    expect(occasionsOf(unitWith([aBrief()], [cancelled()]), window)).toEqual([])
    expect(fileOf(unitWith([aBrief()], [cancelled()]))).not.toContain('VEVENT')
  })

  it('stands on each of its days within the month, also where it began before', () => {
    const event = anEvent({ from: '2026-11-29' as Day, to: '2026-12-02' as Day, before: '2026-12-05' as Day })
    const december = { from: '2026-12-01' as Day, to: '2026-12-31' as Day }
    const held = occasionsOf(unitWith([event]), december)
    expect([...byDayHeld(held, december).keys()]).toEqual(['2026-12-01', '2026-12-02'])
    expect([...byDayHeld(occasionsOf(unitWith([event]), window), window).keys()]).toHaveLength(4)
    const january = { from: '2027-01-01' as Day, to: '2027-01-31' as Day }
    expect(occasionsOf(unitWith([event]), january)).toEqual([])
  })

  it('[RM7] is whole days in the calendar file where no hour is known', () => {
    const event = eventIn(fileOf(unitWith([anEvent()])))
    expect(only(event, 'SUMMARY').value).toBe('Sự kiện: Ngày hội đọc sách (minh họa)')
    expect(only(event, 'DTSTART')).toMatchObject({ parameters: { VALUE: 'DATE' }, value: '20261210' })
    // the day after the last
    expect(only(event, 'DTEND')).toMatchObject({ parameters: { VALUE: 'DATE' }, value: '20261213' })
  })

  it('[RM7] begins at its hour in Hanoi, told as UTC; over several days it lasts until their end', () => {
    const meeting = eventIn(fileOf(unitWith([aBrief({ hour: '06:30' })])))
    expect(only(meeting, 'SUMMARY').value).toBe('Họp: Giao ban tháng 11 (minh họa)')
    expect(only(meeting, 'DTSTART')).toMatchObject({ parameters: {}, value: '20261124T233000Z' })
    expect(meeting.properties.some(({ name }) => name === 'DTEND')).toBe(false)
    const days = eventIn(fileOf(unitWith([anEvent({ hour: '07:30' })])))
    expect([only(days, 'DTSTART').value, only(days, 'DTEND').value]).toEqual(['20261210T003000Z', '20261212T170000Z'])
  })

  it('[RM7] keeps its UID when its day changes, and its SEQUENCE rises; nothing of what was asked is told', () => {
    const first = eventIn(fileOf(unitWith([aBrief()])))
    const moved = fileOf(unitWith([aBrief(), aBrief({ from: '2026-11-26' as Day, to: '2026-11-26' as Day })]))
    const later = eventIn(moved)
    expect(only(later, 'UID')).toEqual(only(first, 'UID'))
    expect(only(first, 'UID').value).not.toBe(`${taskIdOf(KEY)}@dau-moi`)
    expect([only(first, 'SEQUENCE').value, only(later, 'SEQUENCE').value]).toEqual(['0', '1'])
    expect(only(later, 'DTSTAMP').value).toBe('20261102T030000Z')
    const event = fileOf(unitWith([anEvent()]))
    for (const words of ['Mỗi đơn vị', 'Thư viện']) expect(event).not.toContain(words)
    expect(moved).not.toContain('bán trú')
  })
})
