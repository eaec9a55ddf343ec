import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { matchRoute, Route, useLocation, useRouter } from 'wouter'
import { HAS_DESK, holds } from '#domain/access/can.ts'
import { type Session, SessionContext } from '#features/session/session.ts'
import type { SessionApi } from '#features/session/session-api.ts'
import { SignInPage } from '#features/session/sign-in-page.tsx'
import { useTexts } from '#i18n/texts.ts'
import { type Services, ServicesContext } from '#sync/services.tsx'
import { Loading } from '#ui/states.tsx'
import { useWide } from '#ui/wide.ts'
import { Broken, ErrorBoundary } from './error-boundary.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { type AppRoute, IncidentForm, IncidentPage, routes } from './routes.ts'
import type { createSessionStore } from './session-store.ts'
import { Shell } from './shell.tsx'

/** The lists that stand beside a page in a wide window. */
const PANES = {
  reports: lazy(async () => ({ default: (await import('#features/reports/reports-page.tsx')).ReportsPane })),
  tasks: lazy(async () => ({ default: (await import('#features/tasks/tasks-page.tsx')).TasksPane })),
  deadlines: lazy(async () => ({ default: (await import('#features/deadlines/deadlines-page.tsx')).DeadlinesPane })),
  settings: lazy(async () => ({ default: (await import('#features/settings/settings-page.tsx')).SettingsPane })),
} as const satisfies Record<NonNullable<AppRoute['pane']>, ComponentType>

/** Puts the page of the address on the screen, for whoever is there. */
export function App({ store, api }: { store: ReturnType<typeof createSessionStore>; api: SessionApi }) {
  const { services, locked } = useSyncExternalStore(store.subscribe, store.state)
  const session = useMemo<Session>(
    () => ({ api, services, locked, ...store.session }),
    [api, services, locked, store.session],
  )
  const route = useAppRoute()
  const isOutside = locked || (route?.access !== 'public' && !services)
  if (!useFirstPage(isOutside ? null : route)) return null
  return (
    <SessionContext value={session}>
      <ServicesContext value={services}>
        {isOutside ? (
          <Frame place="outside">
            <SignInPage />
          </Frame>
        ) : (
          <Inside key={services?.active.profile.accountId ?? ''} route={route} services={services} />
        )}
      </ServicesContext>
    </SessionContext>
  )
}

function useAppRoute(): AppRoute | null {
  const [location] = useLocation()
  const { parser } = useRouter()
  return routes.find(({ path }) => matchRoute(parser, path, location)[0]) ?? null
}

/** So long the first page's own code is waited for; from the device it comes within a few frames. */
const FIRST_PAGE_MS = 400

/**
 * Whether to draw: where the worker has every part on the device, the first picture is the page itself and not a
 * placeholder for it, which React would keep for 300 ms once it has shown it.
 */
function useFirstPage(route: AppRoute | null): boolean {
  const [ahead] = useState(() => {
    const page = route?.component
    return navigator.serviceWorker?.controller && page && 'ahead' in page ? page.ahead() : null
  })
  const [isThere, setThere] = useState(ahead === null)
  useEffect(() => {
    if (!ahead) return
    const draw = () => setThere(true)
    const soon = setTimeout(draw, FIRST_PAGE_MS)
    // what does not come says so where it is drawn
    ahead.then(draw, draw)
    return () => clearTimeout(soon)
  }, [ahead])
  return isThere
}

/** "Báo sự cố" should open at once: its part is read ahead where the worker has it on the device, so at no cost in data. */
function useFormAhead(): void {
  useEffect(() => {
    if (!navigator.serviceWorker?.controller) return
    const soon = setTimeout(() => void Promise.allSettled([IncidentForm.ahead(), IncidentPage.ahead()]), 800)
    return () => clearTimeout(soon)
  }, [])
}

/**
 * Why the device's database does not open; null while it may. A live query of a database that is shut waits for ever
 * and says nothing, so this is asked for by itself. [ST13]
 */
function useShut(services: Services | null): unknown {
  const [shut, setShut] = useState<unknown>(null)
  const db = services?.db
  useEffect(() => {
    let isHere = true
    db?.open().catch((error: unknown) => isHere && setShut(error))
    return () => {
      isHere = false
    }
  }, [db])
  return shut
}

function Inside({ route, services }: { route: AppRoute | null; services: Services | null }) {
  const [location] = useLocation()
  const isWide = useWide()
  useFormAhead()
  const shut = useShut(services)
  const isAllowed = route !== null && (route.access !== 'desk' || (services && holds(services.actor, HAS_DESK)))
  const found = isAllowed ? <Route path={route.path} component={route.component} /> : <NotFoundPage />
  const page = shut !== null && route?.access !== 'public' ? <Broken error={shut} isShut /> : found
  if (!services || route?.chrome === 'bare') return <Frame place={location}>{page}</Frame>
  const body = <Guarded place={location}>{page}</Guarded>
  const Pane = route?.pane && isWide && shut === null ? PANES[route.pane] : null
  return (
    <Shell chrome={route?.chrome === 'page' ? 'page' : 'tabs'} isCalm={route?.chrome === 'tabs'}>
      {Pane ? (
        <div className="two-panes-both">
          <div className="pane-list">
            <Guarded place={route?.pane ?? ''}>
              <Pane />
            </Guarded>
          </div>
          <div className="pane-page">{body}</div>
        </div>
      ) : (
        body
      )}
    </Shell>
  )
}

function Frame({ place, children }: { place: string; children: React.ReactNode }) {
  return (
    <div className="app">
      <main className="app-main" id="main">
        <Guarded place={place}>{children}</Guarded>
      </main>
    </div>
  )
}

/** What breaks on one page stays on it; another address is another try. */
function Guarded({ place, children }: { place: string; children: React.ReactNode }) {
  const t = useTexts()
  return (
    <ErrorBoundary place={place}>
      <Suspense fallback={<Loading label={t.common.loading} />}>{children}</Suspense>
    </ErrorBoundary>
  )
}
