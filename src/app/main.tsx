import '#ui/styles.css'
import { createRoot } from 'react-dom/client'
import { createSessionApi, deviceName } from '#features/session/session-api.ts'
import { LANGUAGE_KEY, languageStore, readLanguage } from '#i18n/language.ts'
import { catchInstallOffer } from '#pwa/install.ts'
import { ACTIVE_KEY } from '#storage/device.ts'
import { LOOK_KEY, lookStore } from '#ui/look.ts'
import { openAccount } from './account.ts'
import { App } from './app.tsx'
import { createSessionStore } from './session-store.ts'

/** How often a shared computer looks whether anybody is still there. */
const IDLE_LOOK_MS = 10_000
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** How long a start waits for the words of a chosen language; Vietnamese is there and waits for nothing. */
const WORDS_WAIT_MS = 1_500

// this script holds the first picture back (see vite.config.ts), so that a chosen theme comes without a flash
lookStore.follow(localStorage, document)
catchInstallOffer(window)

const api = createSessionApi({
  fetch: (url, init) => fetch(url, init),
  newNonce: () => crypto.randomUUID().replaceAll('-', ''),
  device: deviceName(navigator.userAgent),
})
const store = createSessionStore({ storage: localStorage, api, clock: () => Date.now(), openAccount })
store.start()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const draw = () => createRoot(root).render(<App store={store} api={api} />)
languageStore.subscribe(() => {
  document.documentElement.lang = languageStore.language()
})
const language = readLanguage(localStorage)
if (language === 'vi') draw()
else {
  const late = new Promise<void>((done) => setTimeout(done, WORDS_WAIT_MS))
  void Promise.race([languageStore.speak(language), late]).then(draw)
}

for (const event of SIGNS_OF_LIFE) addEventListener(event, store.touch, { passive: true })
setInterval(store.lockIfIdle, IDLE_LOOK_MS)
document.addEventListener('visibilitychange', store.lockIfIdle)
addEventListener('storage', ({ key }) => {
  if (key === null || key === ACTIVE_KEY) store.follow()
  if (key === null || key === LOOK_KEY) lookStore.follow(localStorage, document)
  if (key === null || key === LANGUAGE_KEY) void languageStore.speak(readLanguage(localStorage))
})
addEventListener('online', () => void store.refresh())

// what can wait until the first picture stands
requestAnimationFrame(() =>
  setTimeout(async () => {
    void store.refresh()
    if (import.meta.env.PROD && 'serviceWorker' in navigator) {
      const { register } = await import('#pwa/register.ts')
      await register()
    }
  }, 0),
)
