/**
 * One upload at a time for each photo. A newcomer is the same phone that came back, so the one before it, whose
 * connection is most likely dead, is told to stop and waited for.
 */
export interface Turns {
  take<T>(key: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>
}

export function createTurns(): Turns {
  const current = new Map<string, { stop: AbortController; done: Promise<unknown> }>()
  return {
    async take(key, work) {
      for (let before = current.get(key); before; before = current.get(key)) {
        before.stop.abort()
        await before.done
      }
      const stop = new AbortController()
      const working = work(stop.signal)
      const done = working.then(
        () => current.delete(key),
        () => current.delete(key),
      )
      current.set(key, { stop, done })
      return working
    },
  }
}
