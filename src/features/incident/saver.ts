import type { Answer } from './answers.ts'

/** Words are on the disk this soon after the first of them that was not; a kill loses no more. [DR5] */
export const SAVE_WITHIN_MS = 400

export interface Saver {
  /** Takes one change. `soon` waits for more words, but never longer than `SAVE_WITHIN_MS` in all. */
  add(answer: Answer, when: 'now' | 'soon'): void
  /** Writes what is left at once. @returns false when it could not; what was typed is kept for another try */
  flush(step?: string): Promise<boolean>
  stop(): void
}

export interface SaverDeps {
  save(answer: Answer, step: string | undefined): Promise<unknown>
  /** told after each try whether this device took the words */
  onOutcome(outcome: 'saved' | 'trouble'): void
}

/** Brings changes to the disk one after the other, each member once. A failed try keeps its members for the next. */
export function createSaver({ save, onOutcome }: SaverDeps): Saver {
  let waiting: Answer = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let line: Promise<boolean> = Promise.resolve(true)

  async function write(step: string | undefined): Promise<boolean> {
    const taken = waiting
    if (Object.keys(taken).length === 0 && step === undefined) return true
    waiting = {}
    try {
      await save(taken, step)
      onOutcome('saved')
      return true
    } catch (error) {
      waiting = { ...taken, ...waiting }
      onOutcome('trouble')
      console.warn('draft not saved', error instanceof Error ? error.name : error)
      return false
    }
  }

  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const flush = (step?: string): Promise<boolean> => {
    stop()
    line = line.then(() => write(step))
    return line
  }
  return {
    add(answer, when) {
      waiting = { ...waiting, ...answer }
      if (when === 'now') void flush()
      else timer ??= setTimeout(() => void flush(), SAVE_WITHIN_MS)
    },
    flush,
    stop,
  }
}
