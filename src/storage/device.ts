import * as z from 'zod/mini'
import { type Profile, profileSchema } from '#protocol/session.ts'

/**
 * Which account this browser shows, known before any database opens. It is a pointer, not a store: losing it
 * means signing in again, never losing work.
 */
const KEY = 'dau-moi:active'

const activeSchema = z.object({
  profile: profileSchema,
  /** "Máy dùng chung": nothing is kept after sign-out, and idleness locks */
  shared: z.boolean(),
  /** this account has saved something here: an empty database then means that it was taken away */
  hasWork: z.boolean(),
})
export type Active = z.infer<typeof activeSchema>

export function readActive(storage: Storage): Active | null {
  const text = storage.getItem(KEY)
  if (text === null) return null
  try {
    return activeSchema.parse(JSON.parse(text))
  } catch {
    // written by another build or by hand: the officer signs in again, the account's database stays
    return null
  }
}

export const writeActive = (storage: Storage, active: Active) => storage.setItem(KEY, JSON.stringify(active))
export const forgetActive = (storage: Storage) => storage.removeItem(KEY)

export const actorOf = ({ accountId, departmentId, name, grants }: Profile) => ({
  accountId,
  departmentId,
  name,
  grants,
})
