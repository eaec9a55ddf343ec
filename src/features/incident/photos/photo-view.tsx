import { useEffect, useState } from 'react'
import type { PhotoId } from '#domain/ids.ts'
import { photoBytes } from '#storage/photos.ts'
import { useServices } from '#sync/services.tsx'

/** A photo whose bytes are on this device; draws nothing when they are not. */
export function PhotoView({ id, type, alt, sha256 }: { id: PhotoId; type: string; alt: string; sha256: string }) {
  const { db } = useServices()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    void photoBytes(db, id).then((bytes) => {
      if (!bytes || gone) return
      made = URL.createObjectURL(new Blob([bytes], { type }))
      setUrl(made)
    })
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [db, id, type])
  return url && <img className="photo" src={url} alt={alt} data-sha256={sha256} />
}
