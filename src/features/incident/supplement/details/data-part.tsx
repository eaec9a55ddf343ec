import { usePageTexts } from '#i18n/page-texts.ts'
import { ChecksMember, ChoiceMember, CountMember, optionsOf, YesNoMember } from '../form-fields.tsx'

export function DataPart() {
  const { details } = usePageTexts()
  const t = details.data_security
  return (
    <>
      <ChecksMember path="details.data" label={t.data} hint={t.dataHint} options={optionsOf(details.dataKind)} />
      <CountMember path="details.people" label={t.people} />
      <ChoiceMember path="details.way" label={t.way} options={optionsOf(details.dataWay)} />
      <YesNoMember path="details.stopped" label={t.stopped} />
      <YesNoMember path="details.ownersTold" label={t.ownersTold} />
    </>
  )
}
