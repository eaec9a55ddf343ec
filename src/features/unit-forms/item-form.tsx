import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { memberPath } from '#domain/unit-forms/items.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
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
  const removed = memberPath({ list, id }, 'removed')
  const isRemoved = page.fields[removed] === true
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
      {isRemoved && (
        <Notice
          tone="wait"
          title={t.takenOut.here}
          action={
            <Button kind="ghost" icon="refresh" onClick={() => page.typing.set(removed, false)}>
              {t.restoreItem}
            </Button>
          }
        />
      )}
      <FieldsOf page={page} paths={members} before={memberPath({ list, id }, '')} />
      {children}
      {!isRemoved && (
        <Button
          kind="quiet"
          icon="trash"
          wide
          onClick={() => {
            page.typing.set(removed, true)
            navigate(back)
          }}
        >
          {t.removeItem}
        </Button>
      )}
    </WritingFrame>
  )
}
