import { type Day, startOf } from '#domain/deadlines/days.ts'
import { type Fields, type FieldValue, isEmpty, itemOf } from '#domain/unit-forms/fields.ts'
import type { FormIssue } from '#domain/unit-forms/issues.ts'
import { dayIn } from '#domain/unit-forms/items.ts'
import { formatDay } from './dates.ts'
import type { FormFace } from './form-texts.ts'

/** What a field is called; an item's member by its list. */
export function labelOf(t: Pick<FormFace, 'fields'>, path: string): string {
  const item = itemOf(path)
  return t.fields[item ? `${item.list}.${item.member}` : path] ?? path
}

/** The same with the item's own name, for lists in which several items stand. */
export function fullLabel(t: FormFace, path: string, fields: Fields): string {
  const item = itemOf(path)
  if (!item) return labelOf(t, path)
  const title = fields[`${item.list}.${item.id}.title`]
  return `${isEmpty(title) ? t.unnamed : title}: ${labelOf(t, path)}`
}

/** 1500000 → 1.500.000 đồng */
export const moneyWords = (sum: number): string => `${sum.toLocaleString('vi-VN')} đồng`

/** A value as people read it. @returns null for nothing */
export function valueWords(t: FormFace, path: string, value: FieldValue | undefined): string | null {
  if (value === undefined || value === null || isEmpty(value)) return null
  const kind = t.layout.kindOf(path)
  switch (kind?.is) {
    case 'flag':
      return t.yes
    case 'choice':
      return t.choices[path.slice(path.lastIndexOf('.') + 1)]?.[String(value)] ?? String(value)
    case 'money':
      return typeof value === 'number' ? moneyWords(value) : String(value)
    case 'day': {
      const day = dayIn(value)
      return day ? formatDay(startOf(day)) : String(value)
    }
    default:
      return String(value)
  }
}

/** A rule in the words of its field, with days as people write them. */
export function formIssueText(t: FormFace, { code, path, params }: FormIssue, fields: Fields): string {
  const dayed = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(startOf(value as Day)) : value,
    ]),
  )
  return t.issueText[code]?.(fullLabel(t, path, fields), dayed) ?? code
}
