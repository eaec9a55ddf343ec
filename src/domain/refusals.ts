/**
 * Every reason for which a change can be refused: a closed list, because `i18n` owes people a sentence for each
 * and does not compile without it. [RF1]
 */
export const REFUSAL_CODES = [
  /** no such record, or none that this person may see: the two are answered alike */
  'not-found',
  'not-allowed',
  /** the arguments are not what the mutation takes; `details.path` tells where */
  'malformed',
  /** blocking rules (V-numbers) are open; `details.issues` names them */
  'incomplete',
  /** the record is in a state that this change does not fit; `details.state` tells which */
  'wrong-state',
  /** closing needs a final report and a conclusion */
  'not-concluded',
  'reason-missing',
  'too-many-photos',
  /** the same mutation id came with other content */
  'mid-reused',
  'unknown-mutation',
  /** written by an app newer than this server */
  'schema-unknown',
  /** set aside by the server after it failed on it again and again */
  'quarantined',
  /** what it brings as the server's own earlier word is not the server's */
  'proof-wrong',
  /** an earlier change to the same record was refused, so this one cannot stand alone */
  'parent-refused',
  /** a month whose report nobody can write yet; `details.of` tells which */
  'no-such-period',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

export interface Refusal {
  code: RefusalCode
  /** plain data for the sentence; never content of a report */
  details: Readonly<Record<string, unknown>>
}
