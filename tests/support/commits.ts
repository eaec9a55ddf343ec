import { IDBTransaction } from 'fake-indexeddb'

/** What a stand-in database keeps to itself; the simulator looks in where a real disk would be looked at. */
export interface RawDatabase {
  name: string
  version: number
  rawObjectStores: Map<string, RawStore>
  transactions: RawTransaction[]
}
interface RawStore {
  name: string
  keyPath: string | string[] | null
  autoIncrement: boolean
  keyGenerator: { num: number } | null
  records: { values(): Iterable<{ key: IDBValidKey; value: unknown }> }
  rawIndexes: Map<string, { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }>
}
export interface RawTransaction {
  mode: string
  db: { name: string; _rawDatabase: RawDatabase }
  _state: string
  _started: boolean
  _requests: unknown[]
  _start(): void
  _abort(name: string): void
}

export interface StoreWatch {
  /** a writing transaction is durable, and nobody has been told yet */
  onCommit(database: RawDatabase, connection: RawTransaction['db']): void
  /** the error with which the store refuses this commit, or null */
  failWith?(database: RawDatabase): string | null
}

/** Stands between every writing transaction of every database and its end. @returns the way to stop it */
export function watchCommits({ onCommit, failWith }: StoreWatch): () => void {
  const inner = IDBTransaction.prototype as unknown as RawTransaction & { dispatchEvent(event: Event): boolean }
  const { dispatchEvent, _start } = inner
  inner.dispatchEvent = function (this: RawTransaction, event: Event) {
    if (event.type === 'complete' && this.mode === 'readwrite') onCommit(this.db._rawDatabase, this.db)
    return dispatchEvent.call(this, event)
  }
  inner._start = function (this: RawTransaction) {
    const isEnding = this.mode === 'readwrite' && this._state !== 'finished' && this._requests.length === 0
    const failure = isEnding ? failWith?.(this.db._rawDatabase) : null
    if (failure) this._abort(failure)
    else _start.call(this)
  }
  return () => {
    inner.dispatchEvent = dispatchEvent
    inner._start = _start
  }
}
