import { PRECISIONS } from '#domain/incidents/body.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { Button } from '#ui/button.tsx'
import { Choices } from '#ui/choices.tsx'
import { DateTimeField } from '#ui/fields.tsx'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** A time that no chip says; and when it was discovered. */
export function TimeStep(props: StepProps) {
  const { draft, history } = props
  const t = usePageTexts()
  const { occurredAt, occurredPrecision, detectedAt } = draft.body
  return (
    <StepFrame
      {...props}
      title={t.incident.time.title}
      actions={
        <Button kind="primary" wide onClick={() => history.back('noi')}>
          {t.incident.next}
        </Button>
      }
    >
      <DateTimeField
        id="field-occurredAt"
        label={t.labels.field.occurredAt}
        hint={t.incident.time.hint}
        value={occurredAt}
        onChange={(at) =>
          draft.set(
            { occurredAt: at, occurredPrecision: at && occurredPrecision === 'unknown' ? 'exact' : occurredPrecision },
            'soon',
          )
        }
      />
      <Choices
        legend={t.labels.field.occurredPrecision}
        id="field-occurredPrecision"
        options={PRECISIONS.map((value) => ({ value, label: t.labels.precision[value] }))}
        value={occurredPrecision}
        onChange={(value) =>
          draft.set(value === 'unknown' ? { occurredPrecision: value, occurredAt: null } : { occurredPrecision: value })
        }
      />
      <DateTimeField
        id="field-detectedAt"
        label={t.labels.field.detectedAt}
        value={detectedAt}
        onChange={(at) => draft.set({ detectedAt: at }, 'soon')}
      />
    </StepFrame>
  )
}
