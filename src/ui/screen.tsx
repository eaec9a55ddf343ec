import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useTexts } from '#i18n/texts.ts'
import { Icon } from './icon.tsx'

interface ScreenProps {
  title: string
  /** a small line above the title: where one is */
  eyebrow?: ReactNode
  back?: string | (() => void)
  /** a line on paper below the title, such as the state of a report */
  status?: ReactNode
  /** stays at the bottom while the page scrolls */
  actions?: ReactNode
  wide?: boolean
  /** when the window's title should say more than the heading, as "Lỗi: …" */
  documentTitle?: string
  /** a new value moves the focus to the heading although the title stayed the same */
  focusKey?: string
  /** while it is being sent nothing on the page can be changed; its actions stay */
  inert?: boolean
  children: ReactNode
}

/** The first page of a start leaves the focus where the browser put it: nobody has moved yet. */
let hasMoved = false

/** The frame of every page: names the window, and tells a screen reader where one has come to. */
export function Screen(props: ScreenProps) {
  const { title, eyebrow, back, status, actions, wide, documentTitle, focusKey, inert = false, children } = props
  const t = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${documentTitle ?? title} · ${t.common.appName}`
  }, [documentTitle, title, t])

  const place = `${title}\n${focusKey ?? ''}`
  useEffect(() => {
    if (place && hasMoved) heading.current?.focus({ preventScroll: true })
    hasMoved = true
  }, [place])

  const body = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // what cannot be used must not hold the focus, or a keyboard is nowhere
    if (inert && body.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true })
  }, [inert])

  return (
    <div className={wide ? 'screen screen-wide' : 'screen'}>
      <header className="screen-top">
        <div className="screen-head">
          {back !== undefined && <Back to={back} label={t.common.back} />}
          <div className="screen-titles">
            {eyebrow && <p className="small">{eyebrow}</p>}
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
          </div>
        </div>
        {status && <div className="screen-status">{status}</div>}
      </header>
      <div className="screen-body" ref={body} inert={inert}>
        {children}
      </div>
      {actions && <Actions>{actions}</Actions>}
    </div>
  )
}

/** So long a tap may still be the second of two, meant for the page before. */
const SECOND_TAP_MS = 300

/** What one does here: it takes no tap in its first moment. [UX14] */
function Actions({ children }: { children: ReactNode }) {
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    const soon = setTimeout(() => setReady(true), SECOND_TAP_MS)
    return () => clearTimeout(soon)
  }, [])
  return (
    <div className="screen-actions">
      <div className={isReady ? 'screen-actions-in' : 'screen-actions-in not-yet'}>{children}</div>
    </div>
  )
}

function Back({ to, label }: { to: string | (() => void); label: string }) {
  const inside = (
    <>
      <Icon name="chevron-left" />
      <span className="unseen">{label}</span>
    </>
  )
  if (typeof to === 'string') {
    return (
      <Link href={to} className="screen-back">
        {inside}
      </Link>
    )
  }
  return (
    <button type="button" className="screen-back" onClick={to}>
      {inside}
    </button>
  )
}
