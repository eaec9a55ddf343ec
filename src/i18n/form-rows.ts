import { type Fields, isEmpty } from '#domain/unit-forms/fields.ts'
import { standing } from '#domain/unit-forms/items.ts'
import type { FormFace } from './form-texts.ts'
import { labelOf, valueWords } from './form-words.ts'

interface Row {
  /** of the field, or of the first of those that stand together */
  path: string
  term: string
  value: string
}

/** What stands together when a form is read: the fields of a part, or one item of a list. */
export interface Block {
  key: string
  rows: Row[]
}

/** The fields of a part that say something, in words; each item of a list by itself. */
export function blocksOf(t: FormFace, fields: Fields, part: string): Block[] {
  const { isList, fieldsOf, membersOf } = t.layout
  const blocks = isList(part)
    ? standing(fields, part).map(({ id }) => ({
        key: id,
        rows: rowsOf(t, fields, membersOf(part), `${part}.${id}.`),
      }))
    : [{ key: part, rows: rowsOf(t, fields, fieldsOf(part), '') }]
  return blocks.filter(({ rows }) => rows.length > 0)
}

function rowsOf(t: FormFace, fields: Fields, names: readonly string[], before: string): Row[] {
  const together = new Set<string>()
  return names.flatMap((name) => {
    const prefix = groupOf(t, before, name)
    if (prefix === null) {
      const path = `${before}${name}`
      const value = valueWords(t, path, fields[path])
      return value === null ? [] : [{ path, term: labelOf(t, path), value }]
    }
    if (together.has(prefix)) return []
    together.add(prefix)
    const said = names.filter((one) => one.startsWith(`${prefix}.`) && !isEmpty(fields[`${before}${one}`]))
    const path = `${before}${said[0]}`
    return said.length === 0
      ? []
      : [
          {
            path,
            term: labelOf(t, `${before}${prefix}`),
            value: said.map((one) => oneOf(t, fields, `${before}${one}`)).join(', '),
          },
        ]
  })
}

/** Fields that share a prefix with a label of its own are told together: quarters, channels, products. */
export function groupOf(t: FormFace, before: string, name: string): string | null {
  const prefix = name.includes('.') ? name.slice(0, name.indexOf('.')) : null
  const path = `${before}${prefix}`
  return prefix !== null && labelOf(t, path) !== path ? prefix : null
}

function oneOf(t: FormFace, fields: Fields, path: string): string {
  const label = labelOf(t, path)
  return t.layout.kindOf(path)?.is === 'flag' ? label : `${label}: ${valueWords(t, path, fields[path])}`
}
