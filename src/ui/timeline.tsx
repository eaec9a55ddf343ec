import type { ReactNode } from 'react'
import { useTexts } from '#i18n/texts.ts'

export interface TimelineItem {
  key: string
  title: ReactNode
  detail?: ReactNode
  state: 'done' | 'now' | 'todo' | 'alarm'
  extra?: ReactNode
}

/** What happened and what is still to come, from above to below. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  const t = useTexts()
  return (
    <ol className="timeline">
      {items.map(({ key, title, detail, state, extra }) => (
        <li key={key} className={`at-${state}`}>
          <p className="strong">
            {title}
            <span className="unseen"> {t.common.timelineState[state]}</span>
          </p>
          {detail && <div className="small">{detail}</div>}
          {extra}
        </li>
      ))}
    </ol>
  )
}
