import * as z from 'zod/mini'
import { textSchema } from '../../text.ts'
import { instantSchema } from '../../time.ts'
import { count, yesNo } from './members.ts'

/** What the health service asks about an outbreak. Counts, never names. [IN8, PD1] */
export const diseaseSchema = z.looseObject({
  kind: z.literal('disease'),
  disease: textSchema(120),
  firstCaseAt: z.nullable(instantSchema),
  cases: count,
  suspects: count,
  classesClosed: count,
  /** the office that guides the school, not a person */
  healthAuthority: textSchema(200),
  healthOnSite: yesNo,
  disinfected: yesNo,
})
export type Disease = z.infer<typeof diseaseSchema>

export const noDisease: Disease = {
  kind: 'disease',
  disease: '',
  firstCaseAt: null,
  cases: null,
  suspects: null,
  classesClosed: null,
  healthAuthority: '',
  healthOnSite: null,
  disinfected: null,
}
