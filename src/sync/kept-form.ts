/** From the first letter that is not kept to the disk. [DR5] */
const SAVE_AFTER_MS = 400

/** What is on the screen is on the disk; some of it is not yet; or this device would not take it. */
export type Keeping = 'saved' | 'waiting' | 'trouble'

/** Brings the words of a short form to the disk while they are written, and stands back while they are handed in. */
export interface KeptForm<V> {
  /** What stands in the form now: on the disk soon, but never while it is handed in. */
  set(values: V): void
  /** Writes what is left at once. A failed try keeps it for the next. */
  flush(): Promise<void>
  /**
   * Hands the form in: what was typed until now is on the disk first, and no late save brings back what `put` has
   * taken from there. When it stays, or `put` throws, its words are kept on. [DR2, DR8]
   * @param put what takes the form away, in a transaction of its own; false when the form stays
   */
  handIn(put: () => Promise<boolean>): Promise<boolean>
}

export interface KeptFormDeps<V> {
  save(values: V): Promise<void>
  /** told of each change and after each try; `saved` only when nothing newer waits [DR5] */
  onKeeping(keeping: Keeping): void
}

export function createKeptForm<V>({ save, onKeeping }: KeptFormDeps<V>): KeptForm<V> {
  let pending: { values: V } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let line: Promise<void> = Promise.resolve()
  let isHeld = false
  let isTroubled = false

  async function write(): Promise<void> {
    const wanted = pending
    if (!wanted || isHeld) return
    pending = null
    try {
      await save(wanted.values)
      isTroubled = false
      onKeeping(pending ? 'waiting' : 'saved')
    } catch (error) {
      console.warn('form not kept', error instanceof Error ? error.name : error)
      pending ??= wanted
      isTroubled = true
      onKeeping('trouble')
    }
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    line = line.then(write)
    return line
  }
  return {
    set(values) {
      pending = { values }
      if (!isTroubled) onKeeping('waiting')
      timer ??= setTimeout(() => void flush(), SAVE_AFTER_MS)
    },
    flush,
    async handIn(put) {
      await flush()
      isHeld = true
      let isGone = false
      try {
        isGone = await put()
      } finally {
        isHeld = false
        if (isGone) {
          pending = null
          onKeeping('saved')
        }
        await flush()
      }
      return isGone
    },
  }
}
