import { useState } from 'react'
import { useLocation } from 'wouter'
import type { UnitId } from '#domain/ids.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import { GIVEN_LIMITS, type Giving } from '#domain/tasks/giving.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useGivenTexts } from '#i18n/given-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { Button } from '#ui/button.tsx'
import { Screen } from '#ui/screen.tsx'
import { StepForm } from '#ui/step-form.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import { ActProblem } from '../act-problem.tsx'
import { usePerform } from '../use-perform.ts'
import { UnitPicker } from './unit-picker.tsx'
import { seedOfGiving } from './use-desk-given.ts'

/** The same task for units that do not have it yet, as it stands by now. [GV1] */
export function AddUnits({ giving }: { giving: Giving }) {
  const { form: t, more } = useGivenTexts()
  const { common } = useTexts()
  const { perform, problem } = usePerform()
  const [, navigate] = useLocation()
  const [chosen, setChosen] = useState<readonly UnitId[]>([])
  const [wrong, setWrong] = useState<{ at: number; text: string } | null>(null)
  const body = bodyOf(giving)
  const back = `/ban-dieu-hanh/giao-viec/${giving.id}`
  const submit = async () => {
    if (chosen.length === 0 || chosen.length > GIVEN_LIMITS.units)
      return setWrong((last) => ({
        at: (last?.at ?? 0) + 1,
        text: chosen.length === 0 ? t.noUnit : t.issues.V51(),
      }))
    setWrong(null)
    const change = { name: 'task.give', args: { givingId: giving.id, unitIds: chosen, body } }
    if (await perform({ ...change, seeds: [seedOfGiving(giving)] })) navigate(back, { replace: true })
  }
  return (
    <StepForm onSubmit={submit}>
      <Screen
        title={more.title}
        eyebrow={body.title}
        back={back}
        {...(wrong ? { documentTitle: `${common.errorPrefix}${more.title}` } : {})}
        actions={
          <Button kind="primary" wide type="submit">
            {more.give(chosen.length)}
          </Button>
        }
      >
        {wrong && <ErrorSummary key={wrong.at} title={t.errors} errors={[{ path: 'unitIds', text: wrong.text }]} />}
        <ActProblem problem={problem} />
        <p>{more.lead(fullDay(body.before))}</p>
        <UnitPicker values={chosen} without={giving.unitIds} error={wrong?.text} onChange={setChosen} />
      </Screen>
    </StepForm>
  )
}
