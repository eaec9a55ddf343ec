import { describe, expect, test } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import type { Indulgence } from '#domain/deadlines/timeliness.ts'
import { daysLate, type FormPage } from '#features/unit-forms/form-page.ts'

describe('[V28] a form that is late says so', () => {
  const page = (now: string, given: Indulgence[] = [], newest?: object) =>
    ({ before: '2026-11-20', nowMs: Date.parse(now), found: { given }, newest }) as unknown as FormPage
  const by = 'Chánh Văn phòng (minh họa)'

  test('from the day before which it was due, in days of Hanoi', () => {
    expect(daysLate(page('2026-11-19T23:59:59+07:00'))).toBe(0)
    expect(daysLate(page('2026-11-20T00:00:01+07:00'))).toBe(1)
    expect(daysLate(page('2026-11-22T08:00:00+07:00'))).toBe(3)
  })

  test('[DL7] but not before the day that the office has given, nor where it asks for none, nor once it was sent', () => {
    const more: Indulgence = { kind: 'extended', before: '2026-11-25' as Day, by, reason: 'bão (minh họa)' }
    expect(daysLate(page('2026-11-22T08:00:00+07:00', [more]))).toBe(0)
    expect(daysLate(page('2026-11-25T08:00:00+07:00', [more]))).toBe(1)
    expect(daysLate(page('2026-11-22T08:00:00+07:00', [{ kind: 'excused', by, reason: 'bão (minh họa)' }]))).toBe(0)
    expect(daysLate(page('2026-11-22T08:00:00+07:00', [], {}))).toBe(0)
  })
})
