import { usePageTexts } from '#i18n/page-texts.ts'
import { CountMember, TextMember, TimeMember, YesNoMember } from '../form-fields.tsx'

export function DiseasePart() {
  const t = usePageTexts().details.disease
  return (
    <>
      <TextMember path="details.disease" label={t.disease} hint={t.diseaseHint} />
      <TimeMember path="details.firstCaseAt" label={t.firstCaseAt} />
      <div className="counts-fields">
        <CountMember path="details.cases" label={t.cases} />
        <CountMember path="details.suspects" label={t.suspects} />
        <CountMember path="details.classesClosed" label={t.classesClosed} />
      </div>
      <TextMember path="details.healthAuthority" label={t.healthAuthority} />
      <YesNoMember path="details.healthOnSite" label={t.healthOnSite} />
      <YesNoMember path="details.disinfected" label={t.disinfected} />
    </>
  )
}
