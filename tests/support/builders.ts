import type { AccountId, DepartmentId, IncidentId, Mid, PhotoId, UnitId } from '#domain/ids.ts'
import type { IncidentBody } from '#domain/incidents/body.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import type { Context, Mutation } from '#domain/mutation.ts'
import type { Actor, Role } from '#domain/organisation/roles.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { Change, RecordBodies, RecordType, View } from '#domain/records.ts'
import type { Instant } from '#domain/time.ts'

/** A UUID that a reader can tell from others: `uuid(7)` is 00000000-0000-4000-8000-000000000007. */
export const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

export const at = (text: string): Instant => new Date(text).toISOString() as Instant

export const UNIT = uuid(0xa1) as UnitId
export const OTHER_UNIT = uuid(0xa2) as UnitId
export const OFFICE = uuid(0xa3) as UnitId
export const INCIDENT = uuid(0xb1) as IncidentId

export function anActor(role: Role = 'focal_point', unitId: UnitId = UNIT, n = 1): Actor {
  return {
    accountId: uuid(0xc00 + n) as AccountId,
    departmentId: uuid(0xd1) as DepartmentId,
    name: `Người số ${n} (minh họa)`,
    grants: [{ role, unitId, unitName: 'Trường Tiểu học Sao Mai (minh họa)' }],
  }
}

/** A report with nothing but what blocks. */
export function aBody(change: Partial<IncidentBody> = {}): IncidentBody {
  return {
    ...emptyDraft(at('2026-11-19T05:50:00Z')),
    title: 'Ngộ độc thực phẩm, trong trường',
    category: 'food_poisoning',
    severity: 2,
    urgency: 'khan',
    occurredAt: at('2026-11-19T05:30:00Z'),
    place: { kind: 'on_campus', text: '' },
    whatHappened: 'Sau bữa trưa bán trú, một số học sinh đau bụng, buồn nôn; đã đưa tới trạm y tế.',
    ...change,
  }
}

export const aPhoto = (n = 1): PhotoRef => ({
  id: uuid(0xf00 + n) as PhotoId,
  type: 'image/jpeg',
  size: 1000 + n,
  sha256: n.toString(16).padStart(64, '0'),
  width: 1600,
  height: 1200,
})

/** As the server gives it: told by one report. */
export const anIncident = (incidentId: string = INCIDENT, photos: readonly PhotoRef[] = []): Incident =>
  decided(reportIncident, undefined, {
    incidentId: incidentId as IncidentId,
    unitId: UNIT,
    body: aBody(),
    photos: [...photos],
  })

let mids = 0
export function aContext(change: Partial<Context> = {}): Context {
  mids += 1
  let numbers = 6
  return {
    actor: anActor(),
    mid: uuid(0xe0000 + mids) as Mid,
    now: at('2026-11-19T06:41:00Z'),
    device: {
      written: at('2026-11-19T06:30:00Z'),
      committed: at('2026-11-19T06:33:00Z'),
      zoneMinutes: 420,
      skewMs: 0,
    },
    received: at('2026-11-19T06:41:00Z'),
    allot: () => {
      numbers += 1
      return numbers
    },
    ...change,
  }
}

/** A store of one incident, as `decide` sees it. */
export const viewOf = (incident?: Incident): View => ({
  get: <T extends RecordType>(type: T, id: string) =>
    (type === 'incident' && incident?.id === id ? incident : undefined) as RecordBodies[T] | undefined,
})

/** Decides, and gives the incident as it is afterwards. @throws when it was refused */
export function decided<Args>(
  mutation: Mutation<string, Args>,
  incident: Incident | undefined,
  args: Args,
  context = aContext(),
): Incident {
  const result = mutation.decide(viewOf(incident), args, context)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  const put = result.value.changes.find(
    (change): change is Extract<Change, { put: 'incident' }> => 'put' in change && change.put === 'incident',
  )
  return put?.body ?? (incident as Incident)
}
