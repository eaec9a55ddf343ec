import { canDuty, type DutyAction } from '#domain/access/can.ts'
import { type DutyLedger, indulgencesOf, notedArrivals } from '#domain/deadlines/ledger.ts'
import { type DutyKey, obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import { extendedTo, type Timeliness, timelinessOf } from '#domain/deadlines/timeliness.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { StoredRecord } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import type { Instant } from '#domain/time.ts'
import type { DeskDuty } from '#protocol/office.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { withWaiting } from '#storage/views.ts'

export const ACTS = ['arrival', 'offline', 'extend', 'excuse'] as const
export type DutyAct = (typeof ACTS)[number]

const RULE = {
  arrival: { right: 'note', from: ['pending', 'missing'] },
  offline: { right: 'acceptOffline', from: ['late', 'late_excused'] },
  extend: { right: 'indulge', from: ['pending', 'missing'] },
  excuse: { right: 'indulge', from: ['pending', 'missing', 'late'] },
} as const satisfies Record<DutyAct, { right: DutyAction; from: readonly Timeliness['kind'][] }>

/** The acts worth showing now: a courtesy, since `decide` has the last word. [DL17] */
export const dutyActsFor = (actor: Actor, { unitId }: DutyKey, { kind }: Timeliness): DutyAct[] =>
  ACTS.filter((act) => {
    const { right, from } = RULE[act]
    return canDuty(actor, right, { unitId }) && (from as readonly string[]).includes(kind)
  })

/** The fetched records as the outbox keeps them, so that an act is decided on what its author saw. */
export function dutySeeds({ unit, ledger }: Pick<DeskDuty, 'unit' | 'ledger'>): StoredRecord[] {
  const space = unitSpace(unit.id)
  const facts = { unit, predecessors: [] }
  return [
    { space, type: 'unit_facts', id: unit.id, entity: unit.id, version: 0, body: facts },
    ...(ledger
      ? [{ space, type: 'duty_ledger' as const, id: ledger.id, entity: ledger.id, version: 0, body: ledger }]
      : []),
  ]
}

/** How a duty stands with one's own acts on top, until the server's answer contains them. [SY4] */
export function dutyWithActs(
  line: DeskDuty,
  key: DutyKey,
  given: { acts: readonly OutboxRow[]; actor: Actor; now: Instant },
) {
  const view = withWaiting(dutySeeds(line), given.acts, given.actor)
  const ledger: DutyLedger | undefined = view.get('duty_ledger', obligationIdOf(key)) ?? line.ledger ?? undefined
  const indulgences = indulgencesOf(ledger)
  const arrivals = [...line.arrivals, ...notedArrivals(ledger)]
  return {
    ledger,
    due: extendedTo(line.before, indulgences),
    timeliness: timelinessOf(line.before, arrivals, indulgences, given.now),
  }
}
