import { HAS_DESK, holds } from '#domain/access/can.ts'
import type { ObligationId } from '#domain/ids.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import type { RecordBodies } from '#domain/records.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Space } from '#domain/spaces.ts'
import type { Instant } from '#domain/time.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Who } from '../session/who.ts'
import { liveById, liveOfEntity } from '../store/records.ts'
import type { Store } from '../store/store.ts'

interface Opened<Report> {
  space: Space
  report: Report
  receipts: { id: string; receipt: Receipt }[]
}

/** One form of one unit, whole, with the receipts of its versions; one that the post may not read is not found. [AC3, OF7] */
export async function deskForm<Type extends 'monthly_report' | 'unit_plan'>(
  { store }: { store: Store },
  { who, now, type, id }: { who: Who; now: Instant; type: Type; id: ObligationId },
): Promise<Result<Opened<RecordBodies[Type]>, RequestRefusal>> {
  if (!holds(who.actor, HAS_DESK)) return fail('not-allowed')
  return store.read(who.departmentId, async (tx) => {
    const { sees } = await sightOf(tx, who, now)
    const row = (await liveById(tx, who.departmentId, type, id)).find(({ space }) => sees(space))
    if (!row) return fail('not-found')
    const receipts = (await liveOfEntity(tx, who.departmentId, row))
      .filter(({ type }) => type === 'receipt')
      .map(({ id, body }) => ({ id, receipt: JSON.parse(body) as Receipt }))
    return ok({ space: row.space, report: JSON.parse(row.body) as RecordBodies[Type], receipts })
  })
}
