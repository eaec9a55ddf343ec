import { HAS_DESK, holds } from '#domain/access/can.ts'
import type { DutyRules } from '#domain/deadlines/department-rules.ts'
import { type DutyLedger, indulgencesOf, notedArrivals } from '#domain/deadlines/ledger.ts'
import { type DutyForm, RECORDS_OF } from '#domain/deadlines/obligation-id.ts'
import { type Obligation, obligationsOf } from '#domain/deadlines/obligations.ts'
import { ratesOf } from '#domain/deadlines/rates.ts'
import { extendedTo, type Timeliness, timelinessOf } from '#domain/deadlines/timeliness.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { unitSpace } from '#domain/spaces.ts'
import { hanoiDay, type Instant } from '#domain/time.ts'
import type { FormRecord } from '#domain/unit-forms/record.ts'
import { versionsOf } from '#domain/unit-forms/state.ts'
import type { FormSummary } from '#domain/unit-forms/summary-record.ts'
import type { DeskDutiesAnswer, DeskDuty } from '#protocol/office.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import { datedUnits } from '../organisation/dated-units.ts'
import type { Who } from '../session/who.ts'
import { liveById, liveOfType } from '../store/records.ts'
import { remindersAbout } from '../store/reminders.ts'
import type { Store, Tx } from '../store/store.ts'

/** Most lines of the desk's list. */
const DESK_LINES = 500

interface Asked {
  who: Who
  now: Instant
  form: DutyForm
  /** null: the month or year of today in Hanoi */
  of: string | null
}

type Unit = Awaited<ReturnType<typeof datedUnits>>[number]
interface Kept {
  unit: Unit
  obligation: Obligation
  ledger: DutyLedger | undefined
  report: FormSummary | undefined
  timeliness: Timeliness
}

type Stamps = Map<string, NonNullable<DeskDuty['sent']>>
type Answer = Omit<DeskDutiesAnswer, 'nonce' | 'at'>

/** How the units that a post may read keep one form: those of the period by name, rates over period and year. [DL18, AC3] */
export async function deskDuties({ store }: { store: Store }, asked: Asked): Promise<Result<Answer, RequestRefusal>> {
  if (!holds(asked.who.actor, HAS_DESK)) return fail('not-allowed')
  const { form, now } = asked
  const of = asked.of ?? hanoiDay(now).slice(0, form === 'monthly' ? 7 : 4)
  const { units, all, rules, ledgers, reports } = await store.read(asked.who.departmentId, (tx) => rowsFor(tx, asked))
  const kept = units.flatMap((unit) =>
    keptBy(unit, { all, rules, ledgers, reports, form, year: Number(of.slice(0, 4)), now }),
  )
  const perUnit = Map.groupBy(kept, ({ unit }) => unit.id)
  const ofPeriod = kept.filter(({ obligation }) => obligation.of === of)
  const { stamps, reminded } = await store.read(asked.who.departmentId, async (tx) => ({
    stamps: await stampsOf(tx, asked, ofPeriod),
    reminded: await remindedOf(tx, asked, ofPeriod),
  }))
  const months = form === 'monthly' ? [...Map.groupBy(kept, ({ obligation }) => obligation.of)].sort() : []
  return ok({
    form,
    of,
    duties: ofPeriod
      .map((line) => ({
        ...lineOf(line, perUnit.get(line.unit.id) ?? [], stamps),
        reminded: reminded.get(line.obligation.key) ?? null,
      }))
      .sort((a, b) => weight(a) - weight(b) || a.unit.name.localeCompare(b.unit.name, 'vi'))
      .slice(0, DESK_LINES),
    period: ratesOf(ofPeriod),
    year: ratesOf(kept),
    months: months.map(([month, duties]) => ({ of: month, rates: ratesOf(duties) })),
  })
}

