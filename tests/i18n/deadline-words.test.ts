import { afterEach, describe, expect, it } from 'vitest'
import { addDays, type Calendar, type Day } from '#domain/deadlines/days.ts'
import { periodOf } from '#domain/deadlines/periods.ts'
import { deadlineBefore } from '#domain/deadlines/timeliness.ts'
import { bothForms, fullDay, pressing, readDay, relativeDue, shortDay } from '#i18n/deadline-words.ts'
import { planVi } from '#i18n/plan-texts.ts'
import { at } from '#tests/support/builders.ts'

const t = planVi.deadlines
const day = (text: string) => text as Day
const ms = (text: string) => Date.parse(text)
const PLAIN: Calendar = { holidays: [], workingWeekends: [] }
const TET_2026: Calendar = {
  holidays: Array.from({ length: 9 }, (_, n) => ({ day: addDays(day('2026-02-14'), n), name: 'Tết (minh họa)' })),
  workingWeekends: [],
}
const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe('[DL14] a deadline in words', () => {
  it.each([
    ['2024-03-10', 'trước ngày 10/3, chậm nhất hết Thứ Bảy 9/3, ngày làm việc cuối Thứ Sáu 8/3'],
    ['2024-03-20', 'trước ngày 20/3, chậm nhất hết Thứ Ba 19/3'],
    ['2024-04-20', 'trước ngày 20/4, chậm nhất hết Thứ Sáu 19/4'],
    ['2024-05-20', 'trước ngày 20/5, chậm nhất hết Chủ nhật 19/5, ngày làm việc cuối Thứ Sáu 17/5'],
    ['2024-06-20', 'trước ngày 20/6, chậm nhất hết Thứ Tư 19/6'],
    ['2024-07-20', 'trước ngày 20/7, chậm nhất hết Thứ Sáu 19/7'],
    ['2024-08-20', 'trước ngày 20/8, chậm nhất hết Thứ Hai 19/8'],
    ['2024-09-20', 'trước ngày 20/9, chậm nhất hết Thứ Năm 19/9'],
    ['2024-10-20', 'trước ngày 20/10, chậm nhất hết Thứ Bảy 19/10, ngày làm việc cuối Thứ Sáu 18/10'],
    ['2024-11-20', 'trước ngày 20/11, chậm nhất hết Thứ Ba 19/11'],
    ['2024-12-20', 'trước ngày 20/12, chậm nhất hết Thứ Năm 19/12'],
  ])('before %s: both forms as in the trade’s table', (before, words) => {
    expect(bothForms(t, deadlineBefore(day(before), PLAIN), ms('2024-02-23T08:00:00+07:00'))).toBe(words)
  })

  it('Tết 2026 leaves the deadline and moves the working day before the holidays', () => {
    const { before } = periodOf({ year: 2026, month: 2 })
    expect(bothForms(t, deadlineBefore(before, TET_2026), ms('2026-02-01T08:00:00+07:00'))).toBe(
      'trước ngày 20/2, chậm nhất hết Thứ Năm 19/2, ngày làm việc cuối Thứ Sáu 13/2',
    )
  })

  it('a calendar without a working day says nothing of one', () => {
    const none = {
      ...PLAIN,
      holidays: Array.from({ length: 90 }, (_, n) => ({ day: addDays(day('2024-03-01'), n), name: '' })),
    }
    expect(bothForms(t, deadlineBefore(day('2024-05-20'), none), ms('2024-05-01T00:00:00Z'))).toBe(
      'trước ngày 20/5, chậm nhất hết Chủ nhật 19/5',
    )
  })

  it('the year is told where it is not the present one', () => {
    const quarter = deadlineBefore(day('2027-01-01'), PLAIN)
    expect(bothForms(t, quarter, ms('2026-11-23T08:00:00+07:00'))).toBe(
      'trước ngày 1/1/2027, chậm nhất hết Thứ Năm 31/12',
    )
    expect(shortDay(day('2027-01-01'), ms('2027-01-01T00:00:00+07:00'))).toBe('1/1')
    expect(fullDay(day('2027-01-01'))).toBe('01/01/2027')
  })

  it.each([
    ['2026-11-16T08:00:00+07:00', 'còn 3 ngày', 'wait'],
    ['2026-11-18T23:59:59+07:00', 'còn 1 ngày', 'wait'],
    ['2026-11-19T00:00:00+07:00', 'hôm nay · còn 24 giờ', 'alarm'],
    ['2026-11-19T14:32:00+07:00', 'hôm nay · còn 9 giờ', 'alarm'],
    ['2026-11-19T23:20:00+07:00', 'hôm nay · còn 40 phút', 'alarm'],
    ['2026-11-19T23:59:59.999+07:00', 'hôm nay · còn 1 phút', 'alarm'],
    ['2026-11-20T00:00:00+07:00', 'quá 1 ngày', 'alarm'],
    ['2026-11-21T08:00:00+07:00', 'quá 2 ngày', 'alarm'],
    ['2026-10-01T08:00:00+07:00', 'còn 49 ngày', 'plain'],
  ])('before 2026-11-20, now %s: %s', (now, words, tone) => {
    const deadline = deadlineBefore(day('2026-11-20'), PLAIN)
    expect(relativeDue(t, deadline, ms(now))).toBe(words)
    expect(pressing(deadline, at(now))).toBe(tone)
  })

  it('[DL0] no zone of the phone changes a word', () => {
    const deadline = deadlineBefore(day('2026-11-20'), PLAIN)
    const now = ms('2026-11-19T14:32:00+07:00')
    for (let east = -12; east <= 14; east += 1) {
      process.env.TZ = `Etc/GMT${east <= 0 ? '+' : '-'}${Math.abs(east)}`
      expect(new Date(now).getTimezoneOffset()).toBe(east === 0 ? 0 : -east * 60)
      expect(bothForms(t, deadline, now)).toBe('trước ngày 20/11, chậm nhất hết Thứ Năm 19/11')
      expect(relativeDue(t, deadline, now)).toBe('hôm nay · còn 9 giờ')
    }
  })
})

describe('[TX3] a day as people type it', () => {
  const now = ms('2026-11-23T08:00:00+07:00')
  it.each([
    ['25/12/2026', '2026-12-25'],
    ['25/12', '2026-12-25'],
    ['5/1', '2027-01-05'],
    ['25-12-26', '2026-12-25'],
    [' 25 / 12 / 2026 ', '2026-12-25'],
    ['2026-12-25', '2026-12-25'],
    ['30/2/2026', null],
    ['31/11', null],
    ['tuần sau', null],
    ['', null],
  ])('%j is %s', (typed, wanted) => {
    expect(readDay(typed, now)).toBe(wanted)
  })
})
