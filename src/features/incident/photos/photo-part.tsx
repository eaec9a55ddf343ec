import { lazy } from 'react'
import { usePageTexts } from '#i18n/page-texts.ts'
import { OptionalPart } from '#ui/optional-part.tsx'
import type { PhotoFieldProps } from './photo-field.tsx'

const PhotoField = lazy(async () => ({ default: (await import('./photo-field.tsx')).PhotoField }))

/** Photos come with code of their own; nothing is ever held up because that code could not be had. */
export function PhotoPart(props: PhotoFieldProps) {
  const { photos } = usePageTexts().incident
  return (
    <OptionalPart loading={photos.loading} unloaded={photos.unloaded}>
      <PhotoField {...props} />
    </OptionalPart>
  )
}