async function rowsFor(tx: Tx, { who, now, form }: Asked) {
  const department = who.departmentId
  const { sees } = await sightOf(tx, who, now)
  const all = await datedUnits(tx, department)
  const [rules] = await liveById(tx, department, 'duty_rules', department)
  const ledgers = (await liveOfType(tx, department, 'duty_ledger')).filter(({ space }) => sees(space))
  const reports = (await liveOfType(tx, department, RECORDS_OF[form].summary)).filter(({ space }) => sees(space))
  return {
    all,
    units: all.filter(({ id }) => sees(unitSpace(id))),
    rules: rules ? (JSON.parse(rules.body) as DutyRules) : null,
    reports: new Map(reports.map(({ id, body }) => [id, JSON.parse(body) as FormSummary])),
    ledgers: new Map(ledgers.map(({ id, body }) => [id, JSON.parse(body) as DutyLedger])),
  }
}

/** The duties of one unit in a year, each with how it was kept. */
function keptBy(
  unit: Unit,
  given: {
    all: readonly Unit[]
    rules: DutyRules | null
    ledgers: ReadonlyMap<string, DutyLedger>
    reports: ReadonlyMap<string, FormSummary>
    form: DutyForm
    year: number
    now: Instant
  },
): Kept[] {
  if (!given.rules) return []
  const { rules, periodPolicy } = given.rules
  const predecessors = given.all.filter(({ successors }) => successors.includes(unit.id))
  return obligationsOf(unit, predecessors, rules, given.year, periodPolicy)
    .filter(({ form }) => form === given.form)
    .map((obligation) => {
      const ledger = given.ledgers.get(obligation.id)
      const report = given.reports.get(obligation.id)
      const arrivals = [...notedArrivals(ledger), ...(report?.arrivals ?? [])]
      const timeliness = timelinessOf(obligation.before, arrivals, indulgencesOf(ledger), given.now)
      return { unit, obligation, ledger, report, timeliness }
    })
}

/** The stamps of the arrivals that came late, for whoever is to judge: few, so their whole reports may be read. [TM1] */
async function stampsOf(tx: Tx, { who }: Asked, kept: readonly Kept[]): Promise<Stamps> {
  const late = kept.filter(({ report, timeliness }) => report && 'days' in timeliness && timeliness.kind !== 'missing')
  const found: Stamps = new Map()
  for (const { obligation, report } of late) {
    const [row] = await liveById(tx, who.departmentId, RECORDS_OF[obligation.form].whole, obligation.id)
    const first =
      row &&
      versionsOf(JSON.parse(row.body) as FormRecord).find(({ stamps }) => stamps.received === report?.arrivals[0])
    if (first) found.set(obligation.id, first.stamps)
  }
  return found
}

type Reminded = Map<string, NonNullable<DeskDuty['reminded']>>

/** The newest reminder of each duty that is still open; shown once any phone has shown it. [RM14] */
async function remindedOf(tx: Tx, { who }: Asked, kept: readonly Kept[]): Promise<Reminded> {
  const open = kept.filter(({ timeliness: { kind } }) => kind === 'pending' || kind === 'missing').slice(0, DESK_LINES)
  const found: Reminded = new Map()
  if (open.length === 0) return found
  const keys = open.map(({ obligation }) => obligation.key)
  for (const { key, at, accepted_at, shown_at } of await remindersAbout(tx, who.departmentId, keys)) {
    const known = found.get(key)
    if (known && known.at !== at) continue
    found.set(key, {
      at: at as Instant,
      accepted: known?.accepted === true || accepted_at !== null,
      shownAt: known?.shownAt ?? (shown_at as Instant | null),
    })
  }
  return found
}

function lineOf(
  { unit, obligation, ledger, report, timeliness }: Kept,
  ofUnit: readonly Kept[],
  stamps: Stamps,
): DeskDuty {
  const { id, type, name, validFrom, validTo, successors } = unit
  return {
    unit: { id, type, name, validFrom, validTo, successors },
    ledger: ledger ?? null,
    report: report ?? null,
    before: obligation.before,
    due: extendedTo(obligation.before, indulgencesOf(ledger)),
    timeliness,
    arrivals: report?.arrivals ?? [],
    sent: stamps.get(obligation.id) ?? null,
    year: ratesOf(ofUnit),
  }
}

/** What the office has to look after stands first. */
const ORDER = {
  missing: 0,
  late: 1,
  pending: 2,
  late_excused: 3,
  on_time_offline: 4,
  on_time: 5,
  not_required: 6,
} as const satisfies Record<Timeliness['kind'], number>
const weight = ({ timeliness }: DeskDuty) => ORDER[timeliness.kind]
