import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { Failed, Loading } from '#ui/states.tsx'
import { Areas } from './areas.tsx'
import { failureText } from './words.ts'

interface ListFrameProps {
  title: string
  /** what the list is, for whoever hears it */
  label: string
  area: Parameters<typeof Areas>[0]['now']
  /** the one that stands beside the list: then its own title is the page's, and the list stays as it is */
  chosen: string | undefined
  children: ReactNode
}

/** A list of the desk with its heading and the way to the others. */
export function ListFrame({ title, label, area, chosen, children }: ListFrameProps) {
  const { common } = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  const Heading = chosen ? 'h2' : 'h1'
  useEffect(() => {
    if (chosen) return
    document.title = `${title} · ${common.appName}`
    heading.current?.focus({ preventScroll: true })
  }, [chosen, title, common])
  return (
    <nav aria-label={label} className="desk-list-in">
      <Heading ref={heading} className="desk-title" tabIndex={-1}>
        {title}
      </Heading>
      <Areas now={area} />
      {children}
    </nav>
  )
}

/** On its way, failed, or shown as it was because asking again failed. */
export function ListState({ list }: { list: UseQueryResult<unknown> }) {
  const t = useOfficeTexts()
  return (
    <>
      {list.isPending && <Loading label={t.loading} />}
      {list.isError && !list.data && (
        <Failed title={t.failedTitle} onRetry={() => void list.refetch()}>
          {failureText(t, list.error)}
        </Failed>
      )}
      {list.isError && list.data !== undefined && (
        <p className="small" role="status">
          {failureText(t, list.error)}
        </p>
      )}
    </>
  )
}
