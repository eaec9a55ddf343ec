import { useState } from 'react'
import { itemsOf, textOf } from '#domain/unit-forms/items.ts'
import { itemsNaming, lineFrom, lineIdFor, type NamedItem } from '#domain/unit-plans/content.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Announce } from '#ui/live.tsx'
import type { PlanPage } from './use-plan.ts'

/** The items of the department's plan that name the unit: a tap makes a line of one. [PN4, V48] */
export function Picker({ page }: { page: PlanPage }) {
  const { t, found, fields, measure } = page
  const [added, setAdded] = useState('')
  if (!found.issued) return <p className="small">{t.picker.noPlan}</p>
  const named = itemsNaming(found.issued.plan, found.codes)
  const covered = new Set(
    itemsOf(fields, 'lines').flatMap(({ removed, of }) => (removed ? [] : [textOf(of.planItem).trim()])),
  )
  const open = named.filter(({ ref }) => !covered.has(ref))
  const add = (one: NamedItem) => {
    const id = lineIdFor(found.id, one.ref)
    page.typing.fill({ ...lineFrom(id, one, measure.year), [`lines.${id}.removed`]: false })
    setAdded(one.ref)
  }
  return (
    <section className="stack-small" aria-labelledby="plan-picker">
      <h2 id="plan-picker">{t.picker.title}</h2>
      {added !== '' && <Announce>{t.picker.added(added)}</Announce>}
      <p className="small">{open.length === 0 ? t.picker.done : t.picker.text}</p>
      {open.map((one) => (
        <Card key={one.ref}>
          <p className="strong">{`${one.ref}. ${one.item.title}`}</p>
          <p className="small">{t.picker.quarters(one.item.quarters.map((quarter) => ROMAN[quarter]).join(', '))}</p>
          <Button kind="ghost" icon="plus" aria-label={t.picker.add(one.ref)} onClick={() => add(one)}>
            {t.picker.add(one.ref)}
          </Button>
        </Card>
      ))}
    </section>
  )
}

const ROMAN = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' } as const
