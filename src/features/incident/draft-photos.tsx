import { MAX_PHOTOS } from '#domain/photos/photo.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { removePhoto } from '#storage/photos.ts'
import { useServices } from '#sync/services.tsx'
import { PhotoPart } from './photos/photo-part.tsx'
import type { OpenDraft } from './use-draft.ts'

/** The photos of a report. */
export function DraftPhotos({ draft }: { draft: OpenDraft }) {
  const { db } = useServices()
  const { row, photos, jobs, track } = draft
  return (
    <PhotoPart
      photos={photos}
      most={MAX_PHOTOS}
      jobs={jobs}
      track={track}
      add={({ ref, bytes }) => addPhoto(db, row, ref, bytes)}
      remove={(id) => removePhoto(db, id)}
    />
  )
}
