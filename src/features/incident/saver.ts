import type { Keeping } from '#sync/kept-form.ts'
import type { Answer } from './answers.ts'

/** Words are on the disk this soon after the first of them that was not; a kill loses no more. [DR5] */
export const SAVE_WITHIN_MS = 400

export interface Saver {
  /** Takes one change. `soon` waits for more words, but never longer than `SAVE_WITHIN_MS` in all. */
  add(answer: Answer, when: 'now' | 'soon'): void
  /** Writes what is left at once. @returns false when it could not; what was typed is kept for another try */
  flush(step?: string): Promise<boolean>
}

export interface SaverDeps {
  save(answer: Answer, step: string | undefined): Promise<unknown>
  /** told of each change and after each try; `saved` only when nothing newer waits [DR5] */
  onKeeping(keeping: Keeping): void
}

/** Brings changes to the disk one after the other, each member once. A failed try keeps its members for the next. */
export function createSaver({ save, onKeeping }: SaverDeps): Saver {
  let waiting: Answer = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTroubled = false
  let line: Promise<boolean> = Promise.resolve(true)

  async function write(step: string | undefined): Promise<boolean> {
    const taken = waiting
    if (Object.keys(taken).length === 0 && step === undefined) return true
    waiting = {}
    try {
      await save(taken, step)
      isTroubled = false
      onKeeping(Object.keys(waiting).length > 0 ? 'waiting' : 'saved')
      return true
    } catch (error) {
      waiting = { ...taken, ...waiting }
      isTroubled = true
      onKeeping('trouble')
      console.warn('draft not saved', error instanceof Error ? error.name : error)
      return false
    }
  }

  const flush = (step?: string): Promise<boolean> => {
    clearTimeout(timer)
    timer = undefined
    line = line.then(() => write(step))
    return line
  }
  return {
    add(answer, when) {
      waiting = { ...waiting, ...answer }
      if (!isTroubled) onKeeping('waiting')
      if (when === 'now') void flush()
      else timer ??= setTimeout(() => void flush(), SAVE_WITHIN_MS)
    },
    flush,
  }
}
