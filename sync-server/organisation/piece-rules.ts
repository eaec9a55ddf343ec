import * as z from 'zod/mini'
import { daySchema } from '#domain/deadlines/days.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import { PIECE_RULES } from '#domain/pieces/recipients.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { type Published, publishRecords } from '#server/publish/records.ts'
import { unitsOf } from '#server/store/organisation.ts'
import { liveById } from '#server/store/records.ts'
import type { Tx } from '#server/store/store.ts'

/** As the office writes it: units by their codes. */
export const pieceRecipientsSchema = z.object({
  recipients: z
    .array(z.object({ unit: z.string(), from: daySchema, to: z.nullable(daySchema) }))
    .check(z.minLength(1), z.maxLength(20)),
})
export type PieceRecipients = z.infer<typeof pieceRecipientsSchema>

/**
 * Publishes where articles and examples go since when. Twice changes nothing. [PI1, PB1]
 * @returns the codes that name no unit, and then nothing was written
 */
export async function publishPieceRules(
  tx: Tx,
  department: DepartmentId,
  { recipients }: PieceRecipients,
): Promise<Result<Published, string[]>> {
  const units = new Map((await unitsOf(tx, department)).map((unit) => [unit.code, unit]))
  const unknown = recipients.filter(({ unit }) => !units.has(unit)).map(({ unit }) => unit)
  if (unknown.length > 0) return fail(unknown)
  const body = {
    recipients: recipients.flatMap(({ unit, from, to }) => {
      const found = units.get(unit)
      return found ? [{ unitId: found.id as UnitId, name: found.name, from, to }] : []
    }),
  }
  const record = { space: BULLETIN, type: 'piece_rules' as const, id: PIECE_RULES, entity: PIECE_RULES, body }
  return ok(await publishRecords(tx, department, [record], await liveById(tx, department, 'piece_rules', PIECE_RULES)))
}
