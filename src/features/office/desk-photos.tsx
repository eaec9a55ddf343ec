import { useState } from 'react'
import type { PhotoRef } from '#domain/photos/photo.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { photoUrl } from './api.ts'
import { useDeskApi } from './queries.ts'

/** Photos as the server gives them; each can be opened by itself. */
export function DeskPhotos({ photos, altOf }: { photos: readonly PhotoRef[]; altOf(n: number): string }) {
  if (photos.length === 0) return null
  return (
    <ul className="desk-photos">
      {photos.map((photo, n) => (
        <li key={photo.id}>
          <Photo photo={photo} n={n + 1} alt={altOf(n + 1)} />
        </li>
      ))}
    </ul>
  )
}

function Photo({ photo: { id, width, height }, n, alt }: { photo: PhotoRef; n: number; alt: string }) {
  const t = useOfficeTexts()
  const api = useDeskApi()
  const [missing, setMissing] = useState(false)
  if (missing) return <p className="small">{t.photoWaiting(n)}</p>
  const url = photoUrl(api, id)
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <img src={url} alt={alt} width={width} height={height} onError={() => setMissing(true)} />
    </a>
  )
}
