/** Chromium's offer to install, which may be shown once and only after a tap. */
interface InstallOffer extends Event {
  prompt(): Promise<void>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

const REFUSED_KEY = 'dau-moi:install-refused'

let offer: InstallOffer | null = null
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Keeps the browser's offer until somebody asks for it; it never comes up by itself. */
export function catchInstallOffer(target: Window) {
  target.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as InstallOffer
    tell()
  })
  target.addEventListener('appinstalled', () => {
    offer = null
    tell()
  })
}

export const installStore = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  /** whether the browser would install now */
  isOffered: () => offer !== null,
  async accept() {
    const taken = offer
    offer = null
    tell()
    await taken?.prompt()
  },
}

export const isInstalled = () => matchMedia('(display-mode: standalone)').matches

/** A refusal is remembered: the card does not come back, the line in the list stays. */
export const wasRefused = (storage: Storage) => storage.getItem(REFUSED_KEY) !== null
export const refuseInstall = (storage: Storage) => storage.setItem(REFUSED_KEY, '1')
