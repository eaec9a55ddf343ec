import { type Day, startOf } from '#domain/deadlines/days.ts'
import { kindOf } from '#domain/monthly-reports/fields.ts'
import type { MonthlyIssue } from '#domain/monthly-reports/validation.ts'
import { type Fields, type FieldValue, isEmpty, itemOf } from '#domain/unit-forms/fields.ts'
import { dayIn } from '#domain/unit-forms/items.ts'
import { formatDay } from './dates.ts'
import type { MonthlyTexts } from './monthly-texts.ts'

/** What a field is called; an item's member by its list. */
export function labelOf(t: MonthlyTexts, path: string): string {
  const item = itemOf(path)
  return t.fields[item ? `${item.list}.${item.member}` : path] ?? path
}

/** The same with the item's own name, for lists in which several items stand. */
export function fullLabel(t: MonthlyTexts, path: string, fields: Fields): string {
  const item = itemOf(path)
  if (!item) return labelOf(t, path)
  const title = fields[`${item.list}.${item.id}.title`]
  return `${isEmpty(title) ? t.unnamed : title}: ${labelOf(t, path)}`
}

/** A value as people read it. @returns null for nothing */
export function valueWords(t: MonthlyTexts, path: string, value: FieldValue | undefined): string | null {
  if (value === undefined || value === null || isEmpty(value)) return null
  const kind = kindOf(path)
  if (kind?.is === 'flag') return t.yes
  if (kind?.is === 'choice') {
    const member = path.slice(path.lastIndexOf('.') + 1)
    return t.choices[member]?.[String(value)] ?? String(value)
  }
  const day = kind?.is === 'day' ? dayIn(value) : null
  return day ? formatDay(startOf(day)) : String(value)
}

/** A rule in the words of its field, with days as people write them. */
export function monthlyIssueText(t: MonthlyTexts, { code, path, params }: MonthlyIssue, fields: Fields): string {
  const dayed = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(startOf(value as Day)) : value,
    ]),
  )
  return t.issueText[code](fullLabel(t, path, fields), dayed)
}
