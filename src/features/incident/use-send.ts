import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { blocking, type Issue, validateIncident } from '#domain/incidents/validation.ts'
import type { Refusal } from '#domain/refusals.ts'
import { instantOf } from '#domain/time.ts'
import { vi } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import type { FormHistory } from './form-history.ts'
import { onItsWay } from './on-its-way.ts'
import { sendingOf } from './report-args.ts'
import type { OpenDraft } from './use-draft.ts'

export type SendState =
  | { kind: 'idle' }
  | { kind: 'busy' }
  /** the strict commit is done: the words stand here before the report's page is drawn [UX5] */
  | { kind: 'saved' }
  /** blocking rules are open; `at` makes each try a new summary */
  | { kind: 'incomplete'; issues: Issue[]; at: number }
  | { kind: 'refused'; refusal: Refusal; at: number }
  /** this device could not write it down */
  | { kind: 'trouble' }

/** The next picture, or a moment where none is drawn because nobody looks. */
const painted = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done, 0))
    setTimeout(done, 60)
  })

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
    const { id, incidentId } = draft.row
    await draft.settled()
    // what is sent is what is stored: words that this device would not take must not be left behind
    if (!(await draft.flush())) return { kind: 'trouble' }
    onItsWay.begin(id)
    const result = await mutate(sendingOf(id, vi.labels))
    if (!result.ok) onItsWay.end(id)
    if (!result.ok) return refused(result.error)
    flushSync(() => setState({ kind: 'saved' }))
    await painted()
    history.leave(`/bao-cao/${incidentId}`)
    return { kind: 'saved' }
  }

  /** Words of another tab, or typed after the tap, may have opened a rule: it is shown at its field. */
  async function refused(refusal: Refusal): Promise<SendState> {
    const stored = refusal.code === 'incomplete' ? await db.drafts.get(draft.row.id) : undefined
    const issues = stored ? blocking(validateIncident(stored.body, instantOf(clock()))) : []
    const at = clock()
    return issues.length > 0 ? { kind: 'incomplete', issues, at } : { kind: 'refused', refusal, at }
  }

  return { state, send }
}
