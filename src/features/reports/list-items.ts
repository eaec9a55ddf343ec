import type { CarriedDraft } from '#domain/drafts/carried-draft.ts'
import type { UnitId } from '#domain/ids.ts'
import { latestReport } from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Refused } from '#domain/records.ts'
import type { RecordStatus } from '#domain/sync/status.ts'
import { searchRank } from '#domain/text.ts'
import type { Instant } from '#domain/time.ts'
import type { FormSummary } from '#domain/unit-forms/summary-record.ts'
import { titleOfBody, titleOfIncident } from '#i18n/incident-words.ts'
import type { Texts } from '#i18n/texts.ts'
import { type Carried, type CarryState, readCarried } from '#storage/carried.ts'
import type { AccountDb } from '#storage/db.ts'
import { readDrafts } from '#storage/drafts.ts'
import { soundOf } from '#storage/sound.ts'
import type { DraftRow, OutboxRow } from '#storage/tables.ts'
import { type IncidentOnDevice, readIncidents, readRefused } from '#storage/views.ts'
import { statusOfSummary } from '#sync/form-status.ts'
import { statusOfDraft, statusOfIncident } from '#sync/record-status.ts'
import type { SyncState } from '#sync/state.ts'

export const FILTERS = ['all', 'draft', 'queued', 'arrived', 'refused'] as const
export type Filter = (typeof FILTERS)[number]

export interface ListItem {
  key: string
  href: string
  title: string
  status: RecordStatus
  /** of its newest part: the order of the list */
  at: Instant
  /** when its officer sent it first; null for a draft */
  reportedAt: Instant | null
  /** what the search looks through */
  text: string
  /** of this device, and whether it goes on elsewhere */
  draft?: { row: DraftRow; state: CarryState }
  /** a draft of the same person that lies between their devices */
  carried?: CarriedDraft
}

export interface OnDevice {
  incidents: IncidentOnDevice[]
  drafts: DraftRow[]
  refused: Refused[]
  carried: Carried
  /** months' reports and plans of the actor's units, with what waits of each */
  forms: FormOnList[]
}

export interface FormOnList {
  family: 'monthly' | 'plan'
  unitId: UnitId
  of: string
  summary: FormSummary | undefined
  waiting: OutboxRow[]
  /** typed on this device and not in line yet */
  savedAt: Instant | null
}

export async function readAll(db: AccountDb, actor: Actor): Promise<OnDevice> {
  const [incidents, drafts, refused, carried, monthly, plans] = await Promise.all([
    readIncidents(db, actor),
    readDrafts(db),
    readRefused(db),
    readCarried(db, actor),
    readForms(db, actor, 'monthly'),
    readForms(db, actor, 'plan'),
  ])
  return { incidents, drafts, refused, carried, forms: [...monthly, ...plans] }
}

const SUMMARY = { monthly: 'monthly_summary', plan: 'unit_plan_summary' } as const
/** How far a task is goes under the task. */
const isOfForm = (name: string, family: FormOnList['family']) =>
  name.startsWith(`${family}.`) && name !== 'plan.progress'

/** The forms of one kind that the server has, and those that only wait here. */
async function readForms(db: AccountDb, actor: Actor, family: FormOnList['family']): Promise<FormOnList[]> {
  const [rows, outbox, forms] = await Promise.all([
    db.records.where('type').equals(SUMMARY[family]).toArray(soundOf),
    db.outbox.orderBy('seq').toArray(),
    db.forms.toArray(),
  ])
  const units = new Set<string>(actor.grants.map(({ unitId }) => unitId))
  const waiting = Map.groupBy(
    outbox.filter(({ name, seeds }) => isOfForm(name, family) && seeds.length === 0),
    ({ entity }) => entity,
  )
  const savedAt = new Map(forms.map((form) => [form.id, form.savedAt]))
  const summaries = rows.map(({ body }) => body as FormSummary).filter(({ unitId }) => units.has(unitId))
  const known = new Set<string>(summaries.map(({ id }) => id))
  const made = [...waiting].filter(([id]) => !known.has(id))
  return [
    ...summaries.map((summary) => ({ id: summary.id as string, unitId: summary.unitId, of: summary.of, summary })),
    ...made.flatMap(([id, [first]]) => (first && isKey(first.args) ? [{ id, ...first.args, summary: undefined }] : [])),
  ].map(({ id, unitId, of, summary }) => ({
    family,
    unitId,
    of,
    summary,
    waiting: waiting.get(id) ?? [],
    savedAt: savedAt.get(`${family} ${id}`) ?? null,
  }))
}

const isKey = (args: unknown): args is { unitId: UnitId; of: string } => {
  const { unitId, of } = args as { unitId: unknown; of: unknown }
  return typeof unitId === 'string' && typeof of === 'string'
}

