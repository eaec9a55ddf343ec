import { useRef, useState } from 'react'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'

/** One act at a time: a second tap while one is under way does nothing. */
export function useAct() {
  const { mutate } = useServices()
  const t = useMonthlyTexts()
  const { refusals } = useTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isUnderWay = useRef(false)

  /** @returns whether it is kept on this device */
  async function act(name: string, args: object): Promise<boolean> {
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setBusy(true)
    setProblem(null)
    try {
      const result = await mutate({ name: `monthly.${name}`, args })
      if (!result.ok) setProblem(refusals[result.error.code](result.error.details))
      return result.ok
    } catch (error) {
      console.warn('act not saved', error instanceof Error ? error.name : error)
      setProblem(t.saveFailed)
      return false
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return { act, problem, busy }
}
