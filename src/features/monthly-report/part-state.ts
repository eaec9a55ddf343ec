import { fieldsOf, isList, type Part, partOf } from '#domain/monthly-reports/parts.ts'
import { validateMonthly } from '#domain/monthly-reports/validation.ts'
import { isEmpty } from '#domain/unit-forms/fields.ts'
import { standing } from '#domain/unit-forms/items.ts'
import { returnsOf } from '#domain/unit-forms/state.ts'
import type { MonthlyTexts } from '#i18n/monthly-texts.ts'
import type { WordTone } from '#i18n/sync-words.ts'
import type { MonthlyPage } from './use-monthly.ts'

/** How a part of the report stands, in words: what was sent back before what is open, and that before what is there. */
export function partWords(t: MonthlyTexts, page: MonthlyPage, part: Part): { tone: WordTone; text: string } {
  const { fields, found, state } = page
  const of = (path: string) => partOf(path) === part || path === part
  const reasons = state === 'returned' ? returnsOf(found.report).flatMap((entry) => entry.fields) : []
  if (reasons.some(({ path }) => of(path))) return { tone: 'alarm', text: t.partState.returned }
  if (found.report?.kept.some(({ path }) => of(path))) return { tone: 'wait', text: t.partState.both }
  const items = isList(part) ? standing(fields, part).length : 0
  const isUntouched = isList(part) ? items === 0 : fieldsOf(part).every((path) => isEmpty(page.snapshot[path]))
  const open = validateMonthly(page.snapshot, page.period).filter(({ path, level }) => level === 'block' && of(path))
  if (isUntouched) return { tone: 'plain', text: t.partState.empty }
  if (open.length > 0) return { tone: 'wait', text: t.partState.open(open.length) }
  return { tone: 'ok', text: isList(part) ? t.partState.items(items) : t.partState.done }
}
