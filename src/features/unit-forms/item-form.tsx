import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Button, ButtonLink } from '#ui/button.tsx'
import { FieldsOf } from './fields-part.tsx'
import type { FormPage } from './form-page.ts'
import { WritingFrame } from './frame.tsx'

/** One item of a list. @param props.members what is asked of it @param props.children what is asked besides */
export function ItemForm({
  page,
  list,
  id,
  members,
  children,
}: {
  page: FormPage
  list: string
  id: string
  members: readonly string[]
  children?: ReactNode
}) {
  const { t } = page
  const [, navigate] = useLocation()
  const back = page.to(page.pathOf[list])
  return (
    <WritingFrame
      page={page}
      title={t.parts[list] ?? ''}
      back={back}
      focusKey={id}
      actions={
        <ButtonLink kind="primary" href={back} wide>
          {t.done}
        </ButtonLink>
      }
    >
      <FieldsOf page={page} paths={members} before={`${list}.${id}.`} />
      {children}
      <Button
        kind="quiet"
        icon="trash"
        wide
        onClick={() => {
          page.typing.set(`${list}.${id}.removed`, true)
          navigate(back)
        }}
      >
        {t.removeItem}
      </Button>
    </WritingFrame>
  )
}
