import { dayOf } from '#domain/deadlines/days.ts'
import { type DutyKey, monthOf } from '#domain/deadlines/obligation-id.ts'
import type { MutationName } from '#domain/mutations.ts'
import { hanoiDay, type Instant, instantOf } from '#domain/time.ts'
import type { Act } from './story.ts'

/** So many months back. */
const MONTHS = 4

/** What the office noted of the last months' reports, and what it gave: most in time, one late for a reason, one longer. */
export function dutyStory(now: Instant): Act[] {
  const [year = 0, month = 1] = hanoiDay(now).split('-').map(Number)
  const acts = Array.from({ length: MONTHS }, (_, n) => n + 1).flatMap((back): Act[] => {
    const of = (day: number) => dayOf(year, month - back, day)
    const [y = 0, m = 1] = of(1).split('-').map(Number)
    const key = { form: 'monthly' as const, of: monthOf({ year: y, month: m }) }
    const note = (unit: string, day: number, way: string) =>
      act(unit, key, `${of(day)}T03:00:00.000Z` as Instant, 'vanphong', 'duty.noteArrival', {
        on: of(day),
        way,
        note: '',
      })
    const late = back === 2
    return [
      note('THPT-BM', 16 + (back % 3), 'document'),
      note('XA-SM', late ? 22 : 18, late ? 'paper' : 'document'),
      ...(late
        ? [
            act('XA-SM', key, `${of(23)}T03:00:00.000Z` as Instant, 'chanhvp', 'duty.excuse', {
              reason: 'Mưa lũ, xã mất điện ba ngày (minh họa)',
            }),
          ]
        : []),
    ]
  })
  const longer = act(
    'XA-SM',
    { form: 'monthly', of: monthOf({ year, month }) },
    instantOf(Date.parse(now) - 90 * 60_000),
    'chanhvp',
    'duty.extend',
    { before: dayOf(year, month, 27), reason: 'Xã đang sắp xếp lại trường lớp (minh họa)' },
  )
  return [...acts, longer]
}

function act(
  unit: string,
  key: Omit<DutyKey, 'unitId'>,
  received: Instant,
  username: string,
  name: MutationName,
  args: Act['args'],
): Act {
  return {
    received,
    waited: 1,
    username,
    subject: `${unit} ${key.form} ${key.of}`,
    name,
    args: { unit, ...key, ...args },
  }
}
