import { setTimeout as wait } from 'node:timers/promises'
import type { Driver, Point } from './driver.ts'

/** What a person does with the app, by the words that they read on it, in any engine. */
export interface Hands {
  /** Taps the button or link whose name begins so. @throws when there is none in time */
  press(name: string): Promise<void>
  /** Writes into the field of that label; the first text area of the page where none is named. */
  write(label: string | null, text: string): Promise<void>
  /** Chooses a photo of several hundred kilobytes for the page's last file field. */
  choosePhoto(name: string): Promise<void>
  /** Waits until the page says one of these words. */
  see(...words: string[]): Promise<void>
}

const PATIENCE_MS = 30_000

export function createHands(driver: Driver): Hands {
  const place = (kind: 'press' | 'write', name: string | null) =>
    until(`${kind} "${name ?? 'text'}"`, () => driver.evaluate(placeOf, kind, name))
  return {
    async press(name) {
      await driver.click(await place('press', name))
    },
    async write(label, text) {
      await driver.click(await place('write', label))
      // the inspector's click brings no focus
      await driver.evaluate(focusOn, label)
      await driver.type(text)
    },
    choosePhoto: (name) => driver.evaluate(givePhoto, name),
    see: async (...words) => void (await until(`see ${words.join(' or ')}`, () => driver.evaluate(says, words))),
  }
}

/** Asks until the answer is neither null nor false; a page that is just leaving may throw meanwhile. */
export async function until<T>(what: string, ask: () => Promise<T | null | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    let failure: unknown = null
    const found = await ask().catch((error: unknown) => {
      failure = error
      return null
    })
    if (found !== null && found !== false) return found
    if (Date.now() > end) throw new Error(`could not ${what}`, { cause: failure })
    await wait(50)
  }
}

// from here on everything runs in the page and stands for itself

/** Where it is, once it is there, stays where it is, lies on top and takes a tap. */
async function placeOf(kind: 'press' | 'write', name: string | null): Promise<Point | null> {
  const nameOf = (element: Element) =>
    (element.getAttribute('aria-label') ?? (element as HTMLElement).innerText ?? '').trim()
  const labelled = (label: string) =>
    [...document.querySelectorAll('label')].find((one) => one.innerText.trim().startsWith(label))?.control ?? null
  const found =
    kind === 'write'
      ? name === null
        ? document.querySelector('textarea')
        : labelled(name)
      : [...document.querySelectorAll('button, a[href], [role=button]')].find(
          (one) => nameOf(one).startsWith(name ?? '') && !one.hasAttribute('disabled'),
        )
  if (!found || getComputedStyle(found).pointerEvents === 'none') return null
  found.scrollIntoView({ block: 'center', behavior: 'instant' })
  const before = found.getBoundingClientRect()
  await new Promise((resolve) => setTimeout(resolve, 60))
  const { left, top, width, height } = found.getBoundingClientRect()
  if (width === 0 || !found.isConnected || left !== before.left || top !== before.top) return null
  const middle = { x: left + width / 2, y: top + height / 2 }
  const there = document.elementFromPoint(middle.x, middle.y)
  return there && (found.contains(there) || there.contains(found)) ? middle : null
}

function focusOn(label: string | null): void {
  const field =
    label === null
      ? document.querySelector('textarea')
      : [...document.querySelectorAll('label')].find((one) => one.innerText.trim().startsWith(label))?.control
  ;(field as HTMLElement | null | undefined)?.focus()
}

/** Painted in the page itself: a message to WebKit's inspector may be no longer than 128 KB. */
async function givePhoto(name: string): Promise<void> {
  const canvas = document.createElement('canvas')
  canvas.width = 2000
  canvas.height = 1500
  const context = canvas.getContext('2d')
  const field = [...document.querySelectorAll<HTMLInputElement>('input[type=file]')].at(-1)
  if (!context || !field) throw new Error('no canvas, or no field for files')
  for (let n = 0; n < 400; n += 1) {
    context.fillStyle = `hsl(${Math.random() * 360} 60% ${30 + Math.random() * 50}%)`
    context.fillRect(Math.random() * 2000, Math.random() * 1500, 250, 190)
  }
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
  if (!jpeg) throw new Error('no picture')
  const files = new DataTransfer()
  files.items.add(new File([jpeg], name, { type: 'image/jpeg' }))
  field.files = files.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

function says(words: string[]): boolean {
  return words.some((one) => document.body.innerText.includes(one))
}
