import { isRestricted } from '#domain/incidents/category.ts'
import { isSerious } from '#domain/incidents/severity.ts'
import { validateIncident } from '#domain/incidents/validation.ts'
import { instantOf } from '#domain/time.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { derivedTitle } from '#i18n/incident-words.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { callText, occurredText, peopleText } from '#i18n/report-rows.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { agoOf } from '../answers.ts'
import { CarryOn } from '../carry-on.tsx'
import { MoreChoices } from '../more-choices.tsx'
import { SendProblem, Warnings } from '../send-problem.tsx'
import type { Step } from '../steps.ts'
import { SEVERITY_LOOK } from '../tiles.ts'
import { useSend } from '../use-send.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** Tap 7 ends here: everything on one page, a link a row, and the one red button. */
export function ReviewStep(props: StepProps) {
  const { draft, history } = props
  const { body, photos } = draft
  const { clock, actor } = useServices()
  const t = usePageTexts()
  const { state, send } = useSend(draft, history)
  const isUnderWay = state.kind === 'busy' || state.kind === 'saved'
  const warnings = validateIncident(body, instantOf(clock())).filter(
    ({ level, code }) => level === 'warn' || code === 'V14',
  )
  const kb = Math.ceil(photos.reduce((sum, { ref }) => sum + ref.size, 0) / 1000)
  const unit = actor.grants.find(({ unitId }) => unitId === draft.row.unitId)?.unitName

  const row = (path: string, term: string, text: React.ReactNode, step: Step) => ({
    term,
    value: text || <span className="small">{t.incident.notGiven}</span>,
    action: (
      <button
        type="button"
        id={`field-${path}`}
        className="linkish"
        aria-label={text ? t.incident.changeWhat(term) : t.incident.addWhat(term)}
        onClick={() => history.change(step)}
      >
        {text ? t.incident.change : t.incident.add}
      </button>
    ),
  })
  const { field } = t.labels
  const place = body.place && [t.labels.place[body.place.kind], body.place.text].filter(Boolean).join(': ')
  const rows = [
    row(
      'category',
      field.category ?? '',
      body.category && derivedTitle({ category: body.category, place: null }, t.labels),
      'loai',
    ),
    row(
      'severity',
      field.severity ?? '',
      body.severity && <Chip {...SEVERITY_LOOK[body.severity]}>{t.labels.severity[body.severity]}</Chip>,
      'muc-do',
    ),
    ...(body.severity && isSerious(body.severity) ? [row('call', field.call ?? '', callText(t, body), 'goi')] : []),
    row('place', field.place ?? '', place, 'noi'),
    row('occurredAt', field.occurredAt ?? '', occurredText(t, body), 'luc'),
    ...(agoOf(body) === null
      ? [row('detectedAt', field.detectedAt ?? '', body.detectedAt && formatDayTime(body.detectedAt), 'luc')]
      : []),
    row('people', field.people ?? '', peopleText(t, body.people), 'nguoi'),
    row(
      'whatHappened',
      field.whatHappened ?? '',
      body.whatHappened.trim() && <span className="prose">{body.whatHappened}</span>,
      'viec',
    ),
    row('photos', field.photos ?? '', photos.length > 0 && t.incident.photos.count(photos.length, kb), 'viec'),
  ]
  const called = body.actions.map(({ text }) => text).join(', ')
  return (
    <StepFrame
      {...props}
      title={t.incident.review.title}
      inert={isUnderWay}
      documentTitle={
        state.kind === 'incomplete' || state.kind === 'refused'
          ? `${t.common.errorPrefix}${t.incident.review.title}`
          : undefined
      }
      actions={
        <>
          {state.kind === 'saved' ? (
            <div className="row row-middle">
              <Chip tone="wait">{t.incident.page.waiting}</Chip>
              <p className="strong">{t.incident.page.savedHere}</p>
            </div>
          ) : (
            <p className="small">{t.incident.review.secrecy}</p>
          )}
          <Button kind="alarm" wide busy={isUnderWay} onClick={send}>
            {t.incident.review.send}
          </Button>
        </>
      }
    >
      <SendProblem state={state} body={body} onRetry={send} />
      <Warnings issues={warnings} />
      {body.category && isRestricted(body.category) && <Notice tone="info" title={t.incident.category.restricted} />}
      <Card>
        <div className="review">
          <DefinitionList
            rows={[
              ...(unit ? [{ term: t.incident.review.unit, value: unit }] : []),
              ...rows,
              ...(called ? [{ term: field.actions ?? '', value: called }] : []),
              {
                term: t.incident.review.others,
                value: <span className="small">{`${t.incident.notGiven} · ${t.incident.later}`}</span>,
              },
            ]}
          />
        </div>
      </Card>
      <MoreChoices draft={draft} />
      <CarryOn draft={draft} />
    </StepFrame>
  )
}
