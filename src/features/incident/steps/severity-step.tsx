import { isSerious, SEVERITIES, type Severity } from '#domain/incidents/severity.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { Tiles } from '#ui/choices.tsx'
import { pickSeverity } from '../answers.ts'
import { SEVERITY_LOOK } from '../tiles.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** Tap 3: an icon, a word, a colour, and what the word means. */
export function SeverityStep(props: StepProps) {
  const { draft, history } = props
  const t = usePageTexts()
  const pick = (text: `${Severity}`) => {
    const severity = Number(text) as Severity
    draft.set(pickSeverity(draft.body, severity))
    const mustCall = isSerious(severity) && (draft.body.call === null || !history.changing)
    if (mustCall) history.goOn('goi')
    else if (history.changing) history.toReview()
    else history.go('noi')
  }
  return (
    <StepFrame {...props} title={t.incident.severity.title}>
      <div className="tiles-wide">
        <Tiles
          legend={t.incident.severity.title}
          id="field-severity"
          hideLegend
          options={SEVERITIES.map((severity) => ({
            value: `${severity}` as const,
            label: t.labels.severity[severity],
            hint: t.incident.severity.hint[severity],
            ...SEVERITY_LOOK[severity],
          }))}
          value={draft.body.severity === null ? null : (`${draft.body.severity}` as const)}
          onPick={pick}
        />
      </div>
    </StepFrame>
  )
}
