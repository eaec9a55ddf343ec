import { HAS_DESK, holds } from '#domain/access/can.ts'
import type { ObligationId } from '#domain/ids.ts'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { DeskMonthlyAnswer } from '#protocol/office-monthly.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Who } from '../session/who.ts'
import { liveById, liveOfEntity } from '../store/records.ts'
import type { Store } from '../store/store.ts'

type Opened = Omit<DeskMonthlyAnswer, 'nonce' | 'at'>

/** One month's report of one unit, whole, with the receipts of its versions; one that the post may not read is not found. [AC3, OF7] */
export async function deskMonthly(
  { store }: { store: Store },
  { who, now, id }: { who: Who; now: Instant; id: ObligationId },
): Promise<Result<Opened, RequestRefusal>> {
  if (!holds(who.actor, HAS_DESK)) return fail('not-allowed')
  return store.read(who.departmentId, async (tx) => {
    const { sees } = await sightOf(tx, who, now)
    const row = (await liveById(tx, who.departmentId, 'monthly_report', id)).find(({ space }) => sees(space))
    if (!row) return fail('not-found')
    const receipts = (await liveOfEntity(tx, who.departmentId, row))
      .filter(({ type }) => type === 'receipt')
      .map(({ id, body }) => ({ id, receipt: JSON.parse(body) as Receipt }))
    return ok({ space: row.space, report: JSON.parse(row.body) as MonthlyReport, receipts })
  })
}
