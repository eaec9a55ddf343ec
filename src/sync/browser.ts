import type { Environment, Locks, Timers } from './deps.ts'

/** What the engine needs of a browser. */
export const browserTimers: Timers = {
  after(ms, work) {
    // longer waits overflow into none at all
    const timer = setTimeout(work, Math.min(ms, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

/** Web Locks where there are any; without them every tab does its own work, which is safe. */
export const browserLocks: Locks = {
  async tryHold(name, work) {
    if (!('locks' in navigator)) {
      await work()
      return 'done'
    }
    return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (!lock) return 'busy'
      await work()
      return 'done'
    })
  },
}

export const browserEnvironment: Environment = {
  isVisible: () => document.visibilityState === 'visible',
  isOnline: () => navigator.onLine,
  onChange(listener) {
    document.addEventListener('visibilitychange', listener)
    for (const event of ['online', 'offline', 'pageshow']) window.addEventListener(event, listener)
    return () => {
      document.removeEventListener('visibilitychange', listener)
      for (const event of ['online', 'offline', 'pageshow']) window.removeEventListener(event, listener)
    }
  },
}

/** gzip by the browser itself, or null where it cannot. [WR4] */
export const browserCompress: ((text: string) => Promise<Uint8Array<ArrayBuffer>>) | null =
  'CompressionStream' in globalThis
    ? async (text) => {
        const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
        return new Uint8Array(await new Response(stream).arrayBuffer())
      }
    : null
