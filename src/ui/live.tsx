import type { ReactNode } from 'react'

/** Spoken by a screen reader when it changes, without haste; not seen. */
export function Announce({ children }: { children: ReactNode }) {
  return (
    <p className="unseen" role="status" aria-live="polite">
      {children}
    </p>
  )
}
