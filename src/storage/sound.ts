import type { RecordType } from '#domain/records.ts'

type Members = Record<string, unknown>
type Fits = (value: unknown) => boolean

export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'
const isCount: Fits = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isInstant: Fits = (value) => isText(value) && Date.parse(value) >= 0
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
export const listOf =
  (fits: Fits): Fits =>
  (value) =>
    isList(value) && value.every(fits)

/** Whether it has these members, each as its name says. */
export function having(names: string): Fits {
  let members: [string, Fits][] | undefined
  return (value) => {
    members ??= names.split(' ').map((name) => [name, KINDS.get(name) ?? isText])
    return isObject(value) && members.every(([name, fits]) => fits(value[name]))
  }
}

const isSigned = having('id by stamps')
const bears = having('body')
/** Entries that tell more than who did what. How far a line is has no kind. */
const isEntry: Fits = (entry) =>
  isObject(entry) &&
  isSigned(entry) &&
  ('percent' in entry || isText(entry.kind)) &&
  (!/^(?:report|sent|given|amended)$/.test(entry.kind as string) || bears(entry)) &&
  (entry.kind !== 'submitted' || isObject(entry.snapshot)) &&
  (entry.photos === undefined || listOf(isObject)(entry.photos))

/** What a member is by its name, in whatever row it stands; all others are texts. */
const KINDS = new Map<string, Fits>(
  (
    [
      ['seq schema version size from to', isCount],
      ['tries notBefore skewMs comparedAt minWriterSchema', Number.isFinite],
      ['written committed createdAt savedAt backup lastSync emptied', isInstant],
      ['epoch mark', isText],
      ['replica', (value: unknown) => isText(value) && value.length === 36],
      ['args body values payload classes fields place by', isObject],
      ['seeds receipts holidays rules recipients predecessors groups lines', listOf(isObject)],
      ['codes arrivals workingWeekends successors', isList],
      ['device', having('written committed')],
      ['stamps', having('committed')],
      ['ref', having('id size')],
      ['plan', having('groups')],
      ['unit', having('id type validFrom successors')],
      ['timeline', listOf(isEntry)],
      ['page', having('space from to records')],
      ['records', listOf(having('type id entity version'))],
      ['spaces', listOf((pair) => isList(pair) && isText(pair[0]) && isCount(pair[1]))],
    ] as const
  ).flatMap(([names, fits]) => names.split(' ').map((name) => [name, fits as Fits])),
)

const FORM = 'id unitId of fields timeline'
const SUMMARY = 'id unitId of state arrivals'
/** What reading a body of a type takes for granted; a type that is not here may be anything. */
const BODIES = new Map(
  Object.entries({
    incident: 'id unitId timeline',
    receipt: 'payload signature',
    refused: 'mid name entity code',
    carried_draft: 'draftId incidentId unitId body savedAt mid',
    duty: 'office',
    signing_key: 'id publicKey',
    plan: 'plan classes',
    calendar: 'holidays workingWeekends weekendPolicy',
    duty_rules: 'rules periodPolicy',
    piece_rules: 'recipients',
    assignment: 'planId unitId codes',
    unit_facts: 'unit predecessors',
    task: 'id planId unitId place timeline',
    given: 'id givingId unitId timeline',
    giving: 'id unitId timeline',
    duty_ledger: 'id timeline',
    monthly_report: FORM,
    monthly_summary: SUMMARY,
    piece: 'id unitId recipients timeline',
    unit_plan: FORM,
    unit_plan_summary: `${SUMMARY} lines`,
    line_progress: 'id unitId timeline',
  } satisfies Record<RecordType, string>).map(([type, names]) => [type, having(names)]),
)

/** The kind of the entry without which it is nothing. */
const BEGUN: Readonly<Record<string, string>> = { incident: 'report', given: 'given', piece: 'sent' }

/** Whether a record can be read as what it says it is. A disk or a browser that breaks rows is rare, and happens. [PR4] */
export const isSoundRecord = ({ type, body }: { type: string; body: unknown }): boolean =>
  (BODIES.get(type)?.(body) ?? true) &&
  (!BEGUN[type] || (body as { timeline: Members[] }).timeline.some(({ kind }) => kind === BEGUN[type]))

export const soundOf = <Row extends { type: string; body: unknown }>(rows: readonly Row[]): Row[] =>
  rows.filter(isSoundRecord)

export const CHANGE = 'mid seq name schema entity args device tries notBefore'
export const isVerdict = having('kind spaces')

/** The same for the rows of the other tables. Of the journal and the records in `look-through.ts`. */
export const SOUND = {
  outbox: (row: Members) => having(`${CHANGE} seeds`)(row) && (row.verdict === null || isVerdict(row.verdict)),
  drafts: having('id incidentId unitId report step createdAt savedAt body'),
  forms: having('id savedAt values'),
  photos: having('id draftId entity entityType state ref tries notBefore'),
  cursors: having('space version'),
  staged: having('page'),
  // of a later build it may be anything
  meta: ({ key, value }: Members) => KINDS.get(key as string)?.(value) ?? true,
} satisfies Readonly<Record<string, (row: Members) => boolean>>
