import * as z from 'zod/mini'
import { accountIdSchema, departmentIdSchema, unitIdSchema } from '../ids.ts'
import { textSchema } from '../text.ts'

/** The posts that a person can hold in a unit; the words on screen come from `i18n`. [OR2] */
export const ROLES = [
  'focal_point',
  'unit_head',
  'parent_officer',
  'office_clerk',
  'office_chief',
  'division_officer',
  'leader',
  'admin',
] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

export const UNIT_TYPES = [
  'ministry',
  'province_committee',
  'department',
  'dept_office',
  'dept_division',
  'dept_inspectorate',
  'district_office',
  'commune_office',
  'attached_unit',
  'school',
] as const
export const unitTypeSchema = z.enum(UNIT_TYPES)
export type UnitType = z.infer<typeof unitTypeSchema>

/** A post as the server grants it today. */
export const grantSchema = z.object({
  role: roleSchema,
  unitId: unitIdSchema,
  unitName: textSchema(200),
  /** not held there: the unit ended, and the one where the post is took over from it. [OR9] */
  inherited: z.optional(z.literal(true)),
})
export type Grant = z.infer<typeof grantSchema>

/** Who acts: taken from the session on the server, from the cached profile on the phone. [AC1] */
export const actorSchema = z.object({
  accountId: accountIdSchema,
  departmentId: departmentIdSchema,
  name: textSchema(120),
  grants: z.array(grantSchema),
})
export type Actor = z.infer<typeof actorSchema>

/** How an act is signed in a record: a name and the post in which it was done. */
export const signedBySchema = z.object({ accountId: accountIdSchema, name: textSchema(120), role: roleSchema })
export type SignedBy = z.infer<typeof signedBySchema>

/** @throws never; falls back to the first of the wanted roles, which `can` has checked before. */
export function signAs(actor: Actor, wanted: readonly Role[]): SignedBy {
  const held = wanted.find((role) => actor.grants.some((grant) => grant.role === role)) ?? wanted[0] ?? 'focal_point'
  return { accountId: actor.accountId, name: actor.name, role: held }
}
