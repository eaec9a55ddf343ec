/** From when until when something holds, in calendar days of Hanoi (`2026-09-01`). `to` is its last day; null: open. */
export interface Validity {
  from: string
  to: string | null
}

/** Whether it holds on that day. [OR3] */
export const holdsOn = ({ from, to }: Validity, day: string): boolean => from <= day && (to === null || day <= to)

/** Whether there is a day on which both hold. */
export const overlap = (a: Validity, b: Validity): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to)
