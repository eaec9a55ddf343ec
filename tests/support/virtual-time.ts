interface Appointment {
  at: number
  n: number
  work: () => void
}

/** Time that passes only when it is told to: appointments run in the order of their moment, then of their making. */
export function createVirtualTime(start: number) {
  let now = start
  let made = 0
  const appointments: Appointment[] = []

  return {
    now: () => now,
    /** @returns the way to call it off */
    after(ms: number, work: () => void): () => void {
      made += 1
      const appointment = { at: now + Math.max(0, ms), n: made, work }
      appointments.push(appointment)
      return () => {
        const i = appointments.indexOf(appointment)
        if (i >= 0) appointments.splice(i, 1)
      }
    },
    /** Goes on to the next appointment up to `end` and keeps it; to `end` itself when there is none. */
    step(end: number): boolean {
      appointments.sort((a, b) => a.at - b.at || a.n - b.n)
      const next = appointments[0]
      if (!next || next.at > end) {
        now = Math.max(now, end)
        return false
      }
      appointments.shift()
      now = next.at
      next.work()
      return true
    },
  }
}
export type VirtualTime = ReturnType<typeof createVirtualTime>
