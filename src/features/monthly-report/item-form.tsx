import { useLocation } from 'wouter'
import type { ListName } from '#domain/monthly-reports/fields.ts'
import { membersOf } from '#domain/monthly-reports/parts.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { PATH_OF } from './addresses.ts'
import { FieldFor } from './field-for.tsx'
import { WritingFrame } from './frame.tsx'
import type { MonthlyPage } from './use-monthly.ts'

/** Which members an item of evidence asks for, by its kind. */
const OF_EVIDENCE: Readonly<Record<string, readonly string[]>> = {
  press: ['kind', 'title', 'link', 'tone', 'day'],
  post: ['kind', 'title', 'link', 'day'],
  feedback: ['kind', 'title', 'count', 'resolved', 'day'],
  incident: ['kind', 'title', 'day'],
}

/** One item of a list: an issue, a forecast, an example, a piece of evidence. */
export function ItemForm({ page, list, id }: { page: MonthlyPage; list: ListName; id: string }) {
  const t = useMonthlyTexts()
  const [, navigate] = useLocation()
  const path = `${list}.${id}`
  const kind = page.fields[`${path}.kind`]
  const members = list === 'evidence' ? (OF_EVIDENCE[String(kind)] ?? membersOf(list)) : membersOf(list)
  const back = page.to(PATH_OF[list])
  return (
    <WritingFrame
      page={page}
      title={t.parts[list]}
      back={back}
      focusKey={id}
      actions={
        <ButtonLink kind="primary" href={back} wide>
          {t.done}
        </ButtonLink>
      }
    >
      {members.map((member) => (
        <FieldFor key={member} page={page} path={`${path}.${member}`} />
      ))}
      <Button
        kind="quiet"
        icon="trash"
        wide
        onClick={() => {
          page.typing.set(`${path}.removed`, true)
          navigate(back)
        }}
      >
        {t.removeItem}
      </Button>
    </WritingFrame>
  )
}
