import type { ElementType, ReactNode } from 'react'

export type Tone = 'plain' | 'brand' | 'wait' | 'ok' | 'alarm'

/** One thing on paper. */
export function Card({
  children,
  tone = 'plain',
  as: As = 'div',
}: {
  children: ReactNode
  tone?: Tone
  as?: ElementType
}) {
  return <As className={tone === 'plain' ? 'card' : `card card-${tone}`}>{children}</As>
}
