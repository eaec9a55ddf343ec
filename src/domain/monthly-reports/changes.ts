import type * as z from 'zod/mini'
import { canMonthly, type MonthlyAction, monthlyRolesFor } from '../access/can.ts'
import { canonical } from '../canonical.ts'
import { monthOf } from '../deadlines/obligation-id.ts'
import { accept, type Context, type Decision, defineMutation, merge, refuse } from '../mutation.ts'
import type { Change } from '../records.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { signEntry } from '../signed-entry.ts'
import { unitSpace } from '../spaces.ts'
import { hanoiDay } from '../time.ts'
import { type MonthlyKey, monthlyReportIdOf, readMonthName } from './key.ts'
import type { MonthlyEntry, MonthlyReport } from './report.ts'
import { monthlyStateOf } from './state.ts'
import type { MonthlyState } from './states.ts'
import { summaryOf } from './summary.ts'

/** Without the index signature of a loose type, which would let anything pass. */
type KnownMembers<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
/** An entry without what every entry is signed with. */
type NewEntry = MonthlyEntry extends infer E
  ? E extends MonthlyEntry
    ? Omit<KnownMembers<E>, 'id' | 'by' | 'stamps'>
    : never
  : never

/** @property there as it was before; undefined when this is the first that is heard of it */
interface Found {
  there: MonthlyReport | undefined
  report: MonthlyReport
  state: MonthlyState
  context: Context
  /** the signature of what is about to be written */
  sign(): ReturnType<typeof signEntry>
  /** adds an entry: `append` as a step that was taken, `keep` as one that came too late to move anything */
  append(entry: NewEntry, change?: Partial<MonthlyReport>): Result<Decision, never>
  keep(entry: NewEntry): Result<Decision, never>
}

interface MonthlyAct<Name extends string, Args extends MonthlyKey> {
  name: Name
  right: MonthlyAction
  args: z.ZodMiniType<Args>
  /** whether it may be the first that is heard of the report; otherwise there must be one */
  begins?: boolean
  decide(found: Found, args: Args): Result<Decision, Refusal>
}

/** An act on one unit's report of one month: allowed, of a month that has come, and not done already. [MR1, SY4] */
export function defineMonthlyAct<const Name extends string, Args extends MonthlyKey>(act: MonthlyAct<Name, Args>) {
  return defineMutation<Name, Args>({
    name: act.name,
    schema: 1,
    args: act.args,
    entity: monthlyReportIdOf,
    reads: (args) => [{ type: 'monthly_report', id: monthlyReportIdOf(args) }],
    decide(view, args, context) {
      const there = view.get('monthly_report', monthlyReportIdOf(args))
      // of a unit that is not theirs, people hear neither that there is a report nor that there is none [AC3]
      const knowsUnit = there || context.actor.grants.some(({ unitId }) => unitId === args.unitId)
      if (!canMonthly(context.actor, act.right, args)) return refuse(knowsUnit ? 'not-allowed' : 'not-found')
      if (!there && !act.begins) return refuse('not-found')
      if (!there && !hasBegun(args.of, context)) return refuse('no-such-period', { of: args.of })
      const report = there ?? newReport(args, context)
      if (knows(report, context.mid)) return merge([])
      const sign = () => signEntry(context, monthlyRolesFor(act.right))
      const changes = (entry: NewEntry, change: Partial<MonthlyReport> = {}) =>
        put(there, { ...report, ...change, timeline: [...report.timeline, { ...sign(), ...entry } as MonthlyEntry] })
      const append: Found['append'] = (entry, change) => accept(changes(entry, change))
      const keep: Found['keep'] = (entry) => merge(changes(entry))
      return act.decide({ there, report, state: monthlyStateOf(report), context, sign, append, keep }, args)
    },
  })
}

/** The report as it is now, and its summary where that is another. [MR12] @param before as it was */
export function put(before: MonthlyReport | undefined, report: MonthlyReport): Change[] {
  const { id, unitId } = report
  const at = { id, entity: id, space: unitSpace(unitId) }
  const summary = summaryOf(report)
  const isSame = before !== undefined && canonical(summaryOf(before)) === canonical(summary)
  const whole: Change = { put: 'monthly_report', ...at, body: report }
  return isSame ? [whole] : [whole, { put: 'monthly_summary', ...at, body: summary }]
}

/** On a phone, a change is decided once more over records that may contain it already. [SY4] */
const knows = ({ timeline, edits, kept, fields }: MonthlyReport, mid: string): boolean =>
  timeline.some(({ id }) => id === mid) ||
  edits.some(({ id }) => id === mid) ||
  kept.some((one) => one.mid === mid) ||
  Object.values(fields).some((field) => field.mid === mid)

/**
 * A month whose first day of reporting is still to come is no period yet. Only the server judges it: a phone set to
 * 1970 can report. [MR1, TM2]
 */
function hasBegun(of: string, { received }: Context): boolean {
  if (received === null) return true
  const { year, month } = readMonthName(of)
  // the earliest day that any rule of periods gives a month
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 }
  return `${monthOf(before)}-01` <= hanoiDay(received)
}

const newReport = (key: MonthlyKey, { actor }: Context): MonthlyReport => ({
  id: monthlyReportIdOf(key),
  unitId: key.unitId,
  unitName: actor.grants.find(({ unitId }) => unitId === key.unitId)?.unitName ?? '',
  of: key.of,
  code: null,
  fields: {},
  kept: [],
  edits: [],
  timeline: [],
})
