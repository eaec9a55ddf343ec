import { usePageTexts } from '#i18n/page-texts.ts'
import { ChecksMember, ChoiceMember, CountMember, optionsOf, WordsMember, YesNoMember } from '../form-fields.tsx'

export function FirePart() {
  const t = usePageTexts().details.fire_explosion
  return (
    <>
      <YesNoMember path="details.underControl" label={t.underControl} />
      <YesNoMember path="details.evacuated" label={t.evacuated} />
      <DamageMembers />
    </>
  )
}

export function DisasterPart() {
  const { details } = usePageTexts()
  const t = details.disaster
  return (
    <>
      <ChoiceMember path="details.hazard" label={t.hazard} options={optionsOf(details.hazard)} />
      <YesNoMember path="details.goesOn" label={t.goesOn} />
      <YesNoMember path="details.shelter" label={t.shelter} />
      <DamageMembers />
    </>
  )
}

function DamageMembers() {
  const { details } = usePageTexts()
  const t = details.damage
  return (
    <>
      <ChecksMember path="details.damaged" label={t.damaged} options={optionsOf(details.damaged)} />
      <WordsMember path="details.damage" label={t.damage} rows={2} maxLength={500} />
      <div className="counts-fields">
        <CountMember path="details.roomsUnusable" label={t.roomsUnusable} />
        <CountMember path="details.costMillions" label={t.costMillions} />
        <CountMember path="details.daysOff" label={t.daysOff} />
        <CountMember path="details.pupilsOff" label={t.pupilsOff} />
      </div>
    </>
  )
}
