import { useEffect, useState } from 'react'
import type { PhotoId } from '#domain/ids.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { photoBytes } from '#storage/photos.ts'
import { useServices } from '#sync/services.tsx'
import './photos.css'

interface PhotoViewProps {
  id: PhotoId
  type: string
  alt: string
  sha256: string
  /** where the server gives it, for a device that does not keep its bytes */
  remote: string | null
}

/** A photo from this device, or else from the server; says so when neither has it. */
export function PhotoView({ id, type, alt, sha256, remote }: PhotoViewProps) {
  const { db } = useServices()
  const { photosOnServer } = usePageTexts().incident.page
  const [url, setUrl] = useState<string | null>('')
  useEffect(() => {
    let made: string | null = null
    let gone = false
    void photoBytes(db, id).then((bytes) => {
      if (gone) return
      if (bytes) made = URL.createObjectURL(new Blob([bytes], { type }))
      setUrl(made ?? remote)
    })
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [db, id, type, remote])
  if (url === null) return <p className="small">{photosOnServer}</p>
  return url && <img className="photo" src={url} alt={alt} data-sha256={sha256} onError={() => setUrl(null)} />
}
