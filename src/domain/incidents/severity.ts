import * as z from 'zod/mini'

/** 1 thông thường, 2 đáng chú ý, 3 nghiêm trọng, 4 đặc biệt nghiêm trọng. [IN3] */
export const SEVERITIES = [1, 2, 3, 4] as const
export const severitySchema = z.literal(SEVERITIES)
export type Severity = z.infer<typeof severitySchema>

export const URGENCIES = ['thuong', 'khan', 'thuong_khan', 'hoa_toc'] as const
export const urgencySchema = z.enum(URGENCIES)
export type Urgency = z.infer<typeof urgencySchema>

/** From here on the office is called first, and the form asks for the call or for why not. [IN5] */
export const isSerious = (severity: Severity): boolean => severity >= 3

/** The stamp of urgency that a severity brings unless the officer chooses another. [IN4] */
export const urgencyFor = {
  1: 'thuong',
  2: 'khan',
  3: 'thuong_khan',
  4: 'hoa_toc',
} as const satisfies Record<Severity, Urgency>
