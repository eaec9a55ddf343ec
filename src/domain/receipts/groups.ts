import { canonical } from '../canonical.ts'
import { GROUP_OF } from '../incidents/body.ts'
import type { ReportEntry } from '../incidents/incident.ts'
import type { SentEntry } from '../pieces/piece.ts'
import type { FormVersion } from '../unit-forms/record.ts'
import type { Group } from './receipt.ts'

/**
 * Splits a report into what its receipt hashes apart: every byte of the entry falls in exactly one group, but
 * for the photos, which the receipt lists in the open. [RC3]
 */
export function groupsOf(entry: ReportEntry): Record<Group, unknown> {
  const { body, photos: _declared, by, stamps, ...rest } = entry
  const of = (group: Group) =>
    Object.fromEntries(Object.entries(body).filter(([member]) => (GROUP_OF[member] ?? 'P3') === group))
  return { P1: { ...of('P1'), entry: rest }, P2: { ...of('P2'), by, stamps }, P3: of('P3') }
}

/** Who did what well, who is responsible, who speaks. */
const OF_PEOPLE = /^(?:examples|focalPoint|spokesperson)\.|\.(?:responsible|coordinators)$/

/** The same for a version of a month's report or a plan: people and who approved stand apart. [RC7] */
export function formGroupsOf({ snapshot, by, stamps, approval, ...rest }: FormVersion): Record<Group, unknown> {
  const isOfPeople = (path: string) => OF_PEOPLE.test(path)
  const of = (wanted: boolean) =>
    Object.fromEntries(Object.entries(snapshot).filter(([path]) => isOfPeople(path) === wanted))
  return { P1: { fields: of(false), entry: rest }, P2: { fields: of(true), by, stamps, approval }, P3: {} }
}

/**
 * The same for a version of an article or example: who is told of, who agreed and who wrote stand apart, and so can
 * be erased. The photos are listed in the open. [RC8]
 */
export function pieceGroupsOf({ body, photos: _declared, by, stamps, ...rest }: SentEntry): Record<Group, unknown> {
  if (body.form === 'article') {
    const { author, ...said } = body
    return { P1: { ...said, entry: rest }, P2: { author, by, stamps }, P3: {} }
  }
  const { author, label, under16, consent, text, ...said } = body
  return { P1: { ...said, entry: rest }, P2: { author, by, stamps }, P3: { label, under16, consent, text } }
}

/** The text whose SHA-256 stands in the receipt. */
export const salted = (salt: string, group: unknown): string => `${salt}:${canonical(group)}`
