import { useRef, useState } from 'react'
import { blocking, type Issue, validateIncident } from '#domain/incidents/validation.ts'
import type { Refusal } from '#domain/refusals.ts'
import { instantOf } from '#domain/time.ts'
import { vi } from '#i18n/texts.ts'
import { photosOfDraft } from '#storage/photos.ts'
import { useServices } from '#sync/services.tsx'
import type { FormHistory } from './form-history.ts'
import { onItsWay } from './on-its-way.ts'
import { changeOf } from './report-args.ts'
import type { OpenDraft } from './use-draft.ts'

export type SendState =
  | { kind: 'idle' }
  | { kind: 'busy' }
  /** blocking rules are open; `at` makes each try a new summary */
  | { kind: 'incomplete'; issues: Issue[]; at: number }
  | { kind: 'refused'; refusal: Refusal; at: number }
  /** this device could not write it down */
  | { kind: 'trouble' }

/**
 * "Gửi báo cáo": checks, waits for the photos, and puts the report in line. Only when that is durable does one
 * come to the report's page, which says so. A double tap, or another tab that was faster, leads there as well.
 */
export function useSend(draft: OpenDraft, history: FormHistory): { state: SendState; send(): Promise<void> } {
  const { db, clock, mutate } = useServices()
  const [state, setState] = useState<SendState>({ kind: 'idle' })
  const busy = useRef(false)

  async function send(): Promise<void> {
    if (busy.current) return
    const issues = blocking(validateIncident(draft.body, instantOf(clock())))
    if (issues.length > 0) return setState({ kind: 'incomplete', issues, at: clock() })
    busy.current = true
    setState({ kind: 'busy' })
    try {
      setState(await put())
    } catch (error) {
      console.warn('report not saved', error instanceof Error ? error.name : error)
      onItsWay.end(draft.row.id)
      setState({ kind: 'trouble' })
    } finally {
      busy.current = false
    }
  }

  async function put(): Promise<SendState> {
    await draft.settled()
    await draft.flush()
    const row = { ...draft.row, body: draft.body }
    const photos = (await photosOfDraft(db, row.id)).map(({ ref }) => ref)
    onItsWay.begin(row.id)
    const result = await mutate({ ...changeOf(row, photos, vi.labels), draftId: row.id })
    if (!result.ok) onItsWay.end(row.id)
    if (!result.ok) return { kind: 'refused', refusal: result.error, at: clock() }
    if (row.replaces) await mutate({ name: 'attention.discard', args: { mid: row.replaces } })
    if (row.carried) await mutate({ name: 'draft.taken', args: { draftId: row.id } })
    history.leave(`/bao-cao/${row.incidentId}`)
    return { kind: 'busy' }
  }

  return { state, send }
}
