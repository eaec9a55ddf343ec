import { Component, type ReactNode } from 'react'
import { useTexts } from '#i18n/texts.ts'
import { Button } from '#ui/button.tsx'
import { Screen } from '#ui/screen.tsx'

interface Props {
  /** the page's address: another one is another try, without making a page anew that did not break */
  place: string
  children: ReactNode
}

interface State {
  error: unknown
  place: string
}

/** Keeps the rest of the app standing when a page breaks. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, place: this.props.place }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error }
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { error: null, place }
  }

  override render() {
    const { error } = this.state
    return error === null ? this.props.children : <Broken error={error} />
  }
}

/** Browsers name the failure of a lazy part each in their own words. */
const MISSING_PART =
  /dynamically imported module|module script failed|Importing a module|error loading dynamically|Unable to preload/i

/** What the database says when the device will not open it: no fault of the page, and nothing is lost by it. */
const SHUT: ReadonlySet<string> = new Set(['OpenFailedError', 'MissingAPIError', 'DatabaseClosedError', 'UnknownError'])
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

/** @property isShut the device will not open its database, whatever it calls that */
export function Broken({ error, isShut = SHUT.has(nameOf(error)) }: { error: unknown; isShut?: boolean }) {
  const t = useTexts()
  const isMissing = error instanceof Error && MISSING_PART.test(error.message)
  const words = isMissing ? t.common.missingPart : isShut ? t.common.storageShut : t.common.broken
  return (
    <Screen title={words.title}>
      <p role="alert">{words.text}</p>
      <Button kind="primary" icon="refresh" onClick={() => location.reload()}>
        {words.reload}
      </Button>
      {!isMissing && (
        <Button kind="ghost" icon="copy" onClick={() => void navigator.clipboard.writeText(detailsOf(error))}>
          {t.common.broken.copy}
        </Button>
      )}
    </Screen>
  )
}

/** Where it broke, in which build, and nothing that anybody has written: messages may quote values, so they stay out. */
export function detailsOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const places = stack.split('\n').filter((line) => /^\s*at |@/.test(line) && /\.(js|tsx?)\b/.test(line))
  const name = error instanceof Error ? error.name : typeof error
  return [
    `Đầu Mối ${import.meta.env.APP_VERSION}`,
    name,
    location.pathname.replace(/[0-9a-f-]{36}/g, '…'),
    ...places,
  ].join('\n')
}
