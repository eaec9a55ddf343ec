import { lazy } from 'react'
import { usePageTexts } from '#i18n/page-texts.ts'
import { OptionalPart } from '#ui/optional-part.tsx'
import type { OpenDraft } from './use-draft.ts'

const PhotoField = lazy(async () => ({ default: (await import('./photos/photo-field.tsx')).PhotoField }))

/** Photos come with code of their own; a report is never held up because that code could not be had. */
export function PhotoPart({ draft }: { draft: OpenDraft }) {
  const { photos } = usePageTexts().incident
  return (
    <OptionalPart loading={photos.loading} unloaded={photos.unloaded}>
      <PhotoField draft={draft} />
    </OptionalPart>
  )
}
