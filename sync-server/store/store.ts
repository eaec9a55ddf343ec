import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Statements run against it; the named functions beside this file are the only ones that write SQL. */
export type Tx = Kysely<Schema>

/**
 * The engine could not do it: a full disk, a broken file, a lock that did not yield. Never the fault of what was
 * written, so nobody's work is judged by it and the same request may come again. [ST8]
 */
export class StoreTrouble extends Error {
  readonly full: boolean
  constructor(full: boolean, cause: unknown) {
    super(full ? 'the disk is full' : 'the database did not answer', { cause })
    this.name = 'StoreTrouble'
    this.full = full
  }
}

/** What belongs to no department: the list of departments, wrong sign-ins, the pulse. */
export const SERVER = Symbol('server')

/**
 * What a transaction is about: a department's id; whoever signs in by that name, or holds the session of that
 * token's hash, where the department is still unknown; or `SERVER`. It chooses nothing: queries name their
 * department as ever. On PostgreSQL it is the second wall, beyond which rows do not exist. [ST10]
 */
export type Scope = string | { username: string } | { tokenHash: string } | typeof SERVER

/**
 * What the server needs of a database. Every engine passes tests/contract.
 * Rows are as `Schema` says on every engine: JSON and instants text, counters numbers.
 */
export interface Store {
  /** A consistent view of what is committed. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Runs `work` alone among the writes of its scope, in one transaction, and resolves only when its commit is
   * durable. Throwing undoes it and nothing else; concurrent writes may share a commit. An engine may run `work`
   * again after undoing it: what it does outside of `tx` must bear that. [ST1–ST4, ST11]
   * @throws StoreTrouble when the engine failed; whatever `work` threw otherwise
   */
  write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** How much it does, for whoever runs the server: durable commits so far, and writes that wait now. */
  load(): { commits: number; waiting: number }
  /** Waits for what is under way. */
  close(): Promise<void>
}
