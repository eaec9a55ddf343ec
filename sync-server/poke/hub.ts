import type { DepartmentId } from '#domain/ids.ts'
import type { Space } from '#domain/spaces.ts'
import type { PokeEvent } from '#protocol/poke.ts'
import type { Who } from '../session/who.ts'
import type { Audience } from './audience.ts'

/** One open stream, as its route sees it. */
interface Listener {
  who: Who
  /** what it may read, as of the moment when it opened */
  sees(space: Space): boolean
  send(event: PokeEvent): void
  end(): void
}

/** Knows who is listening and whom a change concerns; a poke carries nothing, so one too many does no harm. */
export interface PokeHub {
  /** @returns what removes it again */
  add(listener: Listener): () => void
  changed(department: DepartmentId, audience: readonly Audience[]): void
  /** anything may have changed for anybody */
  changedUnseen(): void
  /** says goodbye to sessions that have ended. [SE2] */
  close(sessionIds: readonly string[]): void
  closeAll(): void
  readonly size: number
}

export function createPokeHub(): PokeHub {
  const open = new Set<Listener>()
  const dismiss = (listener: Listener) => {
    open.delete(listener)
    listener.send('bye')
    listener.end()
  }
  return {
    add(listener) {
      open.add(listener)
      return () => open.delete(listener)
    },
    changed(department, audience) {
      for (const listener of open)
        if (listener.who.departmentId === department && audience.some((space) => concerns(listener, space)))
          listener.send('poke')
    },
    changedUnseen() {
      for (const listener of open) listener.send('poke')
    },
    close(sessionIds) {
      for (const listener of open) if (sessionIds.includes(listener.who.sessionId)) dismiss(listener)
    },
    closeAll() {
      for (const listener of open) dismiss(listener)
    },
    get size() {
      return open.size
    },
  }
}

/** A case may be younger than the stream, so whom it names is told with it. */
function concerns({ who, sees }: Listener, { space, concerned }: Audience): boolean {
  if (sees(space)) return true
  if (!concerned) return false
  const isHead = who.actor.grants.some(({ role, unitId }) => role === 'unit_head' && unitId === concerned.unit)
  return isHead || concerned.readers.includes(who.accountId)
}
