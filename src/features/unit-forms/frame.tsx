import type { ReactNode } from 'react'
import { formatTime } from '#i18n/dates.ts'
import type { OwnWords } from '#i18n/form-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import type { FormPage } from './form-page.ts'
import './forms.css'

/** `none`: no such period, or nobody's; `early`: it has not come yet. */
export type NoFormPage = 'loading' | 'none' | 'early'

/** What is said where there is no form to be drawn yet, or none at all. */
export function NoForm({ t, state }: { t: OwnWords; state: NoFormPage }) {
  return (
    <Screen title={state === 'loading' ? t.loading : t.notFoundTitle} back="/bao-cao">
      {state === 'loading' ? (
        <Loading label={t.loading} />
      ) : (
        <Empty icon="search" title={state === 'early' ? t.notYet : t.notFound} />
      )}
    </Screen>
  )
}

/** A page on which somebody writes: what is kept is said, what is not kept cannot be overlooked. */
export function WritingFrame({
  page,
  title,
  back,
  actions,
  focusKey,
  children,
}: {
  page: FormPage
  title: string
  back: string
  actions?: ReactNode
  focusKey?: string
  children: ReactNode
}) {
  const { t } = page
  const { sync } = useTexts()
  const { savedAt } = page.found
  return (
    <Screen
      title={title}
      eyebrow={page.title}
      back={back}
      {...(focusKey === undefined ? {} : { focusKey })}
      status={
        <p className="small">
          {page.typing.keeping === 'waiting' ? t.saving : savedAt ? t.savedAt(formatTime(savedAt)) : t.kept}
        </p>
      }
      actions={actions}
    >
      {page.typing.keeping === 'trouble' && <Notice tone="alarm" title={sync.line.unsaved} />}
      {children}
    </Screen>
  )
}
