/** One measurement: ms of every run, beside the least that the same machine and link allowed in the same run. */
export interface Line {
  what: string
  took: readonly number[]
  floor: readonly number[]
  /** what the floor is of */
  of: string
  /** ms */
  budget: number
  note?: string
}

const at = (times: readonly number[], part: number): number => {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Times are of this machine; only the ratio to the floor can be compared with another. */
export function tableOf(lines: readonly Line[]): string {
  return lines
    .map(({ what, took, floor, of, budget, note }) => {
      const [median, worst, least] = [at(took, 0.5), at(took, 0.95), at(floor, 0.5)]
      const verdict = worst <= budget ? 'within' : 'OVER'
      return [
        what,
        `  median ${median.toFixed(0)} ms, p95 ${worst.toFixed(0)} ms; budget ${budget} ms: ${verdict}`,
        `  floor ${least.toFixed(0)} ms (${of}); ratio ${(median / least).toFixed(1)}`,
        ...(note ? [`  ${note}`] : []),
      ].join('\n')
    })
    .join('\n')
}
