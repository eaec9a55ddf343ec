import * as z from 'zod/mini'

/**
 * Ids are UUIDs made where the thing is made, most often on a phone without a network. Lower case only: an id is
 * compared as text and stands in the names of spaces. [ID1]
 */
const id = <Brand extends string>() => z.uuid().check(z.lowercase()).brand<Brand>()

export const departmentIdSchema = id<'DepartmentId'>()
export const unitIdSchema = id<'UnitId'>()
export const accountIdSchema = id<'AccountId'>()
export const incidentIdSchema = id<'IncidentId'>()
export const photoIdSchema = id<'PhotoId'>()
export const planIdSchema = id<'PlanId'>()
export const givingIdSchema = id<'GivingId'>()
export const taskIdSchema = id<'TaskId'>()
export const obligationIdSchema = id<'ObligationId'>()
export const pieceIdSchema = id<'PieceId'>()
export const midSchema = id<'Mid'>()
export const replicaIdSchema = id<'ReplicaId'>()

export type DepartmentId = z.infer<typeof departmentIdSchema>
export type UnitId = z.infer<typeof unitIdSchema>
export type AccountId = z.infer<typeof accountIdSchema>
export type IncidentId = z.infer<typeof incidentIdSchema>
export type PhotoId = z.infer<typeof photoIdSchema>
/** Made of names: the same for one year of a department, and for one unit's part in it. [ID2] */
export type PlanId = z.infer<typeof planIdSchema>
/** What the office gave to several units at once, outside of the plan. */
export type GivingId = z.infer<typeof givingIdSchema>
export type TaskId = z.infer<typeof taskIdSchema>
/** Made of names: one form that one unit owes for one month or year. [ID2] */
export type ObligationId = z.infer<typeof obligationIdSchema>
/** An article or a role model that a unit sends. */
export type PieceId = z.infer<typeof pieceIdSchema>
/** A mutation's id: minted with the mutation, the same on every retry. */
export type Mid = z.infer<typeof midSchema>
/** One copy of the local database. A cloned or restored phone is another replica. */
export type ReplicaId = z.infer<typeof replicaIdSchema>
