import { useState } from 'react'
import { instantOf } from '#domain/time.ts'
import { formatTime } from '#i18n/dates.ts'
import { allVi, usePageTexts } from '#i18n/page-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Tiles } from '#ui/choices.tsx'
import { TextField } from '#ui/fields.tsx'
import { type Answer, callMade, callNotMade } from '../answers.ts'
import { CallLinks } from '../call-links.tsx'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** One more tap for a serious incident: that the office was called, or why not. [IN5] */
export function CallStep(props: StepProps) {
  const { draft, history } = props
  const { clock } = useServices()
  const { incident: t } = usePageTexts()
  const { call } = draft.body
  const [asksWhy, setAsksWhy] = useState(call?.made === false)
  const [reason, setReason] = useState(call?.made === false ? call.reason : '')
  const now = instantOf(clock())
  const at = call?.made ? call.at : now

  const moveOn = (answer: Answer) => {
    draft.set(answer)
    if (history.changing) history.toReview()
    else history.go('noi')
  }
  return (
    <StepFrame {...props} title={t.call.title}>
      <CallLinks draft={draft} />
      <div className="tiles-wide">
        <Tiles
          legend={t.call.title}
          id="field-call"
          hideLegend
          options={[
            { value: 'made', label: t.call.made(formatTime(at)), icon: 'phone', tone: 'ok' },
            { value: 'not', label: t.call.notMade, icon: 'close' },
          ]}
          value={call === null ? null : call.made ? 'made' : 'not'}
          onPick={(value) => (value === 'made' ? moveOn(call?.made ? {} : callMade(at)) : setAsksWhy(true))}
        />
        {asksWhy && (
          <>
            <Tiles
              legend={t.call.whyNot}
              options={allVi.incident.call.reasons.map((value, n) => ({ value, label: t.call.reasons[n] }))}
              value={reason}
              onPick={(text) => moveOn(callNotMade(text))}
            />
            <TextField
              id="field-call-reason"
              label={t.call.otherReason}
              value={reason}
              onChange={(text) => {
                setReason(text)
                draft.set(callNotMade(text), 'soon')
              }}
            />
            <Button kind="primary" wide onClick={() => moveOn(callNotMade(reason))}>
              {t.next}
            </Button>
          </>
        )}
      </div>
    </StepFrame>
  )
}
