import type { ReactNode } from 'react'
import type { Tone } from './card.tsx'
import { Icon, type IconName } from './icon.tsx'

/** A state in a word; colour never says it alone. */
export function Chip({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`chip chip-${tone}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  )
}
