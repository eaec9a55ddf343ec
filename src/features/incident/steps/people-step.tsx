import { AFFECTED_BANDS } from '#domain/incidents/body.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { Tiles } from '#ui/choices.tsx'
import { pickBand } from '../answers.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** Tap 5: a first count; "Chưa rõ" is an answer. */
export function PeopleStep(props: StepProps) {
  const { draft, history } = props
  const t = usePageTexts()
  return (
    <StepFrame {...props} title={t.incident.people.title}>
      <Tiles
        legend={t.incident.people.title}
        id="field-people"
        hideLegend
        hint={t.incident.people.hint}
        options={AFFECTED_BANDS.map((band) => ({ value: band, label: t.labels.band[band] }))}
        value={draft.body.people.total === null && draft.body.people.band === 'unknown' ? null : draft.body.people.band}
        onPick={(band) => {
          draft.set(pickBand(draft.body, band))
          if (history.changing) history.toReview()
          else history.go('viec')
        }}
      />
    </StepFrame>
  )
}
