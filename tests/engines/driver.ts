/** A browser on a profile folder, with no more than every engine can be told to do. */
export interface Driver {
  /** Resolves when the page has loaded. @throws when it cannot */
  goto(url: string): Promise<void>
  /**
   * Runs a function in the page and brings its value back as JSON. It must not use anything around it.
   * @throws what it threw
   */
  evaluate<Args extends readonly unknown[], T>(work: (...args: Args) => T | Promise<T>, ...args: Args): Promise<T>
  /** A click in the middle of what is at that place, in CSS pixels of the window. */
  click(at: Point): Promise<void>
  /** Text into whatever has the focus. */
  type(text: string): Promise<void>
  /** PNG of the window */
  screenshot(): Promise<Buffer>
  /** SIGKILL to the browser and all its processes at once. @returns when, ms since 1970 */
  kill(): Promise<number>
  /** Lets it end by itself. */
  close(): Promise<void>
}

export interface Point {
  x: number
  y: number
}

export interface Engine {
  name: 'Chromium' | 'Firefox' | 'WebKit'
  /** @returns null where this machine has none */
  find(): Promise<FoundEngine | null>
}

export interface FoundEngine {
  /** file that is started */
  path: string
  /** how its clicks and keys come about, for the report */
  gestures: string
  /** @param profile folder; the same folder continues where the last run ended */
  open(profile: string): Promise<Driver>
}

/** A window of the smallest phone that officers have. */
export const WINDOW = { width: 360, height: 640 }
