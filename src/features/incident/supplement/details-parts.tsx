import type { ComponentType } from 'react'
import { useFieldArray } from 'react-hook-form'
import type { Details, DetailsKind } from '#domain/incidents/details.ts'
import { useTexts } from '#i18n/texts.ts'
import { Button } from '#ui/button.tsx'
import { Checks } from '#ui/choices.tsx'
import { ChoiceMember, CountMember, optionsOf, TextMember, TimeMember, useValue, YesNoMember } from './form-fields.tsx'

/** The questions of each category that has its own; a new sub-form does not compile until it is drawn. [IN8] */
export const detailsParts: Record<DetailsKind, ComponentType> = {
  food_poisoning: FoodPart,
  injury: InjuryPart,
}

type Symptom = Extract<Details, { kind: 'food_poisoning' }>['symptoms'][number]

function FoodPart() {
  const { incident, labels } = useTexts()
  const t = incident.food
  const s = incident.supplement
  const [symptoms, setSymptoms] = useValue<Symptom[]>('details.symptoms')
  const { fields, append, remove } = useFieldArray({ name: 'details.facilities' })
  return (
    <>
      <TextMember path="details.meal" label={t.meal} />
      <CountMember path="details.servings" label={t.servings} />
      <ChoiceMember path="details.provider" label={t.provider} options={optionsOf(labels.provider)} />
      <YesNoMember path="details.sampleKept" label={t.sampleKept} />
      <TimeMember path="details.firstSymptomAt" label={t.firstSymptomAt} />
      <Checks legend={t.symptoms} options={optionsOf(labels.symptom)} values={symptoms} onChange={setSymptoms} />
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

function InjuryPart() {
  const { incident, labels } = useTexts()
  const t = incident.injury
  return (
    <>
      <ChoiceMember path="details.where" label={t.where} options={optionsOf(labels.injuryWhere)} />
      <ChoiceMember path="details.during" label={t.during} options={optionsOf(labels.injuryDuring)} />
      <TextMember path="details.equipment" label={t.equipment} />
      <YesNoMember path="details.supervised" label={t.supervised} />
      <YesNoMember path="details.firstAid" label={t.firstAid} />
      <YesNoMember path="details.insured" label={t.insured} />
    </>
  )
}
