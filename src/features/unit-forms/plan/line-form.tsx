import { useState } from 'react'
import type { IssuedPlan } from '#domain/tasks/assignment.ts'
import { PRODUCT_KINDS, type ProductKind } from '#domain/tasks/product.ts'
import { isEmpty } from '#domain/unit-forms/fields.ts'
import { textOf } from '#domain/unit-forms/items.ts'
import { itemsNaming } from '#domain/unit-plans/content.ts'
import { labelOf } from '#i18n/form-words.ts'
import { SelectField } from '#ui/fields.tsx'
import { FieldFor } from '../field-for.tsx'
import { ItemForm } from '../item-form.tsx'
import type { PlanPage } from './use-plan.ts'

/** One line of the plan: its products are asked for by the kinds that it has. */
export function LineForm({ page, id }: { page: PlanPage; id: string }) {
  const { t, fields, found } = page
  const [chosen, setChosen] = useState<readonly ProductKind[]>([])
  const path = (kind: ProductKind) => `lines.${id}.qty.${kind}`
  const shown = PRODUCT_KINDS.filter((kind) => chosen.includes(kind) || !isEmpty(fields[path(kind)]))
  const members = t.layout
    .membersOf('lines')
    .filter((member) => !member.startsWith('qty.') && (member !== 'planItem' || !found.issued))
  return (
    <ItemForm page={page} list="lines" id={id} members={members}>
      {found.issued && <PlanItem page={page} id={id} issued={found.issued} />}
      <fieldset id={`field-lines.${id}.products`} className="group">
        <legend className="label">{labelOf(t, `lines.${id}.products`)}</legend>
        {shown.map((kind) => (
          <FieldFor key={kind} page={page} path={path(kind)} />
        ))}
        <SelectField<ProductKind | ''>
          id={`field-lines.${id}.addProduct`}
          label={t.addProduct}
          hint={t.productHint}
          value=""
          options={[
            { value: '', label: t.notChosen },
            ...PRODUCT_KINDS.filter((kind) => !shown.includes(kind)).map((kind) => ({
              value: kind,
              label: labelOf(t, path(kind)),
            })),
          ]}
          onChange={(kind) => kind !== '' && setChosen((old) => [...old, kind])}
        />
      </fieldset>
    </ItemForm>
  )
}

/** Which item of the department's plan the line carries out, of those that name the unit. [PN4, V47] */
function PlanItem({ page, id, issued }: { page: PlanPage; id: string; issued: IssuedPlan }) {
  const { t, fields, found } = page
  const path = `lines.${id}.planItem`
  const value = textOf(fields[path]).trim()
  const named = itemsNaming(issued.plan, found.codes).map(({ ref, item }) => ({
    value: ref,
    label: `${ref}. ${item.title}`,
  }))
  const isThere = value === '' || named.some((one) => one.value === value)
  return (
    <SelectField
      id={`field-${path}`}
      label={labelOf(t, path)}
      value={value}
      options={[{ value: '', label: t.picker.own }, ...named, ...(isThere ? [] : [{ value, label: value }])]}
      onChange={(ref) => page.typing.set(path, ref === '' ? null : ref)}
    />
  )
}
