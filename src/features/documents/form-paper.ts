import type { Actor } from '#domain/organisation/roles.ts'
import type { Instant } from '#domain/time.ts'
import type { AccountDb } from '#storage/db.ts'
import type { Said } from './paper.ts'

/** A form of a unit as a paper. */
export interface FormPaper {
  at: Instant | null
  said: Said
  /** the numbers of all sent versions */
  versions: number[]
  /** the one that is shown; null: the draft */
  shown: number | null
  /** to paste into a chat; null where there is none */
  short: string | null
}

interface Asked {
  /** the period, as the address spells it */
  of: string
  /** of the address; null: the first for which this person writes */
  unit: string | null
  /** a version's number, or `nhap`; anything else is the newest version, and the draft where none was sent */
  wanted: string | null
  departmentName: string
}

/** @returns null when there is no such form on this device */
export type ReadForm = (db: AccountDb, actor: Actor, asked: Asked) => Promise<FormPaper | null>
