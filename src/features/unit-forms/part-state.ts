import { isEmpty } from '#domain/unit-forms/fields.ts'
import { blockingIn } from '#domain/unit-forms/issues.ts'
import { standing } from '#domain/unit-forms/items.ts'
import { partOf } from '#domain/unit-forms/layout.ts'
import { returnsOf } from '#domain/unit-forms/state.ts'
import { labelOf } from '#i18n/form-words.ts'
import type { WordTone } from '#i18n/sync-words.ts'
import type { FormPage } from './form-page.ts'

/** How a part stands, in words: what was sent back before what is open, and that before what is there. */
export function partWords(page: FormPage, part: string): { tone: WordTone; text: string } {
  const { t, fields, found, state } = page
  const { isList, fieldsOf } = t.layout
  const of = (path: string) => partOf(t.layout, path) === part
  const reasons = state === 'returned' ? returnsOf(found.report).flatMap((entry) => entry.fields) : []
  if (reasons.some(({ path }) => of(path))) return { tone: 'alarm', text: t.partState.returned }
  if (found.report?.kept.some(({ path }) => of(path))) return { tone: 'wait', text: t.partState.both }
  const items = isList(part) ? standing(fields, part).length : 0
  const said = fieldsOf(part).find((path) => !isEmpty(page.snapshot[path]))
  const open = blockingIn(page.issues).filter(({ path }) => of(path))
  if (items === 0 && said === undefined) return { tone: 'plain', text: t.partState.empty }
  if (open.length > 0) return { tone: 'wait', text: t.partState.open(open.length) }
  if (!isList(part)) return { tone: 'ok', text: t.partState.done }
  return { tone: 'ok', text: said === undefined ? t.partState.items(items) : labelOf(t, said) }
}