const PAGE = { monthly: '/bao-cao-thang', plan: '/ke-hoach' } as const

/** Every report of this device as one list: what was refused leads to where it can be mended. Newest first. */
export function itemsOf(
  t: Texts & { formTitle(family: FormOnList['family'], of: string): string },
  { incidents, drafts, refused, carried, forms }: OnDevice,
  sync: SyncState,
): ListItem[] {
  const known = new Set(incidents.map(({ incident }) => incident.id as string))
  const troubled = new Map(refused.map((one) => [one.entity, one]))
  const items: ListItem[] = [
    ...carried.fromElsewhere.map((one) => ({
      key: `carried ${one.draftId}`,
      href: '/bao-cao',
      title: titleOfBody(t, one.body),
      status: statusOfDraft(one),
      at: one.savedAt,
      reportedAt: null,
      text: textOf(t, one.body),
      carried: one,
    })),
    ...drafts.map((draft) => ({
      key: `draft ${draft.id}`,
      href: `/su-co/${draft.id}/${draft.step}`,
      title: titleOfBody(t, draft.body),
      status: statusOfDraft(draft),
      at: draft.savedAt,
      reportedAt: null,
      text: textOf(t, draft.body),
      draft: { row: draft, state: carried.stateOf(draft) },
    })),
    ...forms.map((form): ListItem => {
      const { family, unitId, of, summary, waiting, savedAt } = form
      const title = t.formTitle(family, of)
      const last = waiting.at(-1)?.device.committed ?? summary?.changed ?? savedAt
      return {
        key: `${family} ${unitId} ${of}`,
        href: `${PAGE[family]}/${of}?u=${unitId}`,
        title,
        status: statusOfSummary(summary, waiting, sync) ?? { kind: 'draft', savedAt: savedAt ?? ('' as Instant) },
        at: last ?? ('' as Instant),
        reportedAt: summary?.arrivals[0] ?? null,
        text: `${title} ${summary?.code ?? ''}`,
      }
    }),
    ...incidents.map((on): ListItem => {
      const { incident } = on
      const { body } = latestReport(incident)
      const trouble = troubled.get(incident.id)
      const last = incident.timeline.at(-1)?.stamps
      return {
        key: incident.id,
        href: trouble ? '/can-sua' : `/bao-cao/${incident.id}`,
        title: titleOfIncident(t, incident),
        status: trouble ? refusal(trouble) : statusOfIncident(on, sync),
        at: last?.received ?? last?.committed ?? ('' as Instant),
        reportedAt: incident.timeline[0]?.stamps.committed ?? null,
        text: `${textOf(t, body)} ${incident.code ?? ''} ${incident.unitName}`,
      }
    }),
    ...refused
      .filter(({ entity }) => !known.has(entity))
      .map((one) => ({
        key: `refused ${one.mid}`,
        href: '/can-sua',
        title: titleOfRefused(t, one),
        status: refusal(one),
        at: one.at,
        reportedAt: one.at,
        text: titleOfRefused(t, one),
      })),
  ]
  return items.sort((a, b) => (a.at < b.at ? 1 : -1))
}

const refusal = ({ code, details }: Refused): RecordStatus => ({ kind: 'refused', code, details })

/** Its arguments are kept as they came, so they are looked at with care. */
function titleOfRefused(t: Texts, { args }: Refused): string {
  const body = typeof args === 'object' && args !== null && 'body' in args ? args.body : null
  const title = typeof body === 'object' && body !== null && 'title' in body ? body.title : null
  return typeof title === 'string' && title.trim() !== '' ? title : t.reports.refusedItem
}

type Body = Parameters<typeof titleOfBody>[1] & { whatHappened: string }

const textOf = (t: Texts, body: Body): string =>
  [
    body.title,
    body.category === null ? '' : t.labels.category[body.category],
    body.place?.text ?? '',
    body.whatHappened,
  ].join(' ')

const FILTER_OF = {
  draft: 'draft',
  unsaved: 'draft',
  queued: 'queued',
  sending: 'queued',
  'signed-out': 'queued',
  arrived: 'arrived',
  office: 'arrived',
  monthly: 'arrived',
  refused: 'refused',
  both: 'refused',
} as const satisfies Record<RecordStatus['kind'], Filter>

/** What fits the filter and the words; those with the very marks first, then by time. [TX2] */
export function found(items: readonly ListItem[], filter: Filter, query: string): ListItem[] {
  return items
    .filter(({ status }) => filter === 'all' || FILTER_OF[status.kind] === filter)
    .map((item) => ({ item, rank: searchRank(item.text, query) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ item }) => item)
}
