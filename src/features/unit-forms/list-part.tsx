import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { instantOf } from '#domain/time.ts'
import { type Item, itemsOf, memberPath, textOf } from '#domain/unit-forms/items.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import type { FormPage } from './form-page.ts'
import { WritingFrame } from './frame.tsx'

/**
 * A part that is a list: its items, those that were taken out, and the way to a new one.
 * @param props.row how one item is drawn @param props.children what stands below them @param props.above what is said of all
 */
export function ListPart({
  page,
  list,
  row,
  above,
  children,
}: {
  page: FormPage
  list: string
  row(item: Item, href: string): ReactNode
  above?: ReactNode
  children?: ReactNode
}) {
  const { t } = page
  const { newId, clock } = useServices()
  const [, navigate] = useLocation()
  const items = itemsOf(page.fields, list)
  const standing = items.filter(({ removed }) => !removed)
  const removed = items.filter((item) => item.removed)
  const href = (id: string) => page.to(`${page.pathOf[list]}/${id}`)
  const add = () => {
    const id = newId()
    page.typing.set(memberPath({ list, id }, 'at'), instantOf(clock()))
    navigate(href(id))
  }
  return (
    <WritingFrame
      page={page}
      title={t.parts[list] ?? ''}
      back={page.to()}
      actions={
        <Button kind="primary" icon="plus" wide onClick={add}>
          {t.addItem[list]}
        </Button>
      }
    >
      {above}
      {standing.length === 0 && <p className="small">{t.noItems}</p>}
      <ul className="stack-small">
        {standing.map((item) => (
          <li key={item.id}>{row(item, href(item.id))}</li>
        ))}
      </ul>
      {children}
      {removed.length > 0 && (
        <section className="stack-small" aria-labelledby="form-removed">
          <h2 id="form-removed">{t.removedTitle(removed.length)}</h2>
          {removed.map(({ id, of }) => (
            <div key={id} className="row row-middle">
              <span className="grow form-words">{textOf(of.title) || t.unnamed}</span>
              <Button
                kind="quiet"
                icon="refresh"
                onClick={() => page.typing.set(memberPath({ list, id }, 'removed'), false)}
              >
                {t.restoreItem}
              </Button>
            </div>
          ))}
        </section>
      )}
    </WritingFrame>
  )
}
