import { useEffect, useRef, useState } from 'react'
import type { Instant } from '#domain/time.ts'
import { readForm, saveForm } from '#storage/forms.ts'
import { useServices } from './services.tsx'

/** From the first letter that is not kept to the disk. [DR5] */
const SAVE_AFTER_MS = 400

type Values = Record<string, string | number | null>

/** A short form whose words outlive the page: read back when it is opened again, gone when it is sent. [DR1, DR5] */
export function useKeptForm<V extends Values>(id: string, empty: V) {
  const { db, clock } = useServices()
  const [values, setValues] = useState<V | null>(null)
  const [savedAt, setSavedAt] = useState<Instant | null>(null)
  const [isUnsaved, setIsUnsaved] = useState(false)
  const pending = useRef<V | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const start = useRef(empty)

  useEffect(() => {
    let isHere = true
    readForm(db, id).then(
      (row) => {
        if (!isHere) return
        setValues({ ...start.current, ...(row?.values as Partial<V> | undefined) })
        setSavedAt(row?.savedAt ?? null)
      },
      (error: unknown) => {
        console.warn('form not read', error instanceof Error ? error.name : error)
        if (isHere) setValues(start.current)
      },
    )
    return () => {
      isHere = false
    }
  }, [db, id])

  const flush = async () => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    const wanted = pending.current
    if (!wanted) return
    pending.current = null
    try {
      await saveForm(db, id, wanted, clock())
      setSavedAt((await readForm(db, id))?.savedAt ?? null)
      setIsUnsaved(false)
    } catch (error) {
      console.warn('form not kept', error instanceof Error ? error.name : error)
      pending.current ??= wanted
      setIsUnsaved(true)
    }
  }
  const latest = useRef(flush)
  latest.current = flush

  useEffect(() => {
    const hide = () => void latest.current()
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('pagehide', hide)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('pagehide', hide)
      void latest.current()
    }
  }, [])

  return {
    values,
    savedAt,
    isUnsaved,
    set(change: Partial<V>) {
      setValues((old) => {
        const next = { ...(old ?? start.current), ...change }
        pending.current = next
        return next
      })
      timer.current ??= setTimeout(() => void latest.current(), SAVE_AFTER_MS)
    },
    /** After it was sent: nothing of it may be kept by a late save. [DR2] */
    forget() {
      if (timer.current) clearTimeout(timer.current)
      timer.current = null
      pending.current = null
    },
    /** An empty form again, for the next one. */
    clear() {
      setValues(start.current)
      setSavedAt(null)
    },
  }
}
