import { useEffect, useMemo, useRef, useState } from 'react'
import type { Instant } from '#domain/time.ts'
import { discardForm, readForm, saveForm } from '#storage/forms.ts'
import { createKeptForm, type Keeping } from './kept-form.ts'
import { useServices } from './services.tsx'

type Values = Record<string, string | number | null>

/** A short form whose words outlive the page: read back when it is opened again, gone when it is sent. [DR1, DR5] */
export function useKeptForm<V extends Values>(id: string, empty: V) {
  const { db, clock } = useServices()
  const [values, setValues] = useState<V | null>(null)
  const [savedAt, setSavedAt] = useState<Instant | null>(null)
  const [keeping, setKeeping] = useState<Keeping>('saved')
  const start = useRef(empty)
  /** as the last key left it, which a page that waits for something does not see */
  const current = useRef(empty)
  const show = useRef((next: V) => {
    current.current = next
    setValues(next)
  }).current

  const kept = useMemo(
    () =>
      createKeptForm<V>({
        async save(wanted) {
          await saveForm(db, id, wanted, clock())
          setSavedAt((await readForm(db, id))?.savedAt ?? null)
        },
        onKeeping: setKeeping,
      }),
    [db, id, clock],
  )
  useEffect(() => {
    let isHere = true
    readForm(db, id).then(
      (row) => {
        if (!isHere) return
        show({ ...start.current, ...(row?.values as Partial<V> | undefined) })
        setSavedAt(row?.savedAt ?? null)
      },
      (error: unknown) => {
        console.warn('form not read', error instanceof Error ? error.name : error)
        if (isHere) show(start.current)
      },
    )
    return () => {
      isHere = false
    }
  }, [db, id, show])
  useEffect(() => {
    const keep = () => void kept.flush()
    document.addEventListener('visibilitychange', keep)
    window.addEventListener('pagehide', keep)
    return () => {
      document.removeEventListener('visibilitychange', keep)
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [kept])

  return {
    values,
    savedAt,
    keeping,
    set(change: Partial<V>) {
      show({ ...current.current, ...change })
      kept.set(current.current)
    },
    /** @param put takes the form as it stands by then; false when it stays */
    handIn: (put: (values: V) => Promise<boolean>) => kept.handIn(() => put(current.current)),
    /** Throws away what was begun, as its officer asked; no late save brings it back. [DR1, DR2] @throws where this device could not */
    discard: () =>
      kept.handIn(async () => {
        await discardForm(db, id)
        return true
      }),
    /** An empty form again, for the next one. */
    clear() {
      show(start.current)
      setSavedAt(null)
    },
  }
}
