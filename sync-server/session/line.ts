import { fail, ok, type Result } from '#domain/result.ts'

/** A few at work, some more in line, the rest turned away at once: heavy work cannot pile up. [SE11] */
export interface Line {
  run<T>(work: () => Promise<T>): Promise<Result<T, 'server-busy'>>
}

/**
 * @param atWork how many run at the same time
 * @param inLine how many may wait besides
 */
export function createLine(atWork: number, inLine: number): Line {
  const waiting: (() => void)[] = []
  let busy = 0
  return {
    async run(work) {
      if (busy >= atWork) {
        if (waiting.length >= inLine) return fail('server-busy')
        await new Promise<void>((myTurn) => waiting.push(myTurn))
      } else busy += 1
      try {
        return ok(await work())
      } finally {
        // the place passes on to the next in line; only an empty line gives it back
        const next = waiting.shift()
        if (next) next()
        else busy -= 1
      }
    },
  }
}
