import * as z from 'zod/mini'
import { canDuty, type DutyAction, dutyRolesFor } from '../access/can.ts'
import { accept, type Context, type Decision, defineMutation, merge, refuse } from '../mutation.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { signEntry } from '../signed-entry.ts'
import { unitSpace } from '../spaces.ts'
import { hanoiDay, type Instant } from '../time.ts'
import { addDays, type Day, daySchema } from './days.ts'
import {
  chaseChannelSchema,
  type DutyLedger,
  indulgencesOf,
  type LedgerEntry,
  ledgerTextSchema,
  newestOf,
  notedArrivals,
  waySchema,
} from './ledger.ts'
import { type DutyKey, dutyBefore, dutyKey, obligationIdOf, RECORDS_OF } from './obligation-id.ts'
import { extendedTo, timelinessOf } from './timeliness.ts'

/** More time, by a named person and for a reason; never less than there was. [DL7, DL17, V46] */
export const extendDuty = defineDutyAct({
  name: 'duty.extend',
  right: 'indulge',
  args: z.object({ ...dutyKey, before: daySchema, reason: ledgerTextSchema }),
  decide({ ledger, before, append }, args) {
    if (args.reason.trim() === '') return refuse('reason-missing')
    const due = extendedTo(before, indulgencesOf(ledger))
    if (args.before === due && due !== before) return merge([])
    if (args.before <= due) return refuse('incomplete', { issues: [{ code: 'V46', path: 'before' }] })
    return append({ kind: 'extended', before: args.before, reason: args.reason })
  },
})

/** The unit need not send it, or what came late is late for a reason; two reasons are both kept. [DL7, DL17] */
export const excuseDuty = defineDutyAct({
  name: 'duty.excuse',
  right: 'indulge',
  args: z.object({ ...dutyKey, reason: ledgerTextSchema }),
  decide({ ledger, append, keep }, { reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    const entry = { kind: 'excused', reason } as const
    return newestOf(ledger, 'excused') ? keep(entry) : append(entry)
  },
})

/** "Gửi khi mất mạng": what arrived late counts as in time. One tap; only for what is there, and late. [DL7, DL17] */
export const acceptOffline = defineDutyAct({
  name: 'duty.acceptOffline',
  right: 'acceptOffline',
  args: z.object({ ...dutyKey, reason: ledgerTextSchema }),
  decide({ ledger, before, arrivals, append, context }, { reason }) {
    // a device at the desk keeps no unit's report: the server, which has it, judges
    const isBlind = context.received === null && arrivals.length === 0
    if (isBlind) return append({ kind: 'offline_accepted', reason })
    const { kind } = timelinessOf(before, arrivals, indulgencesOf(ledger), context.now)
    if (kind === 'on_time_offline') return merge([])
    return kind === 'late' || kind === 'late_excused'
      ? append({ kind: 'offline_accepted', reason })
      : refuse('wrong-state', { state: kind })
  },
})

/** The office notes what came another way, with the day on which it came; the first day decides. [DL17, DL4] */
export const noteArrival = defineDutyAct({
  name: 'duty.noteArrival',
  right: 'note',
  args: z.object({ ...dutyKey, on: daySchema, way: waySchema, note: ledgerTextSchema }),
  decide({ ledger, append, keep, context }, { on, way, note }) {
    if (on > hanoiDay(context.now)) return refuse('incomplete', { issues: [{ code: 'V04', path: 'on' }] })
    const same = ledger?.timeline.some((entry) => entry.kind === 'arrived' && entry.on === on && entry.way === way)
    if (same) return merge([])
    const entry = { kind: 'arrived', on, way, note } as const
    return newestOf(ledger, 'arrived') ? keep(entry) : append(entry)
  },
})

/** The office reminds a unit itself, by a message or a call: it stands in the unit's ledger as often as it was done. [RM14] */
export const chaseDuty = defineDutyAct({
  name: 'duty.chase',
  right: 'chase',
  args: z.object({ ...dutyKey, channel: chaseChannelSchema, note: ledgerTextSchema }),
  decide({ append }, { channel, note }) {
    return append({ kind: 'chased', channel, note })
  },
})

/** What an act finds. @property before the day by the rules alone @property arrivals by whatever way, in any order */
interface Found {
  ledger: DutyLedger | undefined
  before: Day
  arrivals: readonly Instant[]
  context: Context
  /** adds an entry: `append` as one that changes something, `keep` as one that comes beside another [DL17] */
  append(entry: NewEntry): Result<Decision, never>
  keep(entry: NewEntry): Result<Decision, never>
}

/** Without the index signature of a loose type, which would let anything pass. */
type KnownMembers<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
type NewEntry = LedgerEntry extends infer E
  ? E extends LedgerEntry
    ? Omit<KnownMembers<E>, 'id' | 'by' | 'stamps'>
    : never
  : never

/**
 * An act on one duty: the unit known and there on the duty's last valid day, and the act allowed, before its own rule
 * speaks. A duty that no table names may be written about: it is shown to nobody. [DL9, DL17]
 */
function defineDutyAct<const Name extends string, Args extends DutyKey>(act: {
  name: Name
  right: DutyAction
  args: z.ZodMiniType<Args>
  decide(found: Found, args: Args): Result<Decision, Refusal>
}) {
  return defineMutation<Name, Args>({
    name: act.name,
    schema: 1,
    args: act.args,
    entity: obligationIdOf,
    reads: (args) => [
      { type: 'duty_ledger', id: obligationIdOf(args) },
      { type: RECORDS_OF[args.form].summary, id: obligationIdOf(args) },
      { type: 'unit_facts', id: args.unitId },
    ],
    decide(view, args, context) {
      const unit = view.get('unit_facts', args.unitId)?.unit
      const before = dutyBefore(args)
      if (before === null) return refuse('malformed', { path: 'of' })
      const lastDay = addDays(before, -1)
      const isThere = unit && unit.validFrom <= lastDay && (unit.validTo === null || lastDay <= unit.validTo)
      if (!isThere) return refuse('not-found')
      if (!canDuty(context.actor, act.right, args)) return refuse('not-allowed')
      const id = obligationIdOf(args)
      const ledger = view.get('duty_ledger', id)
      // on a phone, a change is decided once more over records that may contain it already [SY4]
      if (ledger?.timeline.some((entry) => entry.id === context.mid)) return merge([])
      const changes = (entry: NewEntry) => {
        const { unitId, form, of } = args
        const signed = { ...signEntry(context, dutyRolesFor(act.right)), ...entry } as LedgerEntry
        const known = ledger ?? { id, unitId, form, of, timeline: [] }
        const body = { ...known, timeline: [...known.timeline, signed] }
        return [{ put: 'duty_ledger' as const, id, entity: id, space: unitSpace(unitId), body }]
      }
      return act.decide(
        {
          ledger,
          before,
          arrivals: [...notedArrivals(ledger), ...(view.get(RECORDS_OF[args.form].summary, id)?.arrivals ?? [])],
          context,
          append: (entry) => accept(changes(entry)),
          keep: (entry) => merge(changes(entry)),
        },
        args,
      )
    },
  })
}
