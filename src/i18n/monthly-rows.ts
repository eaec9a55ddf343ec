import { fieldsOf, isList, membersOf, type Part } from '#domain/monthly-reports/parts.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { standing } from '#domain/unit-forms/items.ts'
import type { MonthlyTexts } from './monthly-texts.ts'
import { labelOf, valueWords } from './monthly-words.ts'

/** What stands together when a report is read: the fields of a part, or one item of a list. */
export interface Block {
  key: string
  rows: { path: string; term: string; value: string }[]
}

/** The fields of a part that say something, in words; each item of a list by itself. */
export function blocksOf(t: MonthlyTexts, fields: Fields, part: Part): Block[] {
  const rowsOf = (paths: readonly string[]) =>
    paths.flatMap((path) => {
      const value = valueWords(t, path, fields[path])
      return value === null ? [] : [{ path, term: labelOf(t, path), value }]
    })
  const blocks = isList(part)
    ? standing(fields, part).map(({ id }) => ({
        key: id,
        rows: rowsOf(membersOf(part).map((member) => `${part}.${id}.${member}`)),
      }))
    : [{ key: part, rows: rowsOf(fieldsOf(part)) }]
  return blocks.filter(({ rows }) => rows.length > 0)
}
