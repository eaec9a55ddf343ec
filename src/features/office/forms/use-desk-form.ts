import { useQuery } from '@tanstack/react-query'
import type { Actor } from '#domain/organisation/roles.ts'
import type { RecordBodies, StoredRecord } from '#domain/records.ts'
import type { FormRecord } from '#domain/unit-forms/record.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { withWaiting } from '#storage/views.ts'
import { useDeskApi } from '../queries.ts'
import type { DeskKind, Opened } from './desk-kind.ts'

export function useDeskForm({ family, open }: DeskKind, id: string) {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['desk', deps.account, family, id],
    queryFn: ({ signal }) => open(deps, `/api/office/${family}/${id}`, signal),
  })
}

/** The fetched form as the outbox keeps it, so that an act is decided on what its author saw. */
export const seedOfForm = ({ type }: DeskKind, { space, report }: Opened): StoredRecord => ({
  space,
  type,
  id: report.id,
  entity: report.id,
  version: 0,
  body: report as RecordBodies[typeof type],
})

/** The form with one's own acts on top, until the server's answer contains them. [SY4] */
export function formWithActs(kind: DeskKind, answer: Opened, acts: readonly OutboxRow[], actor: Actor): FormRecord {
  const view = withWaiting([seedOfForm(kind, answer)], acts, actor)
  return view.get(kind.type, answer.report.id) ?? answer.report
}
