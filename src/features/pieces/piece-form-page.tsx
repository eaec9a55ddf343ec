import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { canPiece } from '#domain/access/can.ts'
import { pieceIdSchema, type UnitId } from '#domain/ids.ts'
import type { PieceForm } from '#domain/pieces/body.ts'
import { pieceStateOf, versionsOf } from '#domain/pieces/piece.ts'
import { recipientsOn } from '#domain/pieces/recipients.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { formatTime } from '#i18n/dates.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { readPiece, readPieceRules } from '#storage/pieces.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { SelectField } from '#ui/fields.tsx'
import { Notice } from '#ui/notice.tsx'
import { OptionalPart } from '#ui/optional-part.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { StepForm } from '#ui/step-form.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import { PieceFields } from './form/fields.tsx'
import { type Begun, type PieceFormState, usePieceForm } from './form/use-piece-form.ts'
import type { PictureParts } from './pictures.ts'
import './pieces.css'

const FORMS: Readonly<Record<string, PieceForm>> = { 'soan-bai': 'article', 'soan-guong': 'example' }

/** `/tin-bai/:pieceId/soan-bai`, `…/soan-guong`: one piece being written; `moi` gives it an id first. [IN11] */
export function PieceFormPage({ pictures }: { pictures: PictureParts }) {
  const { pieceId = '', form: name = '' } = useParams<{ pieceId: string; form: string }>()
  const { newId } = useServices()
  const [, navigate] = useLocation()
  const isNew = pieceId === 'moi'
  const form = FORMS[name]
  useEffect(() => {
    if (isNew && form) navigate(`/tin-bai/${newId()}/${name}`, { replace: true })
  }, [isNew, form, name, newId, navigate])
  const id = pieceIdSchema.safeParse(pieceId)
  const t = usePieceTexts()
  if (id.success && form) return <Opened key={`${pieceId} ${name}`} pieceId={id.data} form={form} pictures={pictures} />
  return isNew && form ? (
    <Screen title={t.form[form]} back="/tin-bai">
      <Loading label={t.loading} />
    </Screen>
  ) : (
    <Gone text={t.notFound} />
  )
}

function Gone({ text }: { text: string }) {
  const t = usePieceTexts()
  return (
    <Screen title={t.notFoundTitle} back="/tin-bai">
      <Empty icon="search" title={text} />
    </Screen>
  )
}

function Opened({ pieceId, form, pictures }: Pick<Begun, 'pieceId' | 'form'> & { pictures: PictureParts }) {
  const { db, actor } = useServices()
  const t = usePieceTexts()
  const nowMs = useServerNow()
  const found = useLiveQuery(() => readPiece(db, pieceId, actor), [db, pieceId, actor])
  if (found === undefined)
    return (
      <Screen title={t.form[form]} back="/tin-bai">
        <Loading label={t.loading} />
      </Screen>
    )
  const piece = found?.piece
  const latest = piece && versionsOf(piece).at(-1)
  if (piece && (!canPiece(actor, 'write', piece) || latest?.body.form !== form)) return <Gone text={t.notFound} />
  if (piece && pieceStateOf(piece) === 'retired') return <Gone text={t.form.retired} />
  return <Form begun={{ pieceId, form, piece, nowMs }} pictures={pictures} />
}

function Form({ begun, pictures }: { begun: Begun; pictures: PictureParts }) {
  const { form: of, piece, pieceId } = begun
  const { actor } = useServices()
  const t = usePieceTexts()
  const { common, sync } = useTexts()
  const form = usePieceForm(begun)
  const units = actor.grants.filter(({ unitId, inherited }) => !inherited && canPiece(actor, 'write', { unitId }))
  const [unit, setUnit] = useState<UnitId | undefined>(piece?.unitId ?? units[0]?.unitId)
  const title = piece ? t.form.again(versionsOf(piece).length + 1) : t.form[of]
  const { savedAt, errors } = form
  if (!unit) return <Gone text={t.notFound} />
  return (
    <StepForm onSubmit={() => form.submit(unit)}>
      <Screen
        title={title}
        back={piece ? `/tin-bai/${pieceId}` : '/tin-bai'}
        {...(errors.list.length > 0 ? { documentTitle: `${common.errorPrefix}${title}` } : {})}
        status={
          <p className="small">
            {form.keeping === 'waiting' ? t.form.saving : savedAt ? t.savedAt(formatTime(savedAt)) : t.form.kept}
          </p>
        }
        actions={
          <Button kind="primary" icon="send" wide type="submit" busy={form.busy}>
            {t.form.send}
          </Button>
        }
      >
        {form.keeping === 'trouble' && <Notice tone="alarm" title={sync.line.unsaved} />}
        {errors.list.length > 0 && <ErrorSummary key={errors.at} title={t.form.errors} errors={errors.list} />}
        {form.isReady ? (
          <>
            <GoesTo begun={begun} />
            {!piece && units.length > 1 && (
              <SelectField
                id="field-unit"
                label={t.form.unit}
                value={unit}
                options={units.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))}
                onChange={(id) => setUnit(id as UnitId)}
              />
            )}
            <PieceFields of={of} form={form} />
            <Pictures form={form} parts={pictures} />
            <p className="small">{t.form.secret}</p>
          </>
        ) : (
          <Loading label={t.loading} />
        )}
      </Screen>
    </StepForm>
  )
}

/** The two places that the plan names, as far as this device knows. [PI1] */
function GoesTo({ begun: { piece, nowMs } }: { begun: Begun }) {
  const { db } = useServices()
  const t = usePieceTexts()
  const rules = useLiveQuery(() => readPieceRules(db), [db])
  const known = piece && piece.recipients.length > 0 ? piece.recipients : null
  const places = known ?? recipientsOn(rules, hanoiDay(instantOf(nowMs)))
  return <p>{places.length > 0 ? t.form.goesTo(places.map(({ name }) => name).join('; ')) : t.form.goesUnknown}</p>
}

function Pictures({ form, parts: { field: PictureField, view: View } }: { form: PieceFormState; parts: PictureParts }) {
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  const { active } = useServices()
  const { earlier, stays, values } = form
  const turn = (id: string, isIn: boolean) => {
    const out = values.dropped.split(' ').filter((one) => one !== '' && one !== id)
    form.set({ dropped: (isIn ? out : [...out, id]).join(' ') })
  }
  return (
    <>
      {earlier.length > 0 && (
        <section className="stack-small" aria-labelledby="piece-earlier">
          <h2 id="piece-earlier">{t.form.earlierPhotos}</h2>
          <ul className="piece-pictures">
            {earlier.map(({ id, type, sha256 }, n) => {
              const isIn = stays.some((one) => one.id === id)
              const remote = `/api/photos/${id}?account=${active.profile.accountId}`
              return (
                <li key={id}>
                  <Card>
                    <OptionalPart loading={tasks.picturesLoading} unloaded={tasks.picturesUnloaded}>
                      <View id={id} type={type} sha256={sha256} alt={t.form.photo(n + 1)} remote={remote} />
                    </OptionalPart>
                    {!isIn && <p className="small">{t.form.leftOut}</p>}
                    <Button kind="quiet" icon={isIn ? 'trash' : 'refresh'} onClick={() => turn(id, !isIn)}>
                      {isIn ? t.form.leaveOut(n + 1) : t.form.takeBack(n + 1)}
                    </Button>
                  </Card>
                </li>
              )
            })}
          </ul>
        </section>
      )}
      <OptionalPart loading={tasks.picturesLoading} unloaded={tasks.picturesUnloaded}>
        <PictureField {...form.pictures} />
      </OptionalPart>
    </>
  )
}
