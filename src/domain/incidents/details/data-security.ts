import * as z from 'zod/mini'
import { anyOf, count, oneOf, yesNo } from './members.ts'

/** Which kind of data got out, of how many, and whether it was stopped. Never the data itself. [IN8, PD1] */
export const dataSecuritySchema = z.looseObject({
  kind: z.literal('data_security'),
  data: anyOf(['pupil_files', 'health', 'marks', 'staff_files', 'contacts', 'accounts', 'pictures', 'money', 'other']),
  people: count,
  way: oneOf(['wrong_receiver', 'posted', 'lost_device', 'account_taken', 'attack', 'other', 'unknown']),
  stopped: yesNo,
  ownersTold: yesNo,
})
export type DataSecurity = z.infer<typeof dataSecuritySchema>

export const noDataSecurity: DataSecurity = {
  kind: 'data_security',
  data: [],
  people: null,
  way: null,
  stopped: null,
  ownersTold: null,
}
