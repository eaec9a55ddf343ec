import * as z from 'zod/mini'
import { anyOf, count, oneOf, yesNo } from './members.ts'

/**
 * Violence at school and abuse of a child: who stands how to whom, whether a clip goes round, and who helps. No
 * field takes a name, and none is free text. Whom one has told stands in the common form; here is who acts. [IN8, PD1]
 */
const harm = {
  relation: oneOf(['same_school', 'other_school', 'staff', 'family', 'acquaintance', 'stranger', 'unknown']),
  involved: count,
  filmed: yesNo,
  spreading: yesNo,
  takedownAsked: yesNo,
  safe: yesNo,
  support: anyOf(['medical', 'psychological', 'kept_apart', 'family_met', 'legal', 'other']),
  policeActs: yesNo,
  childLineActs: yesNo,
}
const noHarm = {
  relation: null,
  involved: null,
  filmed: null,
  spreading: null,
  takedownAsked: null,
  safe: null,
  support: [],
  policeActs: null,
  childLineActs: null,
}

export const schoolViolenceSchema = z.looseObject({ kind: z.literal('school_violence'), ...harm })
export type SchoolViolence = z.infer<typeof schoolViolenceSchema>
export const noSchoolViolence: SchoolViolence = { kind: 'school_violence', ...noHarm }

export const childAbuseSchema = z.looseObject({ kind: z.literal('child_abuse'), ...harm })
export type ChildAbuse = z.infer<typeof childAbuseSchema>
export const noChildAbuse: ChildAbuse = { kind: 'child_abuse', ...noHarm }
