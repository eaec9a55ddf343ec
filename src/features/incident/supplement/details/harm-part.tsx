import { type Category, isRestricted } from '#domain/incidents/category.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { ChecksMember, ChoiceMember, CountMember, optionsOf, useValue, YesNoMember } from '../form-fields.tsx'

/** Violence at school and abuse of a child ask the same; no answer takes a name. [PD1] */
export function HarmPart() {
  const { details, incident } = usePageTexts()
  const t = details.harm
  const [category] = useValue<Category>('category')
  return (
    <>
      {isRestricted(category) && <p className="small">{incident.category.restricted}</p>}
      <p className="small">{t.note}</p>
      <YesNoMember path="details.safe" label={t.safe} />
      <ChecksMember path="details.support" label={t.support} options={optionsOf(details.support)} />
      <ChoiceMember
        path="details.relation"
        label={t.relation}
        hint={t.relationHint}
        options={optionsOf(details.relation)}
      />
      <CountMember path="details.involved" label={t.involved} />
      <YesNoMember path="details.filmed" label={t.filmed} />
      <YesNoMember path="details.spreading" label={t.spreading} />
      <YesNoMember path="details.takedownAsked" label={t.takedownAsked} />
      <YesNoMember path="details.policeActs" label={t.policeActs} />
      <YesNoMember path="details.childLineActs" label={t.childLineActs} />
    </>
  )
}
