import { useLiveQuery } from 'dexie-react-hooks'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import type { AccountDb } from '#storage/db.ts'
import { discardDraft, patchDraft } from '#storage/drafts.ts'
import { photosOfDraft } from '#storage/photos.ts'
import type { DraftRow, PhotoRow } from '#storage/tables.ts'
import type { Keeping } from '#sync/kept-form.ts'
import { useServices } from '#sync/services.tsx'
import { type Answer, isUntouched } from './answers.ts'
import { storable } from './report-args.ts'
import { createSaver } from './saver.ts'

/** A draft on the screen: what is stored, with what was just typed on top. */
export interface OpenDraft {
  row: DraftRow
  body: IncidentDraftBody
  photos: readonly PhotoRow[]
  /** `trouble`: this device would not take the last words; they are still on the screen */
  keeping: Keeping
  set(answer: Answer, when?: 'now' | 'soon'): void
  flush(step?: string): Promise<boolean>
  /** photos that are still being reduced: sending waits for them */
  track(job: Promise<unknown>): void
  jobs: number
  settled(): Promise<unknown>
}

/** A draft that was written a moment ago is shown without being read first: the first tiles come sooner. */
const justOpened = new Map<string, DraftRow>()
const NO_PHOTOS: PhotoRow[] = []

export function handOver(row: DraftRow): void {
  justOpened.clear()
  justOpened.set(row.id, row)
}

/** @returns undefined while it is read, null when it is not on this device */
export function useDraft(id: string): OpenDraft | null | undefined {
  const { db, clock } = useServices()
  const fresh = justOpened.get(id)
  const row = useLiveQuery(async () => (await db.drafts.get(id)) ?? null, [db, id], fresh)
  const photos = useLiveQuery(() => photosOfDraft(db, id), [db, id], fresh && NO_PHOTOS)
  const [local, setLocal] = useState<Answer>({})
  const [keeping, setKeeping] = useState<Keeping>('saved')
  const [jobs, setJobs] = useState(0)
  const running = useRef(new Set<Promise<unknown>>())

  const saver = useMemo(
    () =>
      createSaver({
        save: (answer, step) => patchDraft(db, id, storable(answer), step, clock),
        onKeeping: setKeeping,
      }),
    [db, id, clock],
  )
  useEffect(() => {
    const keep = () => void saver.flush()
    const onHidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', onHidden)
    window.addEventListener('pagehide', keep)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [saver])
  useLeaveNothing(id)

  const set = useCallback(
    (answer: Answer, when: 'now' | 'soon' = 'now') => {
      setLocal((known) => ({ ...known, ...answer }))
      saver.add(answer, when)
    },
    [saver],
  )
  const track = useCallback((job: Promise<unknown>) => {
    running.current.add(job)
    setJobs(running.current.size)
    const done = () => {
      running.current.delete(job)
      setJobs(running.current.size)
    }
    job.then(done, done)
  }, [])

  if (row === undefined || photos === undefined) return undefined
  if (row === null) return null
  const body = { ...row.body, ...local }
  const settled = () => Promise.allSettled(running.current)
  return { row, body, photos, keeping, set, flush: saver.flush, track, jobs, settled }
}

const open = new Set<string>()

/** Who opens a form and leaves it at once leaves no empty draft in the list. Nothing written is ever dropped. [DR6] */
function useLeaveNothing(id: string): void {
  const { db } = useServices()
  useEffect(() => {
    open.add(id)
    return () => {
      open.delete(id)
      // where the storage does not open, the page says so: nothing is left there either
      setTimeout(() => void leaveNothing(db, id).catch(console.warn), 1000)
    }
  }, [db, id])
}

async function leaveNothing(db: AccountDb, id: string): Promise<void> {
  const row = await db.drafts.get(id)
  const photos = await db.photos.where('draftId').equals(id).count()
  const empty = row?.report === 'initial' && !row.replaces && isUntouched(row.body, photos)
  if (empty && !open.has(id)) await discardDraft(db, id)
}
