import * as z from 'zod/mini'
import { obligationIdSchema, unitIdSchema } from '../ids.ts'
import { instantSchema } from '../time.ts'
import { monthNameSchema } from './key.ts'
import { MONTHLY_STATES, type MonthlyReport } from './report.ts'
import { answerOfHead, arrivalsOf, latestVersion, monthlyStateOf, versionsOf } from './state.ts'

/**
 * What lists and deadlines need of a month's report: a small record beside it, made from it with every change, so that
 * a launch and the desk read no whole reports. [DL13, MR12]
 */
export const monthlySummarySchema = z.looseObject({
  id: obligationIdSchema,
  unitId: unitIdSchema,
  unitName: z.string(),
  of: monthNameSchema,
  code: z.nullable(z.string()),
  state: z.enum(MONTHLY_STATES),
  versions: z.int(),
  /** the moments that decide how the day was kept, oldest first */
  arrivals: z.array(instantSchema),
  /** of the newest entry of its timeline; null while it is a draft */
  changed: z.nullable(instantSchema),
  nil: z.boolean(),
  /** how many values stand beside others */
  kept: z.int(),
  /** the newest version was sent on a word of the head that nobody has confirmed yet, or that the head disputes */
  word: z.nullable(z.enum(['open', 'disputed'])),
})
export type MonthlySummary = z.infer<typeof monthlySummarySchema>

/** Made from the whole, and from nothing else. [MR12] */
export function summaryOf(report: MonthlyReport): MonthlySummary {
  const newest = latestVersion(report)
  const answer = newest ? answerOfHead(report, newest.no) : null
  const isWord = newest?.approval.kind === 'verbal' && answer?.kind !== 'confirmed'
  return {
    id: report.id,
    unitId: report.unitId,
    unitName: report.unitName,
    of: report.of,
    code: report.code,
    state: monthlyStateOf(report),
    versions: versionsOf(report).length,
    arrivals: arrivalsOf(report),
    changed: report.timeline.at(-1)?.stamps.received ?? null,
    nil: newest?.snapshot.nil === true,
    kept: report.kept.length,
    word: isWord ? (answer?.kind === 'disputed' ? 'disputed' : 'open') : null,
  }
}
