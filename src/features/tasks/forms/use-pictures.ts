import { useLiveQuery } from 'dexie-react-hooks'
import { useRef, useState } from 'react'
import type { PhotoId } from '#domain/ids.ts'
import { MAX_PRODUCT_PHOTOS, type PhotoRef } from '#domain/photos/photo.ts'
import { addFormPhoto, photosOfForm, removeFormPhoto } from '#storage/product-photos.ts'
import { useServices } from '#sync/services.tsx'

/** The pictures of a product that is being written. */
export function usePictures(formId: string, taskId: string) {
  const { db, clock } = useServices()
  const photos = useLiveQuery(() => photosOfForm(db, formId), [db, formId]) ?? []
  const running = useRef(new Set<Promise<unknown>>())
  const [jobs, setJobs] = useState(0)
  return {
    /** pictures that are still being reduced: sending waits for them [DR8] */
    settled: () => Promise.allSettled(running.current),
    field: {
      photos,
      most: MAX_PRODUCT_PHOTOS,
      jobs,
      track(job: Promise<unknown>) {
        running.current.add(job)
        setJobs(running.current.size)
        const done = () => {
          running.current.delete(job)
          setJobs(running.current.size)
        }
        job.then(done, done)
      },
      async add(photo: { ref: PhotoRef; bytes: ArrayBuffer }) {
        await addFormPhoto(db, { formId, entity: taskId, entityType: 'task' }, photo, clock)
        return true
      },
      remove: (id: PhotoId) => removeFormPhoto(db, formId, id),
    },
  }
}
