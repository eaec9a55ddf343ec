import { useEffect, useRef, useState } from 'react'
import { storableText } from '#domain/text.ts'
import type { FieldValue } from '#domain/unit-forms/fields.ts'
import type { FormRecord } from '#domain/unit-forms/record.ts'
import { type FormOnDevice, type FormRef, keepTyped, type Typed, typedChange } from '#storage/unit-forms.ts'
import type { Keeping } from '#sync/kept-form.ts'
import { useServices } from '#sync/services.tsx'

/** From the first letter that is not kept to the disk. [DR5] */
const SAVE_AFTER_MS = 400
/** From the last letter to the shared draft, while one stays on the page: a pause, not every key. [MR2] */
const PUT_AFTER_MS = 8_000

const storable = (value: FieldValue): FieldValue => (typeof value === 'string' ? storableText(value) : value)

/**
 * What is typed into a form: on the disk at once, in the shared draft when one leaves the page or pauses. What
 * stands on the screen is never changed under the hands of who types. [DR5, MR2]
 */
export function useTyping(form: FormRef, found: FormOnDevice<FormRecord> | null | undefined) {
  const { db, clock, mutate } = useServices()
  const [typed, setTyped] = useState<Readonly<Record<string, FieldValue>>>({})
  const [keeping, setKeeping] = useState<Keeping>('saved')
  const pending = useRef<Record<string, Typed>>({})
  const saving = useRef<ReturnType<typeof setTimeout> | null>(null)
  const putting = useRef<ReturnType<typeof setTimeout> | null>(null)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const fields = useRef(found?.report?.fields)
  fields.current = found?.report?.fields

  const save = (): Promise<unknown> => {
    if (saving.current) clearTimeout(saving.current)
    saving.current = null
    line.current = line.current.then(write)
    return line.current
  }
  const write = async () => {
    const taken = pending.current
    if (Object.keys(taken).length === 0) return
    pending.current = {}
    try {
      await keepTyped(db, form, taken, clock())
      setKeeping(Object.keys(pending.current).length > 0 ? 'waiting' : 'saved')
    } catch (error) {
      console.warn('words not kept', error instanceof Error ? error.name : error)
      pending.current = { ...taken, ...pending.current }
      setKeeping('trouble')
    }
  }
  /** Hands what was typed to the shared draft. */
  const put = async (): Promise<void> => {
    if (putting.current) clearTimeout(putting.current)
    putting.current = null
    await save()
    try {
      const result = await mutate(typedChange(form))
      if (!result.ok) console.warn('draft not joined', result.error.code)
    } catch (error) {
      console.warn('draft not joined', error instanceof Error ? error.name : error)
    }
  }
  const latest = useRef({ save, put })
  latest.current = { save, put }

  useEffect(() => {
    const hide = () => void (document.visibilityState === 'hidden' ? latest.current.put() : latest.current.save())
    const leave = () => void latest.current.save()
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('pagehide', leave)
      void latest.current.put()
    }
  }, [])

  const set = (path: string, value: FieldValue) => {
    setTyped((old) => ({ ...old, [path]: value }))
    setKeeping((old) => (old === 'trouble' ? old : 'waiting'))
    pending.current[path] = { value: storable(value), base: fields.current?.[path]?.mid ?? null }
    saving.current ??= setTimeout(() => void latest.current.save(), SAVE_AFTER_MS)
    if (putting.current) clearTimeout(putting.current)
    putting.current = setTimeout(() => void latest.current.put(), PUT_AFTER_MS)
  }
  return {
    typed,
    keeping,
    put,
    set,
    /** What one tap fills in is whole, and waits for nothing. */
    fill(values: Readonly<Record<string, FieldValue>>) {
      for (const [path, value] of Object.entries(values)) set(path, value)
      void put()
    },
  }
}
