import { useLiveQuery } from 'dexie-react-hooks'
import type { Duty } from '#domain/records.ts'
import { useServices } from '#sync/services.tsx'

/** The number of the office's post; null where this device does not know it, undefined while it is read. [CF1] */
export function useOfficeNumber(): string | null | undefined {
  const { db } = useServices()
  return useLiveQuery(async () => {
    const row = await db.records.where('type').equals('duty').first()
    return (row?.body as Duty | undefined)?.office ?? null
  }, [db])
}
