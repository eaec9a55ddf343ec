import { useCallback, useEffect, useState } from 'react'
import type { RemindersAnswer } from '#protocol/reminders.ts'
import { useServices } from '#sync/services.tsx'
import { readReminders } from './reminder-api.ts'

/** What the server knows of this person's reminders; null where it could not be asked, undefined while it is. */
export interface Standing {
  known: RemindersAnswer | null | undefined
  deps: { account: string; newId(): string }
  ask(): Promise<void>
}

export function useStanding(): Standing {
  const { actor, newId } = useServices()
  const account = actor.accountId
  const [known, setKnown] = useState<RemindersAnswer | null | undefined>(undefined)
  const ask = useCallback(async () => {
    const outcome = await readReminders({ account, newId })
    setKnown(outcome.kind === 'answer' ? outcome.value : null)
  }, [account, newId])
  useEffect(() => void ask(), [ask])
  return { known, deps: { account, newId }, ask }
}
