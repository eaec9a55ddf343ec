import * as z from 'zod/mini'
import type { ReportEntry } from '../incidents/incident.ts'
import type { SentEntry } from '../pieces/piece.ts'
import { fail, ok, type Result } from '../result.ts'
import type { FormVersion } from '../unit-forms/record.ts'
import { receiptSchema, signingKeySchema } from './receipt.ts'

/**
 * A report, its photos and their receipts in one file that anyone can check. The keys in it are a convenience:
 * whoever checks compares their fingerprint with the one the department publishes. [RC5]
 */
export const receiptFileSchema = z.object({
  format: z.literal('dau-moi-receipt/1'),
  departmentName: z.string(),
  unitName: z.string(),
  entry: z.unknown(),
  receipt: receiptSchema,
  photos: z.array(z.object({ id: z.uuid(), base64: z.string(), receipt: receiptSchema })),
  keys: z.array(signingKeySchema),
})
type FileOf<Entry> = z.infer<typeof receiptFileSchema> & { entry: Entry }
export type ReceiptFile = FileOf<ReportEntry>
/** The same for one version of a month's report or a plan; it has no photos. [RC5, RC7] */
export type FormReceiptFile = FileOf<FormVersion>
/** The same for one version of an article or example; its photos are declared and not in it. [RC5, RC8] */
export type PieceReceiptFile = FileOf<SentEntry>

/**
 * What the entry of a file must look like, by the kind of its receipt: fetched when such a file is met, since a
 * phone seldom meets one, and hardly ever of every kind.
 */
const ENTRY_SCHEMAS = {
  'incident.report': async () => (await import('../incidents/incident.ts')).reportEntrySchema,
  'monthly.report': async () => (await import('../monthly-reports/report.ts')).versionSchema,
  'unit.plan': async () => (await import('../unit-plans/unit-plan.ts')).planVersionSchema,
  'piece.version': async () => (await import('../pieces/piece.ts')).sentSchema,
}
export type FiledKind = keyof typeof ENTRY_SCHEMAS

const isFiled = (kind: string): kind is FiledKind => Object.hasOwn(ENTRY_SCHEMAS, kind)

/** @returns the file with the kind that its receipt names, which must be one that is given out in a file */
export async function readReceiptFile(
  json: unknown,
): Promise<Result<z.infer<typeof receiptFileSchema> & { kind: FiledKind }, 'file-malformed' | 'kind-wrong'>> {
  const file = receiptFileSchema.safeParse(json)
  if (!file.success) return fail('file-malformed')
  const { kind } = file.data.receipt.payload
  if (!isFiled(kind)) return fail('kind-wrong')
  const schema = await ENTRY_SCHEMAS[kind]()
  return schema.safeParse(file.data.entry).success ? ok({ ...file.data, kind }) : fail('file-malformed')
}
