import { expect, it } from 'vitest'
import { duesOf, PLAIN_CALENDAR } from '#domain/agenda/due.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { calendarFile } from '#domain/reminders/calendar-file.ts'
import { remindersAhead } from '#domain/reminders/plan.ts'
import { signEntry } from '#domain/signed-entry.ts'
import { type GivenBody, type GivenEntry, givenOf } from '#domain/tasks/giving.ts'
import { aContext, anActor, at, OFFICE, UNIT } from '#tests/support/builders.ts'
import { aBrief, anEvent, GIVING } from '#tests/support/given.ts'
import { aDepartment, aUnit } from './reminder-world.ts'

const NOW = at('2026-11-01T00:00:00Z')
const day = (text: string) => text as Day

function duesWith(body: GivenBody) {
  const context = aContext({ actor: anActor('office_clerk', OFFICE, 9) })
  const first = { ...signEntry(context, ['office_clerk']), kind: 'given', body } as GivenEntry
  const unit = { ...aUnit(), unitId: UNIT, given: [givenOf({ id: GIVING, timeline: [first] }, UNIT)] }
  const window = { from: day('2026-11-01'), to: day('2026-12-31') }
  return duesOf(aDepartment(PLAIN_CALENDAR), unit, window, NOW).filter(({ kind }) => kind === 'task')
}
const remindedOf = (body: GivenBody) =>
  remindersAhead(duesWith(body), PLAIN_CALENDAR, NOW).map(({ day: on, kind }) => `${on} ${kind}`)

it('[RM1] [RM2] of a brief its unit is reminded the day before and on the day, once each', () => {
  // due before Friday 27 November
  const meeting = day('2026-11-27')
  expect(remindedOf(aBrief({ from: meeting, to: meeting, before: meeting })).slice(0, 2)).toEqual([
    '2026-11-25 day_before',
    '2026-11-26 last_day',
  ])
})

it('[RM3] over a weekend the earlier one moves off the days off, and no day has two', () => {
  // due before Tuesday 1 December: its last day is a Monday
  const before = day('2026-12-01')
  const reminded = remindedOf(aBrief({ from: before, to: before, before }))
  expect(reminded.slice(0, 2)).toEqual(['2026-11-27 day_before', '2026-11-30 last_day'])
  expect(new Set(reminded.map((one) => one.slice(0, 10))).size).toBe(reminded.length)
})

it('[RM1] an event is reminded of like any task', () => {
  expect(remindedOf(anEvent())[0]).toBe('2026-12-15 last_day')
})

it('[RM7] stands in the calendar file under its own name, on its last valid day', () => {
  const file = calendarFile('Trường (minh họa)', duesWith(anEvent()), [], PLAIN_CALENDAR)
  expect(file).toContain('SUMMARY:Hạn cuối: Ngày hội đọc sách (minh họa)')
  expect(file).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20261215T080000')
})
