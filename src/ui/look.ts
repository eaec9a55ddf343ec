/** How a person wants to see the app on this device; `system` follows the device. */
export interface Look {
  size: (typeof SIZES)[number]
  theme: (typeof THEMES)[number]
}
export const SIZES = ['system', 'large', 'larger'] as const
export const THEMES = ['system', 'light', 'dark'] as const

/** Of this browser, not of an account. */
export const LOOK_KEY = 'dau-moi:look'
const PLAIN: Look = { size: 'system', theme: 'system' }
/** The browser's own bar above the page: the brand by day, the paper by night. */
const BAR = { light: '#0b4f8a', dark: '#0d1524' } as const

/** What was chosen; what cannot be read is the device's own. */
export function readLook(storage: Storage): Look {
  try {
    const kept = JSON.parse(storage.getItem(LOOK_KEY) ?? '{}') as Partial<Record<keyof Look, unknown>> | null
    return {
      size: SIZES.find((size) => size === kept?.size) ?? 'system',
      theme: THEMES.find((theme) => theme === kept?.theme) ?? 'system',
    }
  } catch {
    // written by hand or by another build: nothing is lost by starting anew
    return PLAIN
  }
}

/** Puts a look on the page: what the styles in `tokens.css` and the browser's bar go by. */
export function applyLook(page: Pick<Document, 'documentElement' | 'querySelectorAll'>, { size, theme }: Look): void {
  const { dataset } = page.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  if (size === 'system') delete dataset.size
  else dataset.size = size
  // one bar for each of the device's two themes; a chosen theme takes both
  for (const bar of page.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = bar.media.includes('dark') ? 'dark' : 'light'
    bar.content = BAR[theme === 'system' ? own : theme]
  }
}

let look = PLAIN
const listeners = new Set<() => void>()

export const lookStore = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  look: () => look,
  /** Takes up what this browser keeps: before the first picture, and when another tab has changed it. */
  follow(storage: Storage, page: Pick<Document, 'documentElement' | 'querySelectorAll'>) {
    look = readLook(storage)
    applyLook(page, look)
    for (const listener of listeners) listener()
  },
  choose(change: Partial<Look>, storage: Storage, page: Pick<Document, 'documentElement' | 'querySelectorAll'>) {
    storage.setItem(LOOK_KEY, JSON.stringify({ ...look, ...change }))
    this.follow(storage, page)
  },
}
