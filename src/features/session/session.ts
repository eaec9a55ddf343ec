import { createContext, useContext } from 'react'
import type { Profile } from '#protocol/session.ts'
import type { Services } from '#sync/services.tsx'
import type { SessionApi } from './session-api.ts'

/** Who uses this browser now; the app owns it, the screens of this feature change it. */
export interface Session {
  api: SessionApi
  /** null while nobody is signed in on this browser */
  services: Services | null
  /** a shared computer that was left alone: the work goes on behind the door */
  locked: boolean
  /** takes the account in, or lets it in again */
  signedIn(profile: Profile, shared: boolean): void
  /** opens the locked door for the account that is behind it, once its password was found right */
  unlock(): void
  /**
   * Signs out: tells the server, or leaves a word to tell it first thing.
   * @param erase deletes the account's database on this device
   */
  leave(options: { erase: boolean }): Promise<void>
}

export const SessionContext = createContext<Session | null>(null)

/** @throws outside the app */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session is provided here')
  return session
}
