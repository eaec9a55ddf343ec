import type { RecordStatus } from '#domain/sync/status.ts'
import type { FormSummary } from '#domain/unit-forms/summary-record.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { statusOfWaiting } from './record-status.ts'
import type { SyncState } from './state.ts'

/** What to say of a form from its summary: what waits before what has arrived. Null while there is nothing. [SW1] */
export const statusOfSummary = (
  summary: FormSummary | undefined,
  waiting: readonly OutboxRow[],
  sync: SyncState,
): RecordStatus | null => statusOfWaiting(waiting, sync, summary?.code ?? null) ?? (summary ? onServer(summary) : null)

function onServer({ state, code, changed }: FormSummary): RecordStatus {
  if (state === 'submitted') return { kind: 'arrived', at: changed, code }
  return { kind: 'monthly', state: state === 'not_started' ? 'draft' : state, code }
}
