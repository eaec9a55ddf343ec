import { usePageTexts } from '#i18n/page-texts.ts'
import { ChoiceMember, CountMember, optionsOf, TextMember, YesNoMember } from '../form-fields.tsx'

/** The code of a room, and nothing of the paper: the field itself says so. [IN8] */
export function ExamPart() {
  const { details } = usePageTexts()
  const t = details.exam
  return (
    <>
      <ChoiceMember path="details.exam" label={t.exam} options={optionsOf(details.examKind)} />
      <TextMember path="details.roomCode" label={t.roomCode} hint={t.roomCodeHint} />
      <CountMember path="details.candidates" label={t.candidates} />
      <YesNoMember path="details.goesOn" label={t.goesOn} />
    </>
  )
}
