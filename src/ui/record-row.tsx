import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Tone } from './card.tsx'
import { Chip } from './chip.tsx'

/** One record in a list, all of it the way to it: title, chip, the line below, and when. */
export function RecordRow({
  href,
  title,
  chip,
  line,
  when,
  isCurrent,
}: {
  href: string
  title: ReactNode
  chip: { tone: Tone; text: string }
  line: ReactNode
  when?: ReactNode
  isCurrent?: boolean
}) {
  return (
    <Link href={href} className="card" aria-current={isCurrent ? 'page' : undefined}>
      <span className="row">
        <span className="grow strong">{title}</span>
        <Chip tone={chip.tone}>{chip.text}</Chip>
      </span>
      <span className="small row-line">{line}</span>
      {when && <span className="small row-line">{when}</span>}
    </Link>
  )
}
