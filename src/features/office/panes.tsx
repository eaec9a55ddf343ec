import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useServices } from '#sync/services.tsx'
import { Empty } from '#ui/states.tsx'
import './desk.css'
import { clientFor } from './queries.ts'

/** What the desk asks is kept for one account, and goes with it. */
export function DeskRoot({ children }: { children: ReactNode }) {
  const { active } = useServices()
  return <QueryClientProvider client={clientFor(active.profile.accountId)}>{children}</QueryClientProvider>
}

/** A list and one of it beside each other; on a phone one after the other. */
export function Panes({
  list,
  detail,
  empty,
}: {
  list: ReactNode
  /** null while none is chosen */
  detail: ReactNode | null
  /** what stands beside the list meanwhile */
  empty: { title: string; text: string } | { below: ReactNode }
}) {
  const besides = 'below' in empty
  return (
    <div className={detail ? 'desk desk-chosen' : 'desk'}>
      <div className="desk-list">{list}</div>
      <div className={!detail && besides ? 'desk-detail desk-below' : 'desk-detail'}>
        {detail ??
          (besides ? (
            empty.below
          ) : (
            <Empty icon="desk" title={empty.title}>
              {empty.text}
            </Empty>
          ))}
      </div>
    </div>
  )
}
