import { isLink } from '#domain/links.ts'
import type { Consent } from '#domain/pieces/body.ts'
import type { SentEntry } from '#domain/pieces/piece.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import type { PieceOnDevice } from '#storage/pieces.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { OptionalPart } from '#ui/optional-part.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import type { PictureParts } from './pictures.ts'

/** One version as it was sent. */
export function Content({
  on,
  version: { body, photos },
  view: View,
}: {
  on: PieceOnDevice
  version: SentEntry
  view: PictureParts['view']
}) {
  const t = usePieceTexts()
  const { tasks } = useTaskTexts()
  const { active } = useServices()
  const rows = [
    ...(body.form === 'example' ? [{ term: t.fields.about, value: t.about[body.about] }] : []),
    ...(body.form === 'example' && body.label !== '' ? [{ term: t.fields.label, value: body.label }] : []),
    ...(body.text === ''
      ? []
      : [{ term: body.form === 'example' ? t.fields.achievement : t.fields.text, value: words(body.text) }]),
    ...(isLink(body.link) ? [{ term: t.fields.link, value: linkTo(body.link) }] : []),
    ...(body.channel === null ? [] : [{ term: t.fields.channel, value: tasks.product.channel[body.channel] }]),
    ...(body.author === '' ? [] : [{ term: t.fields.author, value: body.author }]),
    ...(body.form === 'example' && body.consent ? [{ term: t.consent, value: <Agreed consent={body.consent} /> }] : []),
  ]
  return (
    <>
      <Card>
        <DefinitionList rows={rows} />
      </Card>
      {photos.length > 0 && (
        <ul className="piece-pictures" aria-label={t.fields.photos}>
          {photos.map(({ id, type, sha256 }, n) => {
            const remote = on.receipts.has(id) ? `/api/photos/${id}?account=${active.profile.accountId}` : null
            return (
              <li key={id}>
                <OptionalPart loading={tasks.picturesLoading} unloaded={tasks.picturesUnloaded}>
                  <View id={id} type={type} sha256={sha256} alt={t.picture(n + 1)} remote={remote} />
                </OptionalPart>
                {!remote && <p className="small">{t.pictureWaits(n + 1)}</p>}
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

const words = (text: string) => <span className="piece-words">{text}</span>
const linkTo = (link: string) => (
  <a className="piece-link" href={link} target="_blank" rel="noreferrer">
    {link}
  </a>
)

function Agreed({ consent: { recordedBy, person, parents } }: { consent: Consent }) {
  const t = usePieceTexts()
  return (
    <>
      <p>{t.consentOf(t.themself, t.how[person.how], fullDay(person.on))}</p>
      {parents && <p>{t.consentOf(t.parents, t.how[parents.how], fullDay(parents.on))}</p>}
      <p className="small">{t.recordedBy(recordedBy)}</p>
    </>
  )
}
