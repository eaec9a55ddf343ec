import { Workbox } from 'workbox-window'
import { updateStore } from './update.ts'

const LOOK_EVERY_MS = 60 * 60_000

/** Registers the worker and listens for a newer one; nothing reloads unless the officer asked for it. [UP1] */
export async function register(): Promise<void> {
  const workbox = new Workbox('/sw.js')
  let asked = false
  workbox.addEventListener('waiting', () =>
    updateStore.offer(() => {
      asked = true
      workbox.messageSkipWaiting()
    }),
  )
  workbox.addEventListener('controlling', () => {
    if (asked) updateStore.taken()
  })
  await workbox.register()
  setInterval(() => {
    if (navigator.onLine && document.visibilityState === 'visible') void update(workbox)
  }, LOOK_EVERY_MS)
}

async function update(workbox: Workbox): Promise<void> {
  try {
    await workbox.update()
  } catch {
    // no network just now: the browser looks again by itself
    return
  }
}
