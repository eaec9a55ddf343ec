import { Component, lazy, type ReactNode, Suspense } from 'react'
import { usePageTexts } from '#i18n/page-texts.ts'
import type { OpenDraft } from './use-draft.ts'

const PhotoField = lazy(async () => ({ default: (await import('./photos/photo-field.tsx')).PhotoField }))

/** Photos come with code of their own; a report is never held up because that code could not be had. */
export function PhotoPart({ draft }: { draft: OpenDraft }) {
  const { photos } = usePageTexts().incident
  return (
    <WithoutPhotos words={photos.unloaded}>
      <Suspense fallback={<p className="small">{photos.loading}</p>}>
        <PhotoField draft={draft} />
      </Suspense>
    </WithoutPhotos>
  )
}

class WithoutPhotos extends Component<{ words: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? <p role="alert">{this.props.words}</p> : this.props.children
  }
}
