/**
 * Tells when everything that can go on without time passing has gone on. Databases here move by `setImmediate`,
 * the server also by files: the first are counted by standing in for the global, the second by `during`.
 */
export function watchQuiet() {
  const real = globalThis.setImmediate
  const realClear = globalThis.clearImmediate
  const queued = new Set<NodeJS.Immediate>()
  let busy = 0
  const counting = (work: (...args: unknown[]) => void, ...args: unknown[]) => {
    const one = real(() => {
      queued.delete(one)
      work(...args)
    })
    queued.add(one)
    return one
  }
  globalThis.clearImmediate = (one) => {
    queued.delete(one as NodeJS.Immediate)
    realClear(one)
  }
  globalThis.setImmediate = Object.assign(counting, real) as unknown as typeof setImmediate
  const turn = () => new Promise<void>((resolve) => real(resolve))

  return {
    async during<T>(work: Promise<T>): Promise<T> {
      busy += 1
      try {
        return await work
      } finally {
        busy -= 1
      }
    },
    turn,
    /** Resolves when nothing moves any more, or after so many turns of the event loop. */
    async settled(turns = Number.POSITIVE_INFINITY): Promise<void> {
      for (let calm = 0, n = 0; calm < 3 && n < turns; n += 1) {
        await turn()
        calm = queued.size === 0 && busy === 0 ? calm + 1 : 0
      }
    },
    restore() {
      globalThis.setImmediate = real
      globalThis.clearImmediate = realClear
    },
  }
}
export type Quiet = ReturnType<typeof watchQuiet>
