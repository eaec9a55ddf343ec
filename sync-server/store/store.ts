import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Statements run against it; the named functions beside this file are the only ones that write SQL. */
export type Tx = Kysely<Schema>

/**
 * What the server needs of a database. Every engine passes tests/contract.
 * Rows are as `Schema` says on every engine: JSON and instants text, counters numbers.
 */
export interface Store {
  /** A consistent view of what is committed. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Runs `work` alone, in one transaction, and resolves only when its commit is durable. Throwing undoes it
   * and nothing else; concurrent writes may share a commit. [ST1–ST4]
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Waits for what is under way. */
  close(): Promise<void>
}
