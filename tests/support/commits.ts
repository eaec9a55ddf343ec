import { IDBTransaction } from 'fake-indexeddb'

/**
 * Tells of every writing transaction of every database at the instant at which it is durable and nobody has
 * been told yet. @returns the way to stop it
 */
export function watchCommits(onCommit: (database: string) => void): () => void {
  const real = IDBTransaction.prototype.dispatchEvent
  IDBTransaction.prototype.dispatchEvent = function (this: IDBTransaction, event: Event) {
    if (event.type === 'complete' && this.mode === 'readwrite') onCommit(this.db.name)
    return real.call(this, event)
  }
  return () => {
    IDBTransaction.prototype.dispatchEvent = real
  }
}
