import type { ReactNode } from 'react'
import { groupOf } from '#i18n/form-rows.ts'
import { labelOf } from '#i18n/form-words.ts'
import { ButtonLink } from '#ui/button.tsx'
import { FieldFor } from './field-for.tsx'
import type { FormPage } from './form-page.ts'
import { WritingFrame } from './frame.tsx'

/** A part of fields that stand alone. @param props.children what is said above them */
export function FieldsPart({ page, part, children }: { page: FormPage; part: string; children?: ReactNode }) {
  const { t } = page
  return (
    <WritingFrame
      page={page}
      title={t.parts[part] ?? ''}
      back={page.to()}
      actions={
        <ButtonLink kind="primary" href={page.to()} wide>
          {t.done}
        </ButtonLink>
      }
    >
      {children}
      <FieldsOf page={page} paths={t.layout.fieldsOf(part)} />
    </WritingFrame>
  )
}

/** Fields in their order; flags that share a label stand in one group at the end. @param before the path of their item */
export function FieldsOf({ page, paths, before = '' }: { page: FormPage; paths: readonly string[]; before?: string }) {
  const { t } = page
  const isFlag = (name: string) => t.layout.kindOf(`${before}${name}`)?.is === 'flag'
  const prefixOf = (name: string) => (isFlag(name) ? groupOf(t, before, name) : null)
  const groups = Map.groupBy(
    paths.filter((name) => prefixOf(name) !== null),
    prefixOf,
  )
  return (
    <>
      {paths
        .filter((name) => prefixOf(name) === null)
        .map((name) => (
          <FieldFor key={name} page={page} path={`${before}${name}`} />
        ))}
      {[...groups].map(([prefix, names]) => (
        <fieldset key={prefix} id={`field-${before}${prefix}`} className="group">
          <legend className="label">{labelOf(t, `${before}${prefix}`)}</legend>
          <div className="options">
            {names.map((name) => (
              <FieldFor key={name} page={page} path={`${before}${name}`} />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}
