import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { Link, useLocation } from 'wouter'
import { HAS_DESK, holds } from '#domain/access/can.ts'
import { useTexts } from '#i18n/texts.ts'
import { updateStore } from '#pwa/update.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'

/** The frame of the signed-in part: the way to every tab, and "Báo sự cố" on all of them. */
export function Shell({ chrome, isCalm, children }: { chrome: 'tabs' | 'page'; isCalm: boolean; children: ReactNode }) {
  const t = useTexts()
  return (
    <div className={chrome === 'tabs' ? 'app app-tabs' : 'app app-tabs app-page'}>
      <a className="skip" href="#main">
        {t.common.skip}
      </a>
      <main className="app-main" id="main" tabIndex={-1}>
        <SessionNotice />
        {isCalm && <UpdateNotice />}
        {children}
      </main>
      <BottomBar />
    </div>
  )
}

function BottomBar() {
  const t = useTexts()
  const { actor } = useServices()
  const [location, navigate] = useLocation()
  const tabs: { href: string; icon: IconName; label: string; on: boolean }[] = [
    { href: '/', icon: 'home', label: t.common.nav.today, on: location === '/' },
    { href: '/bao-cao', icon: 'doc', label: t.common.nav.reports, on: location.startsWith('/bao-cao') },
    {
      href: '/han-nop',
      icon: 'calendar',
      label: t.common.nav.deadlines,
      on: location.startsWith('/han-nop') || location.startsWith('/nhiem-vu'),
    },
    ...(holds(actor, HAS_DESK)
      ? [{ href: '/ban-dieu-hanh', icon: 'desk' as const, label: t.common.nav.desk, on: location.startsWith('/ban-') }]
      : []),
    { href: '/them', icon: 'more', label: t.common.nav.more, on: BELOW_MORE.has(location) },
  ]
  return (
    <nav className="bottom" aria-label={t.common.nav.label}>
      <p className="rail-brand">{t.common.appName}</p>
      <div className="report-bar">
        {/* a button, since it begins something: a form with an id of its own */}
        <Button kind="alarm" icon="alert" wide onClick={() => navigate('/su-co/moi')}>
          {t.common.nav.report}
        </Button>
      </div>
      <div className="tabs">
        {tabs.map(({ href, icon, label, on }) => (
          <Link
            key={href}
            href={href}
            className="tab"
            style={{ flexGrow: label.length }}
            aria-current={on ? 'page' : undefined}
          >
            <Icon name={icon} />
            <span>{label}</span>
          </Link>
        ))}
      </div>
    </nav>
  )
}

const BELOW_MORE: ReadonlySet<string> = new Set([
  '/them',
  '/bo-nho',
  '/hien-thi',
  '/huong-dan',
  '/may-da-dang-nhap',
  '/doi-may',
  '/dang-xuat',
  '/dong-bo',
])

/** A session that ended hides nothing: it only says what to do. */
function SessionNotice() {
  const t = useTexts()
  const { phase } = useSyncState()
  if (phase === 'account-disabled') {
    return (
      <div className="shell-notice">
        <Notice tone="alarm" title={t.session.disabled.title}>
          {t.session.disabled.text}
        </Notice>
      </div>
    )
  }
  if (phase === 'outdated') {
    return (
      <div className="shell-notice">
        <Notice
          tone="alarm"
          title={t.sync.summary.outdated}
          action={
            <Button kind="ghost" icon="refresh" onClick={() => location.reload()}>
              {t.common.missingPart.reload}
            </Button>
          }
        >
          {t.session.outdated}
        </Notice>
      </div>
    )
  }
  if (phase !== 'signed-out') return null
  return (
    <div className="shell-notice">
      <Notice
        tone="wait"
        title={t.session.ended.title}
        action={
          <ButtonLink kind="ghost" href="/dang-nhap">
            {t.session.ended.button}
          </ButtonLink>
        }
      >
        {t.session.ended.text}
      </Notice>
    </div>
  )
}

/** A new version is offered where nothing is being written and nothing is under way, and waits for a tap. [UP1] */
function UpdateNotice() {
  const t = useTexts()
  const { sending, photo } = useSyncState()
  const waiting = useSyncExternalStore(updateStore.subscribe, updateStore.waiting)
  const isTaken = useSyncExternalStore(updateStore.subscribe, updateStore.isTaken)
  const isQuiet = sending.length === 0 && !photo
  useEffect(() => {
    // the worker may have taken its time: whoever went on to a form is met again when they leave it
    if (isTaken && isQuiet) location.reload()
  }, [isTaken, isQuiet])
  if (!waiting || !isQuiet) return null
  return (
    <div className="shell-notice">
      <Notice
        tone="info"
        title={t.common.update.title}
        action={
          <>
            <Button kind="ghost" onClick={updateStore.apply}>
              {t.common.update.button}
            </Button>
            <Button kind="quiet" onClick={updateStore.later}>
              {t.common.update.later}
            </Button>
          </>
        }
      >
        {t.common.update.text}
      </Notice>
    </div>
  )
}
