import { useLocation } from 'wouter'
import type { PieceId, UnitId } from '#domain/ids.ts'
import { MAX_PHOTOS } from '#domain/photos/photo.ts'
import type { PieceForm } from '#domain/pieces/body.ts'
import { latestOf, type Piece } from '#domain/pieces/piece.ts'
import { NO_VALUES, type PieceValues, valuesOfBody } from '#domain/pieces/values.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { pieceFormId } from '#storage/pieces.ts'
import { useServices } from '#sync/services.tsx'
import { useFormPictures } from '#sync/use-form-pictures.ts'
import { useHandIn } from '#sync/use-hand-in.ts'
import { useKeptForm } from '#sync/use-kept-form.ts'
import { buildPiece } from './build.ts'

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
  const { actor } = useServices()
  const t = usePieceTexts()
  const { refusals } = useTexts()
  const [, navigate] = useLocation()
  const formId = pieceFormId(pieceId, form)
  const earlier = piece ? latestOf(piece).photos : []
  const kept = useKeptForm<PieceValues>(formId, startOf(piece, actor.name))
  const values = kept.values ?? NO_VALUES
  const stayIn = ({ dropped }: PieceValues) => earlier.filter(({ id }) => !dropped.split(' ').includes(id))
  const stays = stayIn(values)
  const pictures = useFormPictures({ formId, entity: pieceId, entityType: 'piece' }, MAX_PHOTOS - stays.length)
  const { errors, busy, errorAt, handIn } = useHandIn(kept, {
    formId,
    before: pictures.settled,
    refusalText: ({ code, details }) => refusals[code](details),
    saveFailed: t.form.saveFailed,
  })
  const submit = async (unitId: UnitId) => {
    const isIn = await handIn((typed) => {
      const built = buildPiece(t, form, typed, nowMs)
      if (!built.ok) return built
      const args = { pieceId, unitId, body: built.body, photos: stayIn(typed) }
      return { ok: true, change: { name: 'piece.send', args } }
    })
    if (isIn) navigate(`/tin-bai/${pieceId}`, { replace: true })
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
    errorAt,
  }
}
export type PieceFormState = ReturnType<typeof usePieceForm>

/** A new piece knows who writes it; a new version begins with the last one. */
const startOf = (piece: Piece | undefined, author: string): PieceValues =>
  piece ? valuesOfBody(latestOf(piece).body, fullDayOf) : { ...NO_VALUES, author, recordedBy: author }

const fullDayOf = (day: string): string => fullDay(day as Parameters<typeof fullDay>[0])
