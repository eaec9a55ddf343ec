import { SHORT_TEXT_MAX, shortened } from '../shortened.ts'
import type { Instant } from '../time.ts'
import type { AGENCIES } from './body.ts'
import type { Category } from './category.ts'
import { type Incident, isRestrictedIncident, latestReport } from './incident.ts'
import type { Severity } from './severity.ts'

/** The words of the language in use; the rule about what may be said stands here. */
export interface ShortTextWords {
  head(no: number): string
  category: Readonly<Record<Category, string>>
  severity: Readonly<Record<Severity, string>>
  agency: Readonly<Record<(typeof AGENCIES)[number], string>>
  at(instant: Instant): string
  level(severity: string): string
  told(agencies: string): string
  next(at: string): string
  code(code: string): string
  end: string
}

/**
 * What may be pasted into a chat: who reports, what kind, how grave, whom they told and when more follows. No place,
 * no people and not one word that was typed freely, since free words carry both. [SX1]
 * @returns null when any report of it was of a restricted category; else at most 300 characters
 */
export function shortTextOf(incident: Incident, words: ShortTextWords): string | null {
  if (isRestrictedIncident(incident)) return null
  const { no, body } = latestReport(incident)
  const when = body.occurredAt ?? body.detectedAt
  const what = `${words.category[body.category]}${when ? ` ${words.at(when)}` : ''}.`
  const told = body.agencies.map((agency) => words.agency[agency]).join(', ')
  const rest = [
    words.level(words.severity[body.severity]),
    ...(told === '' ? [] : [words.told(told)]),
    ...(body.nextUpdateDue ? [words.next(words.at(body.nextUpdateDue))] : []),
    ...(incident.code ? [words.code(incident.code)] : []),
    words.end,
  ]
  const around = [words.head(no), ': ', what, ' ', rest.join(' ')].join('').length + 1
  return `${words.head(no)} ${shortened(incident.unitName, SHORT_TEXT_MAX - around)}: ${what} ${rest.join(' ')}`
}
