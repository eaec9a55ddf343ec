import type { RecordType, View } from '../records.ts'
import { assignmentIdOf, cardNamed } from './assignment.ts'
import type { Card } from './cards.ts'
import { type GivenCard, givenCard } from './given-card.ts'
import { type CardKey, taskIdOf } from './place.ts'

/** A task of the plan, or one that the office gave outside of it. */
export type AnyCard = Card | GivenCard

/** The records from which a card follows. [TK4, GV2] */
export const cardReads = (key: CardKey): { type: RecordType; id: string }[] =>
  key.place.role === 'given'
    ? [{ type: 'given', id: taskIdOf(key) }]
    : [
        { type: 'plan', id: key.planId },
        { type: 'assignment', id: assignmentIdOf(key) },
      ]

/** The card of that name, if plan or office gives it to the unit. [TK5, GV2] */
export function cardIn(view: View, key: CardKey): AnyCard | undefined {
  if (key.place.role === 'given') {
    const given = view.get('given', taskIdOf(key))
    return given && givenCard(given)
  }
  const issued = view.get('plan', key.planId)
  const assignment = view.get('assignment', assignmentIdOf(key))
  return issued && assignment && cardNamed(issued, assignment, key)
}
