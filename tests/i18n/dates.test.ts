import { describe, expect, test } from 'vitest'
import { formatDay, formatDayTime, formatTime, formatWhen, readDayTime, relative } from '#i18n/dates.ts'
import { formatBytes, formatPhone, telHref } from '#i18n/numbers.ts'
import { at } from '#tests/support/builders.ts'

const NOW = Date.parse('2026-11-19T08:00:00Z')

describe('[DL0] every moment is Hanoi’s', () => {
  test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])('on a machine set to %s', (zone) => {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      expect(formatDayTime(at('2026-11-18T17:30:00Z'))).toBe('00:30, 19/11/2026')
      expect(readDayTime('19/11/2026', '00h30', NOW)).toBe(at('2026-11-18T17:30:00Z'))
    } finally {
      process.env.TZ = before
    }
  })

  test('a time alone for today, a word for yesterday, else the day', () => {
    expect(formatWhen(at('2026-11-19T07:32:00Z'), NOW)).toBe('14:32')
    expect(formatWhen(at('2026-11-18T07:32:00Z'), NOW)).toBe('14:32 hôm qua')
    expect(formatWhen(at('2026-11-10T07:32:00Z'), NOW)).toBe('14:32, 10/11/2026')
  })

  test('how long ago', () => {
    const ago = (ms: number) => relative(at(new Date(NOW - ms).toISOString()), NOW)
    expect(ago(5_000)).toBe('vừa xong')
    expect(ago(5 * 60_000)).toBe('5 phút trước')
    expect(ago(26 * 3_600_000)).toBe('1 ngày trước')
    expect(ago(-2 * 3_600_000)).toBe('sau 2 giờ')
    expect(ago(30 * 86_400_000)).toBe('20/10/2026')
  })
})

describe('[TX3] days and times as people type them', () => {
  test.each([
    ['19/11/2026', '13:20'],
    ['19/11', '13h20'],
    ['19-11-26', '1320'],
    ['19.11.2026', '13 giờ 20'],
    ['19112026', '13H20'],
    [' 19 / 11 / 2026 ', '13h 20 phút'],
  ])('%s %s', (day, time) => expect(readDayTime(day, time, NOW)).toBe(at('2026-11-19T06:20:00Z')))

  test.each([
    ['30/2/2026', '10:00'],
    ['19/13', '10:00'],
    ['19/11', '25h'],
    ['19/11', '10:75'],
    ['19/11', ''],
    ['', '10:00'],
    ['mai', '10:00'],
  ])('%s %s is no moment', (day, time) => expect(readDayTime(day, time, NOW)).toBeNull())

  test('what was shown is read back as the same minute', () => {
    const moment = at('2026-02-28T17:05:00Z')
    expect(readDayTime(formatDay(moment), formatTime(moment), NOW)).toBe(moment)
  })

  test('a December day written in January is last year’s', () => {
    expect(readDayTime('31/12', '8h', Date.parse('2027-01-02T03:00:00Z'))).toBe(at('2026-12-31T01:00:00Z'))
  })
})

test('[CF1] numbers to call, however they were written', () => {
  expect(formatPhone('+84 900.000.001')).toBe('0900 000 001')
  expect(formatPhone('0900000001')).toBe('0900 000 001')
  expect(formatPhone('113')).toBe('113')
  expect(telHref('0900 000 001')).toBe('tel:0900000001')
})

test('[TX7] bytes in the words of phones', () => {
  expect(formatBytes(409_600)).toBe('410 KB')
  expect(formatBytes(1_234_000)).toBe('1,2 MB')
  expect(formatBytes(10_700_000_000)).toBe('10,7 GB')
})
