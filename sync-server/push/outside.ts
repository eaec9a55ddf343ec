import { rolesFor } from '#domain/access/can.ts'
import type { Day } from '#domain/deadlines/days.ts'
import type { IncidentId, UnitId } from '#domain/ids.ts'
import { type Incident, isOutside, spaceOf } from '#domain/incidents/incident.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import type { Context, Decision, Mutation } from '#domain/mutation.ts'
import type { Role } from '#domain/organisation/roles.ts'
import type { Change, View } from '#domain/records.ts'
import type { Refusal } from '#domain/refusals.ts'
import { ok, type Result } from '#domain/result.ts'
import { hanoiDay, instantOf, msOf } from '#domain/time.ts'
import { endedPost } from '../store/accounts.ts'
import { type LiveRow, liveById } from '../store/records.ts'
import type { Desk } from './context.ts'

/** Eighteen months: as long as the pushes of an old build are taken. */
const REMEMBERED_MS = 548 * 24 * 3_600_000
const NOTHING: View = { get: () => undefined }

interface Refused {
  mutation: Mutation
  args: unknown
  /** null: there is something under the id that the author may not look at */
  seen: readonly LiveRow[] | null
  /** null: their post would do now, but this came in from outside before the server was restored */
  refused: Refusal | null
  context: Context
}

/**
 * A report about a unit from somebody whose post there has ended is not refused: it comes in as an incident of its
 * own, read by the office and its author, with number and receipt, until the office adopts it or dismisses it. What
 * is added to an incident that they see no longer comes in as one of its own, too: it holds the whole picture. [OR8]
 * @returns null when the refusal stands: another change, another reason, or no such post
 */
export async function decideOutside(
  desk: Desk,
  { mutation, args, seen, refused, context }: Refused,
): Promise<Result<Decision, Refusal> | null> {
  const isReport = mutation.name === 'incident.report'
  if (!isReport && mutation.name !== 'incident.supplement') return null
  if (refused && refused.code !== 'not-allowed' && refused.code !== 'not-found') return null
  const told = args as { incidentId: IncidentId; unitId?: UnitId; body: Incident; photos: unknown }
  const there = await incidentUnder(desk, told.incidentId)
  const unitId = told.unitId ?? there?.unitId
  const post = unitId && ((await postThatEnded(desk, unitId)) ?? (refused ? null : postHeld(context, unitId)))
  if (!unitId || !post) return null

  const grants = [...context.actor.grants, { role: post.role, unitId, unitName: post.unitName }]
  const asThen: Context = { ...context, actor: { ...context.actor, grants } }
  const mine = refused !== null && seen !== null && there !== null && isOutside(there)
  const decided = mine
    ? mutation.decide(
        { get: (type, id) => (type === 'incident' && id === there.id ? (there as never) : undefined) },
        args,
        asThen,
      )
    : reportIncident.decide(
        NOTHING,
        { ...told, incidentId: there ? (context.mid as string as IncidentId) : told.incidentId, unitId } as never,
        asThen,
      )
  if (!decided.ok || mine) return decided
  return ok({ ...decided.value, changes: decided.value.changes.map((change) => marked(change, post.until)) })
}

async function incidentUnder({ tx, who }: Desk, id: string): Promise<Incident | null> {
  const [row] = await liveById(tx, who.departmentId, 'incident', id)
  return row ? (JSON.parse(row.body) as Incident) : null
}

async function postThatEnded({ tx, who, received }: Desk, unit: UnitId) {
  const day = hanoiDay(received)
  const from = hanoiDay(instantOf(msOf(received) - REMEMBERED_MS))
  const roles = rolesFor('report')
  const ended = await endedPost(tx, who.departmentId, { account: who.accountId, unit, roles, from, day })
  return ended ? { role: ended.role as Role, unitName: ended.unit_name, until: ended.until as Day } : null
}

/** Of what came before its author had the post again. */
function postHeld({ actor, now }: Context, unit: UnitId) {
  const grant = actor.grants.find(({ role, unitId }) => unitId === unit && rolesFor('report').includes(role))
  return grant ? { role: grant.role, unitName: grant.unitName, until: hanoiDay(now) as Day } : null
}

function marked(change: Change, until: Day): Change {
  if (!('put' in change) || change.put !== 'incident') return change
  const body: Incident = { ...change.body, outside: { until } }
  return { ...change, body, space: spaceOf(body) }
}
