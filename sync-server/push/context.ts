import type { Mid, ReplicaId } from '#domain/ids.ts'
import type { Refusal } from '#domain/refusals.ts'
import type { Instant } from '#domain/time.ts'
import type { Verdict } from '#protocol/push.ts'
import type { Audience } from '../poke/audience.ts'
import type { Who } from '../session/who.ts'
import type { Tx } from '../store/store.ts'
import type { Letter } from './letter.ts'

/** What surrounds the decision of one mutation, all of it inside one transaction. */
export interface Desk {
  tx: Tx
  who: Who
  replica: ReplicaId
  /** when the request was taken. [TM1] */
  received: Instant
  random: (bytes: number) => Uint8Array
}

/** A verdict, and who will want to hear that something changed. */
export interface Ruling {
  verdict: Verdict
  audience: Audience[]
}

/** The phone is a copy, or went back in time: nothing is decided until it has another name. [SY13] */
export interface Forked {
  forked: true
}

/** Written by an app newer than this server: no verdict until the server knows it. [SC4] */
export interface Unread {
  unread: true
}

/** After a restore, of something that another phone has yet to bring back: no verdict for now. [BK7] */
export interface Early {
  early: true
}

/** The refusal of a letter, under the id by which its author finds it. */
export interface RefusalOf {
  letter: Letter
  kind: 'refused' | 'quarantined'
  refusal: Refusal
  /** the mid, unless a mid was used twice */
  keptAs: Mid
}
