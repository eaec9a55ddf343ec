import { addDays, dayOf } from '#domain/deadlines/days.ts'
import { type DutyKey, monthOf } from '#domain/deadlines/obligation-id.ts'
import type { MutationName } from '#domain/mutations.ts'
import { hanoiDay, type Instant, instantOf } from '#domain/time.ts'
import { type DemoMonth, monthsBack } from './demo-months.ts'
import type { Act } from './story.ts'

/**
 * What the office noted of reports that came by other ways, before the app had them and beside it: most in time, one on
 * paper and late for a reason; and what it gave: one longer. The months that the app itself had are in month-story.ts.
 */
export function dutyStory(now: Instant): Act[] {
  const [year = 0, month = 1] = hanoiDay(now).split('-').map(Number)
  const thisMonth = monthOf({ year, month })
  const noted = (unit: string, back: number, day: number, way: string) => note(unit, monthsBack(now, back), day, way)
  const last = monthsBack(now, 1)
  const [paper, excuse] = lateOnPaper(monthsBack(now, 4))
  return [
    noted('THPT-BM', 6, 18, 'document'),
    noted('THPT-BM', 5, 16, 'email'),
    noted('XA-SM', 6, 17, 'document'),
    noted('XA-SM', 5, 18, 'document'),
    paper,
    excuse,
    // the commune has been given longer for this month's
    ...(last.of === thisMonth ? [] : [note('XA-SM', last, 18, 'document')]),
    act(
      'XA-SM',
      { form: 'monthly', of: thisMonth },
      instantOf(Date.parse(now) - 90 * 60_000),
      'chanhvp',
      'duty.extend',
      {
        before: dayOf(year, month, 27),
        reason: 'Xã đang sắp xếp lại trường lớp (minh họa)',
      },
    ),
  ]
}

const note = (unit: string, { of, before, on }: DemoMonth, day: number, way: string): Act =>
  act(unit, { form: 'monthly', of }, on(day), 'vanphong', 'duty.noteArrival', {
    on: addDays(before, day - 20),
    way,
    note: '',
  })

function lateOnPaper(month: DemoMonth): [Act, Act] {
  const reason = 'Mưa lũ, xã mất điện ba ngày (minh họa)'
  return [
    note('XA-SM', month, 22, 'paper'),
    act('XA-SM', { form: 'monthly', of: month.of }, month.on(23), 'chanhvp', 'duty.excuse', { reason }),
  ]
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
