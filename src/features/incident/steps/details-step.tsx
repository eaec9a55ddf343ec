import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { validateIncident } from '#domain/incidents/validation.ts'
import { instantOf } from '#domain/time.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { TextArea } from '#ui/fields.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import { DraftPhotos } from '../draft-photos.tsx'
import { issueText } from '../issue-words.ts'
import { resolverOf } from '../resolver.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

interface Words {
  whatHappened: string
}

/** One to three sentences, typed or dictated, and photos or none. Tap 6 leads to the check. */
export function DetailsStep(props: StepProps) {
  const { draft, history } = props
  const { clock } = useServices()
  const t = usePageTexts()
  const [tries, setTries] = useState(0)
  const form = useForm<Words>({
    defaultValues: { whatHappened: draft.body.whatHappened },
    resolver: resolverOf(
      (words) =>
        validateIncident({ ...draft.body, ...words }, instantOf(clock())).filter(({ path }) => path === 'whatHappened'),
      (issue) => issueText(t, issue),
    ),
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const error = form.formState.errors.whatHappened?.message
  const check = form.handleSubmit(
    async () => {
      await draft.flush()
      if (history.changing) history.toReview()
      else history.go('kiem-tra')
    },
    () => setTries(tries + 1),
  )
  return (
    <form onSubmit={check} noValidate className="step-form">
      <StepFrame
        {...props}
        title={t.incident.details.title}
        documentTitle={error ? `${t.common.errorPrefix}${t.incident.details.title}` : undefined}
        actions={
          <Button kind="primary" wide type="submit">
            {t.incident.details.check}
          </Button>
        }
      >
        {error && (
          <ErrorSummary key={tries} title={t.incident.review.errors} errors={[{ path: 'whatHappened', text: error }]} />
        )}
        <Controller
          control={form.control}
          name="whatHappened"
          render={({ field }) => (
            <TextArea
              id="field-whatHappened"
              label={t.labels.field.whatHappened}
              hint={t.incident.details.hint}
              rows={6}
              error={error}
              value={field.value}
              onChange={(text) => {
                field.onChange(text)
                draft.set({ whatHappened: text }, 'soon')
              }}
              onBlur={() => void draft.flush()}
            />
          )}
        />
        <DraftPhotos draft={draft} />
      </StepFrame>
    </form>
  )
}
