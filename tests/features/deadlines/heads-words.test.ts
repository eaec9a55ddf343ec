import { expect, test } from 'vitest'
import { wordsToConfirm } from '#features/deadlines/duty-news.tsx'
import { anActor, OTHER_UNIT, UNIT } from '#tests/support/builders.ts'

type Duties = Parameters<typeof wordsToConfirm>[0]
const summary = (id: string, word: 'open' | 'disputed' | null) =>
  [id, { id, of: '2026-11', unitId: UNIT, word }] as const
const duties = (waiting: [string, { name: string }[]][] = [], unitId = UNIT) =>
  ({
    units: [{ unitId, reports: new Map([summary('a', 'open'), summary('b', 'disputed'), summary('c', null)]) }],
    waiting: new Map(waiting),
  }) as unknown as Duties
const ids = (of: Duties, actor = anActor('unit_head', UNIT)) => wordsToConfirm(of, actor).map(({ id }) => id)

test('[MR5] the head is told what was sent on their word and not answered yet, and nobody else is', () => {
  expect(ids(duties())).toEqual(['a'])
  expect(ids(duties(), anActor('focal_point', UNIT))).toEqual([])
  expect(ids(duties([], OTHER_UNIT))).toEqual([])
  expect(ids(duties([['a', [{ name: 'monthly.confirm' }]]]))).toEqual([])
  expect(ids(duties([['a', [{ name: 'monthly.edit' }]]]))).toEqual(['a'])
})
