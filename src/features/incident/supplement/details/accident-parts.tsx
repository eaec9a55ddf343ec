import { usePageTexts } from '#i18n/page-texts.ts'
import { ChecksMember, ChoiceMember, optionsOf, TextMember, YesNoMember } from '../form-fields.tsx'

export function InjuryPart() {
  const { details } = usePageTexts()
  const t = details.injury
  return (
    <>
      <ChoiceMember path="details.where" label={t.where} options={optionsOf(details.injuryWhere)} />
      <ChoiceMember path="details.during" label={t.during} options={optionsOf(details.injuryDuring)} />
      <TextMember path="details.equipment" label={t.equipment} />
      <YesNoMember path="details.supervised" label={t.supervised} />
      <YesNoMember path="details.firstAid" label={t.firstAid} />
      <YesNoMember path="details.insured" label={t.insured} />
    </>
  )
}

export function DrowningPart() {
  const { details } = usePageTexts()
  const t = details.drowning
  return (
    <>
      <ChoiceMember path="details.water" label={t.water} options={optionsOf(details.water)} />
      <ChoiceMember path="details.time" label={t.time} options={optionsOf(details.drowningTime)} />
      <YesNoMember path="details.supervised" label={t.supervised} />
      <YesNoMember path="details.warned" label={t.warned} />
      <ChoiceMember path="details.rescuedBy" label={t.rescuedBy} options={optionsOf(details.rescuedBy)} />
      <YesNoMember path="details.searching" label={t.searching} />
      <YesNoMember path="details.firstAid" label={t.firstAid} />
    </>
  )
}

export function TrafficPart() {
  const { details } = usePageTexts()
  const t = details.traffic
  return (
    <>
      <ChoiceMember path="details.way" label={t.way} options={optionsOf(details.trafficWay)} />
      <ChecksMember path="details.travelled" label={t.travelled} options={optionsOf(details.travelled)} />
      <YesNoMember path="details.helmet" label={t.helmet} />
      <YesNoMember path="details.schoolVehicle" label={t.schoolVehicle} />
    </>
  )
}
