import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnitId } from '#domain/ids.ts'
import { type Assignment, cardNamed, cardsOfUnit } from '#domain/tasks/assignment.ts'
import type { Card } from '#domain/tasks/cards.ts'
import { cardsOf } from '#domain/tasks/cards.ts'
import type { CardPlace } from '#domain/tasks/place.ts'
import { uuid } from '#tests/support/builders.ts'
import { ISSUED, PLAN_ID } from '#tests/support/tasks.ts'

const CODES = [
  ...new Set(ISSUED.plan.groups.flatMap(({ items }) => items.flatMap((item) => [...item.leads, ...item.coordinators]))),
]
const unitIds = Array.from({ length: 6 }, (_, n) => uuid(0x700 + n) as UnitId)
const placeOf = (card: Card): CardPlace =>
  card.role === 'lead'
    ? { role: 'lead', group: card.group, item: card.item, quarter: card.quarter }
    : { role: 'coordinator', group: card.group, quarter: card.quarter }

describe('a unit that knows only itself', () => {
  it('[TK4] derives exactly the cards that all units together give it, whoever stands behind the codes', () => {
    const behind = fc.dictionary(fc.constantFrom(...CODES), fc.uniqueArray(fc.constantFrom(...unitIds)))
    fc.assert(
      fc.property(behind, fc.constantFrom(...unitIds), (map, unitId) => {
        const assignees = new Map(Object.entries(map))
        const codes = CODES.filter((code) => map[code]?.includes(unitId))
        const assignment: Assignment = { planId: PLAN_ID, unitId, codes }
        const wanted = cardsOf(PLAN_ID, ISSUED.plan, assignees, { unitId })
        expect(cardsOfUnit(ISSUED, assignment)).toEqual(wanted)
        for (const card of wanted)
          expect(cardNamed(ISSUED, assignment, { planId: PLAN_ID, unitId, place: placeOf(card) })).toEqual(card)
      }),
      { numRuns: 100 },
    )
  })
})
