/// <reference lib="WebWorker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

/** What belongs to the server and is never answered from here. */
const SERVER_PATHS = [/^\/api\//, /^\/healthz/, /^\/readyz/, /^\/metrics/]

// the app itself, and nothing that anybody has written; the router of workbox looks at GET requests only
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: SERVER_PATHS }))

// a new version waits until the officer says so: it never takes over a page with words in it
self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

// whatever it is about, the words are these: what was written stays on the device and the server. [RM9]
self.addEventListener('push', (event) => {
  event.waitUntil(remind(event.data?.text() ?? ''))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openApp())
})

/** @param token of this message, by which the server learns that it was shown [RM10] */
async function remind(token: string): Promise<void> {
  await self.registration.showNotification('Đầu Mối', {
    body: 'Có việc cần xem. Mở ứng dụng để xem.',
    tag: 'reminder',
    icon: '/icon-192.png',
    lang: 'vi',
  })
  if (!/^[\w-]{22,64}$/.test(token)) return
  try {
    // a GET that carries nobody's session: the worker touches nothing else
    await fetch(`/api/reminders/shown/${token}`, { credentials: 'omit', cache: 'no-store' })
  } catch (error) {
    // no network any more: the server goes on believing that it was not shown, and tries the next way
    console.warn('not told', error instanceof Error ? error.name : error)
  }
}

async function openApp(): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' })
  if (open) await open.focus()
  else await self.clients.openWindow('/')
}
