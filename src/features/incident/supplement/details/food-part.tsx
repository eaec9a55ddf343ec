import { useFieldArray } from 'react-hook-form'
import { usePageTexts } from '#i18n/page-texts.ts'
import { Button } from '#ui/button.tsx'
import {
  ChecksMember,
  ChoiceMember,
  CountMember,
  optionsOf,
  TextMember,
  TimeMember,
  YesNoMember,
} from '../form-fields.tsx'

export function FoodPart() {
  const { incident, details } = usePageTexts()
  const t = details.food_poisoning
  const s = incident.supplement
  const { fields, append, remove } = useFieldArray({ name: 'details.facilities' })
  return (
    <>
      <TextMember path="details.meal" label={t.meal} />
      <CountMember path="details.servings" label={t.servings} />
      <ChoiceMember path="details.provider" label={t.provider} options={optionsOf(details.provider)} />
      <YesNoMember path="details.sampleKept" label={t.sampleKept} />
      <TimeMember path="details.firstSymptomAt" label={t.firstSymptomAt} />
      <ChecksMember path="details.symptoms" label={t.symptoms} options={optionsOf(details.symptom)} />
      {fields.map((field, n) => (
        <fieldset key={field.id} className="group stack-small">
          <legend className="label">{s.facility(n + 1)}</legend>
          <TextMember path={`details.facilities.${n}.name`} label={s.facilityName} />
          <CountMember path={`details.facilities.${n}.count`} label={s.facilityCount} />
          <Button kind="quiet" icon="trash" onClick={() => remove(n)}>
            {s.removeFacility(n + 1)}
          </Button>
        </fieldset>
      ))}
      <Button kind="ghost" icon="plus" onClick={() => append({ name: '', count: null })}>
        {s.addFacility}
      </Button>
    </>
  )
}
