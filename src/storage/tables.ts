import type { IncidentId, Mid, PhotoId, UnitId } from '#domain/ids.ts'
import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import type { ReportKind } from '#domain/incidents/incident.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { StoredRecord } from '#domain/records.ts'
import type { Space } from '#domain/spaces.ts'
import type { DeviceTime, Instant } from '#domain/time.ts'
import type { Before } from '#protocol/before.ts'
import type { SpacePage } from '#protocol/pull.ts'
import type { Verdict } from '#protocol/push.ts'

/** A record as the server last gave it; of a type that this build may not know. Never written to by people. */
export type RecordRow = Omit<StoredRecord, 'type' | 'body'> & { type: string; body: unknown }

/**
 * A change that waits for the server's word, or for its own echo. It leaves only when the records that it made
 * have been pulled, so that nothing flickers and nothing is in between. [SY3, SY6]
 */
export interface OutboxRow {
  mid: Mid
  /** order among the changes of this replica, from 1 */
  seq: number
  name: string
  schema: number
  entity: string
  args: unknown
  device: DeviceTime
  verdict: Verdict | null
  /** how often it was part of a request that brought no verdict for it */
  tries: number
  lastTry: Instant | null
  /**
   * not before this instant, ms since 1970; 0 until it stood out as a change that may be poison. From then on
   * it travels alone and last, so that it does not hold up the others. [SY8]
   */
  notBefore: number
  /** rounds that got through and left it without a word, and when the first did, ms since 1970. [SY16] */
  passed?: { rounds: number; since: number }
  /** for a change made at the desk: the record it was decided on, which this device does not keep */
  seeds: StoredRecord[]
  /** it was answered once, by a server that has been restored since: goes with it as its proof. [BK7] */
  before?: Before
}

/** A change that the server has answered for and no backup of it is known to hold yet. [BK9] */
export type JournalRow = Omit<OutboxRow, 'seeds' | 'verdict' | 'before'> & Before & { n?: number }

/** A form that nobody has sent. Only its officer ever deletes it. [DR1] */
export interface DraftRow {
  /** of the incident for a first report, of its own for a supplement */
  id: string
  incidentId: IncidentId
  unitId: UnitId
  report: ReportKind
  body: IncidentDraftBody
  /** the step of the form where it was left */
  step: string
  createdAt: Instant
  savedAt: Instant
  /** the refused change that this draft takes up again; it is discarded when the draft is sent [DR4] */
  replaces?: Mid
  /** the change that carried it to the person's other devices; the draft stays here. [HO7] */
  carried?: Mid
  /** as what it came from another device: what comes a second time is known by it. [HO3] */
  origin?: string
  /** the draft beside which it was kept, because the two said different things. [HO3] */
  copyOf?: string
}

/** What photos are of. */
export type PhotoOwner = 'incident' | 'task' | 'piece'

/** A photo on this device; its bytes are in `photoChunks`. */
export interface PhotoRow {
  id: PhotoId
  /** the draft or short form that it was taken for; stays when that is sent; empty when that let it go [DR9] */
  draftId: string
  /** the incident, the task or the piece that it is of */
  entity: string
  entityType: PhotoOwner
  ref: PhotoRef
  /** `draft` not sent, `waiting` for its upload, `stored` with the server's receipt */
  state: 'draft' | 'waiting' | 'stored'
  /** bytes that the server said it has */
  offset: number
  tries: number
  notBefore: number
  /** an error code of the last try that said more than "no network"; it is then tried again only when asked to */
  problem: string | null
}

/** Blobs fail in some browsers' databases; plain buffers do not. */
export interface PhotoChunkRow {
  photo: PhotoId
  n: number
  bytes: ArrayBuffer
}

export interface CursorRow {
  space: Space
  version: number
}

/** A page that was pulled and waits for the rest of its checkpoint; survives a cut on the way. [SY5] */
export interface StagedRow {
  n?: number
  page: SpacePage
}

/** A row that no longer reads as what it should be, whole, until its officer throws it away. [PR4] */
export interface AsideRow {
  n?: number
  table: string
  row: unknown
  at: Instant
}

/** Single values of this replica. */
export interface MetaValues {
  replica: string
  /** the last sequence number given out */
  seq: number
  /** the server's clock minus this device's, ms */
  skewMs: number
  epoch: string
  /** when the server's newest backup was made, as it last told. [BK10] */
  backup: Instant
  /** when this copy was last compared with the server's, ms since 1970 by this device's clock. [SY15] */
  comparedAt: number
  /** code below this writes nothing here: it would not understand what it found. [SC5] */
  minWriterSchema: number
  lastSync: Instant
  /** this database was found empty although work had been saved in it; told once. [ST6] */
  emptied: Instant
  /** tells this database from one that was made anew in its place */
  mark: string
}
export interface MetaRow {
  key: keyof MetaValues
  value: MetaValues[keyof MetaValues]
}
