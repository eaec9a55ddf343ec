import { useLiveQuery } from 'dexie-react-hooks'
import { useRef, useState } from 'react'
import type { PhotoId } from '#domain/ids.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import { addFormPhoto, type PicturedForm, removeFormPhoto } from '#storage/form-pictures.ts'
import { photosOfForm } from '#storage/product-photos.ts'
import { useServices } from './services.tsx'

/** The pictures of a product or piece that is being written. @param most that it may have */
export function useFormPictures(form: PicturedForm, most: number) {
  const { db, clock } = useServices()
  const { formId } = form
  const photos = useLiveQuery(() => photosOfForm(db, formId), [db, formId]) ?? []
  const running = useRef(new Set<Promise<unknown>>())
  const [jobs, setJobs] = useState(0)
  return {
    /** Ends when no picture is being reduced, not even one that was chosen meanwhile: sending waits for it. [DR8] */
    async settled() {
      while (running.current.size > 0) await Promise.allSettled(running.current)
    },
    field: {
      photos,
      most,
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
        await addFormPhoto(db, form, photo, clock)
        return true
      },
      remove: (id: PhotoId) => removeFormPhoto(db, formId, id),
    },
  }
}
