import * as z from 'zod/mini'
import type { AccountId, IncidentId, UnitId } from './ids.ts'

/**
 * A space is the unit of permission and of order: whoever sees it sees every byte of it. [SP1]
 * `unit:…` a unit's own; `case:…` one restricted incident; `outside:…` one from a person whose post had ended;
 * `person:…` one account's; `bulletin` everybody's.
 */
export const spaceSchema = z
  .string()
  .check(z.regex(/^(?:bulletin|(?:unit|case|outside|person):[0-9a-f-]{36})$/))
  .brand<'Space'>()
export type Space = z.infer<typeof spaceSchema>

export const BULLETIN = 'bulletin' as Space
export const unitSpace = (id: UnitId) => `unit:${id}` as Space
export const caseSpace = (id: IncidentId) => `case:${id}` as Space
/** Until the office adopts it, read by the office and by its author only. [OR8] */
export const outsideSpace = (id: IncidentId) => `outside:${id}` as Space
export const personSpace = (id: AccountId) => `person:${id}` as Space

export type SpaceKind =
  | { kind: 'bulletin' }
  | { kind: 'unit'; unitId: UnitId }
  | { kind: 'case'; incidentId: IncidentId }
  | { kind: 'outside'; incidentId: IncidentId }
  | { kind: 'person'; accountId: AccountId }

/** Takes a space's name apart, so that a switch over it can be exhaustive. */
export function kindOfSpace(space: Space): SpaceKind {
  const [kind, id] = space.split(':')
  if (kind === 'unit') return { kind, unitId: id as UnitId }
  if (kind === 'case') return { kind, incidentId: id as IncidentId }
  if (kind === 'outside') return { kind, incidentId: id as IncidentId }
  if (kind === 'person') return { kind, accountId: id as AccountId }
  return { kind: 'bulletin' }
}
