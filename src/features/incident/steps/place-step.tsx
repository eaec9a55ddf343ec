import { PLACE_KINDS } from '#domain/incidents/body.ts'
import { instantOf } from '#domain/time.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Choices, Tiles } from '#ui/choices.tsx'
import { TextField } from '#ui/fields.tsx'
import { AGO, type Ago, agoOf, pickAgo, pickPlace } from '../answers.ts'
import { PLACE_ICON } from '../tiles.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** Tap 4: where. When it was not just now, one more tap before it says when. GPS is never asked. */
export function PlaceStep(props: StepProps) {
  const { draft, history } = props
  const { clock } = useServices()
  const t = usePageTexts()
  const words = t.incident.place
  const { place, occurredAt } = draft.body
  const ago = agoOf(draft.body)
  const agoText = (minutes: Ago) =>
    minutes === 0 ? words.justNow : minutes < 60 ? words.minutesAgo(minutes) : words.hoursAgo(minutes / 60)
  const otherText =
    ago !== null ? words.otherTime : occurredAt ? words.chosenTime(formatDayTime(occurredAt)) : words.unknownTime
  const moveOn = () => (history.changing ? history.toReview() : history.go('nguoi'))
  return (
    <StepFrame
      {...props}
      title={words.title}
      {...(place && {
        actions: (
          <Button kind="primary" wide onClick={moveOn}>
            {t.incident.next}
          </Button>
        ),
      })}
    >
      <Choices
        legend={words.when}
        id="field-occurredAt"
        options={[
          ...AGO.map((minutes) => ({ value: `${minutes}`, label: agoText(minutes) })),
          { value: 'other', label: otherText },
        ]}
        value={ago === null ? 'other' : `${ago}`}
        onChange={(value) => {
          const minutes = AGO.find((one) => `${one}` === value)
          if (minutes !== undefined) draft.set(pickAgo(draft.body, minutes, instantOf(clock())))
        }}
        onPick={(value) => value === 'other' && history.goOn('luc')}
      />
      <Tiles
        legend={words.kind}
        id="field-place"
        options={PLACE_KINDS.map((kind) => ({ value: kind, label: t.labels.place[kind], icon: PLACE_ICON[kind] }))}
        value={place?.kind ?? null}
        onPick={(kind) => {
          draft.set(pickPlace(draft.body, kind))
          moveOn()
        }}
      />
      {place && (
        <TextField
          id="field-place.text"
          label={words.text}
          hint={words.textHint}
          optional
          value={place.text}
          onChange={(text) => draft.set({ place: { ...place, text } }, 'soon')}
        />
      )}
    </StepFrame>
  )
}
