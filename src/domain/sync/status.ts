import type { IncidentState } from '../incidents/incident.ts'
import type { SignedBy } from '../organisation/roles.ts'
import type { RefusalCode } from '../refusals.ts'
import type { Instant } from '../time.ts'
import type { FormState } from '../unit-forms/states.ts'

/** Where a record stands between its officer, the server and the office: one fact, from which words are made. [SW1] */
export type RecordStatus =
  | { kind: 'draft'; savedAt: Instant }
  /** this device could not keep it */
  | { kind: 'unsaved' }
  | { kind: 'queued' }
  | { kind: 'sending' }
  /** in line, and the session ended */
  | { kind: 'signed-out' }
  /** durable on the server; `at` is null for the moment between its answer and the record's coming back */
  | { kind: 'arrived'; at: Instant | null; code: string | null }
  | { kind: 'office'; state: IncidentState; by: SignedBy; at: Instant; reason: string }
  /** a month's report, of which `arrived` says when a version came */
  | { kind: 'monthly'; state: Exclude<FormState, 'not_started' | 'submitted'>; code: string | null }
  | { kind: 'refused'; code: RefusalCode; details: Readonly<Record<string, unknown>> }
  | { kind: 'both' }

/** What the header sums up. */
export interface SyncFacts {
  phase: 'idle' | 'working' | 'no-network' | 'server-trouble' | 'signed-out' | 'account-disabled' | 'outdated'
  /** reports without the server's word */
  reports: number
  /** other acts without it */
  acts: number
  /** photos of sent reports that are not stored yet */
  photos: number
  /** forms on their way, and what was refused: not in line, but not sent either */
  drafts: number
  refused: number
  sending: boolean
  /** records that came so far, while a long pull is under way */
  pulling: number | null
  lastSync: Instant | null
}
