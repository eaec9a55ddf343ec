import * as z from 'zod/mini'
import { incidentIdSchema, unitIdSchema } from '#domain/ids.ts'
import { categorySchema } from '#domain/incidents/category.ts'
import { INCIDENT_STATES, incidentSchema } from '#domain/incidents/incident.ts'
import { severitySchema } from '#domain/incidents/severity.ts'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

/** One line of the desk's list: nothing of class P3. */
export const deskIncidentSchema = z.object({
  id: incidentIdSchema,
  code: z.nullable(z.string()),
  unitId: unitIdSchema,
  unitName: z.string(),
  title: z.string(),
  category: categorySchema,
  severity: severitySchema,
  state: z.enum(INCIDENT_STATES),
  reports: z.int(),
  /** of the first report */
  received: instantSchema,
  /** of the newest entry of the timeline */
  changed: instantSchema,
  restricted: z.boolean(),
  nextUpdateDue: z.nullable(instantSchema),
})
export type DeskIncident = z.infer<typeof deskIncidentSchema>

/** GET /api/office/incidents?account=…&nonce=… : what this post may read, newest first, at most 500. */
export const deskListAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  incidents: z.array(deskIncidentSchema),
})
export type DeskListAnswer = z.infer<typeof deskListAnswerSchema>

/** GET /api/office/incidents/:id?account=…&nonce=… : the whole record and the receipts of its reports and photos. */
export const deskIncidentAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  space: spaceSchema,
  incident: incidentSchema,
  receipts: z.array(z.object({ id: z.string(), receipt: receiptSchema })),
})
export type DeskIncidentAnswer = z.infer<typeof deskIncidentAnswerSchema>
