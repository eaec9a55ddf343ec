import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Due, duesOf, PLAIN_CALENDAR } from '#domain/agenda/due.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { calendarFile } from '#domain/reminders/calendar-file.ts'
import { remindersOf } from '#domain/reminders/plan.ts'
import type { Instant } from '#domain/time.ts'
import { type Component, only, readCalendar } from '#tests/support/calendar-reader.ts'
import { aDepartment, aUnit, granted } from './reminder-world.ts'

const NOW = '2026-11-01T03:00:00.000Z' as Instant
const window = { from: '2026-10-01' as Day, to: '2027-03-31' as Day }
const duties = (...ledgers: Parameters<typeof aUnit>): Due[] =>
  duesOf(aDepartment(PLAIN_CALENDAR), aUnit(...ledgers), window, NOW)
const events = (text: string): Component[] => readCalendar(text).children.filter(({ name }) => name === 'VEVENT')
const november = (text: string): Component => {
  const found = events(text).find((event) => only(event, 'SUMMARY').value.includes('tháng 11/2026'))
  if (!found) throw new Error('no event of November')
  return found
}

describe('the calendar file', () => {
  it('[RM7] has an event on the last valid day, in the zone of Hanoi, until its end, with the alarms of the plan', () => {
    const all = duties()
    const event = november(calendarFile('Trường (minh họa)', all, [], PLAIN_CALENDAR))
    expect(only(event, 'DTSTART')).toMatchObject({
      parameters: { TZID: 'Asia/Ho_Chi_Minh' },
      value: '20261119T080000',
    })
    expect(only(event, 'DTEND')).toMatchObject({
      parameters: { TZID: 'Asia/Ho_Chi_Minh' },
      value: '20261120T000000',
    })
    expect(only(event, 'SUMMARY').value).toBe('Hạn cuối: Báo cáo dư luận tháng 11/2026')
    const due = all.find(({ key }) => key.endsWith('2026-11'))
    const planned = due ? remindersOf(due, PLAIN_CALENDAR).filter(({ to }) => to === 'officers') : []
    const alarms = event.children.map((alarm) => only(alarm, 'TRIGGER').value)
    expect(alarms).toEqual(planned.map(({ at }) => `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`))
    expect(alarms).toContain('20261119T010000Z')
    expect(event.children.map((alarm) => only(alarm, 'ACTION').value)).toEqual(alarms.map(() => 'DISPLAY'))
  })

  it('[RM7] keeps its UID when more time is given, and its SEQUENCE rises', () => {
    const first = november(calendarFile('x', duties(), [], PLAIN_CALENDAR))
    const later = november(
      calendarFile(
        'x',
        duties([granted('2026-11', { kind: 'extended', before: '2026-11-26' as Day })]),
        [],
        PLAIN_CALENDAR,
      ),
    )
    expect(only(later, 'UID')).toEqual(only(first, 'UID'))
    expect([only(first, 'SEQUENCE').value, only(later, 'SEQUENCE').value]).toEqual(['0', '1'])
    expect(only(later, 'DTEND').value).toBe('20261126T000000')
  })

  it('[RM7, RM4] leaves out what was sent or excused, and the same duties give the same bytes', () => {
    const excused = duties([granted('2026-11', { kind: 'excused' })])
    const text = calendarFile('x', excused, [], PLAIN_CALENDAR)
    expect(text).not.toContain('tháng 11/2026')
    expect(events(text).length).toBe(events(calendarFile('x', duties(), [], PLAIN_CALENDAR)).length - 1)
    expect(calendarFile('x', duties(), [], PLAIN_CALENDAR)).toBe(calendarFile('x', duties(), [], PLAIN_CALENDAR))
    const uids = events(text).map((event) => only(event, 'UID').value)
    expect(new Set(uids).size).toBe(uids.length)
  })

  it('[RM7] any name reads back as it was, in lines of at most 75 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
        // a name holds no control characters: the wire refuses them
        const name = typed.replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')
        const calendar = readCalendar(calendarFile(`${name}, ; \\ "ồ"\nđ`, duties().slice(0, 1), [], PLAIN_CALENDAR))
        expect(only(calendar, 'X-WR-CALNAME').value).toBe(`${name}, ; \\ "ồ"\nđ`)
      }),
      { numRuns: 100 },
    )
  })
})
