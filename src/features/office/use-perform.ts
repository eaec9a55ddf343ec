import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { useServices } from '#sync/services.tsx'

/**
 * Carries out one act of the desk at a time: kept on this device first, sent once, and asked for anew. [OF1]
 * @returns of `perform`, whether the act is in line; `forget` drops what is said of the last one
 */
export function usePerform() {
  const { mutate, active } = useServices()
  const queries = useQueryClient()
  const { refusals } = useTexts()
  const office = useOfficeTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const busy = useRef(false)

  async function perform(change: PlainChange): Promise<boolean> {
    if (busy.current) return false
    busy.current = true
    setProblem(null)
    try {
      const result = await mutate(change)
      if (!result.ok) setProblem(refusals[result.error.code](result.error.details))
      void queries.invalidateQueries({ queryKey: ['desk', active.profile.accountId] })
      return result.ok
    } catch (error) {
      console.warn('act not saved', error instanceof Error ? error.name : error)
      setProblem(office.saveFailed)
      return false
    } finally {
      busy.current = false
    }
  }
  return { perform, problem, forget: () => setProblem(null) }
}
