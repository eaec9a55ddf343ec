import { useLiveQuery } from 'dexie-react-hooks'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { PhotoId, PieceId, UnitId } from '#domain/ids.ts'
import { MAX_PHOTOS, type PhotoRef } from '#domain/photos/photo.ts'
import type { PieceForm } from '#domain/pieces/body.ts'
import { latestOf, type Piece } from '#domain/pieces/piece.ts'
import { NO_VALUES, type PieceValues, valuesOfBody } from '#domain/pieces/values.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { pieceFormId } from '#storage/pieces.ts'
import { addFormPhoto, photosOfForm, removeFormPhoto } from '#storage/product-photos.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptForm } from '#sync/use-kept-form.ts'
import { buildPiece, type FormError } from './build.ts'

export interface Begun {
  pieceId: PieceId
  form: PieceForm
  /** the version that this one follows; undefined for a new piece */
  piece: Piece | undefined
  nowMs: number
}

/**
 * The form of one piece: kept while it is written, judged when it is handed in and not before, and gone in the
 * transaction that puts it in line. [DR1, DR8]
 */
export function usePieceForm({ pieceId, form, piece, nowMs }: Begun) {
  const { mutate, actor } = useServices()
  const t = usePieceTexts()
  const { refusals } = useTexts()
  const [, navigate] = useLocation()
  const formId = pieceFormId(pieceId, form)
  const earlier = piece ? latestOf(piece).photos : []
  const kept = useKeptForm<PieceValues>(formId, startOf(piece, actor.name))
  const values = kept.values ?? NO_VALUES
  const stays = earlier.filter(({ id }) => !values.dropped.split(' ').includes(id))
  const pictures = usePictures(formId, pieceId, MAX_PHOTOS - stays.length)
  const [errors, setErrors] = useState<{ at: number; list: FormError[] }>({ at: 0, list: [] })
  const [busy, setBusy] = useState(false)
  const isUnderWay = useRef(false)
  const show = (list: FormError[]) => setErrors(({ at }) => ({ at: at + 1, list }))

  const submit = async (unitId: UnitId) => {
    if (isUnderWay.current || !kept.values) return
    const built = buildPiece(t, form, kept.values, nowMs)
    if (!built.ok) return show(built.errors)
    isUnderWay.current = true
    setBusy(true)
    try {
      await pictures.settled()
      const args = { pieceId, unitId, body: built.body, photos: stays }
      const result = await mutate({ name: 'piece.send', args, formId })
      if (!result.ok) return show([{ path: '', text: refusals[result.error.code](result.error.details) }])
      kept.forget()
      navigate(`/tin-bai/${pieceId}`, { replace: true })
    } catch (error) {
      console.warn('piece not saved', error instanceof Error ? error.name : error)
      show([{ path: '', text: t.form.saveFailed }])
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return {
    ...kept,
    values,
    isReady: kept.values !== null,
    earlier,
    stays,
    pictures: pictures.field,
    errors,
    busy,
    submit,
    errorAt: (path: string) => errors.list.find((error) => error.path === path)?.text,
  }
}
export type PieceFormState = ReturnType<typeof usePieceForm>

/** A new piece knows who writes it; a new version begins with the last one. */
const startOf = (piece: Piece | undefined, author: string): PieceValues =>
  piece ? valuesOfBody(latestOf(piece).body, fullDayOf) : { ...NO_VALUES, author, recordedBy: author }

const fullDayOf = (day: string): string => fullDay(day as Parameters<typeof fullDay>[0])

function usePictures(formId: string, entity: PieceId, most: number) {
  const { db, clock } = useServices()
  const photos = useLiveQuery(() => photosOfForm(db, formId), [db, formId]) ?? []
  const running = useRef(new Set<Promise<unknown>>())
  const [jobs, setJobs] = useState(0)
  return {
    /** pictures that are still being reduced: sending waits for them [DR8] */
    settled: () => Promise.allSettled(running.current),
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
        await addFormPhoto(db, { formId, entity, entityType: 'piece' }, photo, clock)
        return true
      },
      remove: (id: PhotoId) => removeFormPhoto(db, formId, id),
    },
  }
}
