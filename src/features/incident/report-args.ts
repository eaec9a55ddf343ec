import { detailsKindOf, saysSomething } from '#domain/incidents/details.ts'
import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import { storableText } from '#domain/text.ts'
import { derivedTitle, type TitleLabels } from '#i18n/incident-words.ts'
import type { DraftChange, PlainChange } from '#storage/mutate.ts'
import type { DraftRow } from '#storage/tables.ts'

/**
 * "Gửi": the draft as it is stored, and behind it the end of what it replaces and of its way to other devices,
 * all or nothing. [DR8, DR4, HO7]
 */
export const sendingOf = (draftId: string, labels: TitleLabels): DraftChange => ({
  draftId,
  changesOf(draft, photos) {
    const behind: PlainChange[] = []
    if (draft.replaces) behind.push({ name: 'attention.discard', args: { mid: draft.replaces } })
    if (draft.carried) behind.push({ name: 'draft.taken', args: { draftId } })
    return [changeOf(draft, photos, labels), ...behind]
  },
})

/**
 * A draft as the mutation takes it: a title where none was written, the sub-form of its own category where
 * something was answered. [IN4, IN8]
 */
export function changeOf(draft: DraftRow, photos: readonly PhotoRef[], labels: TitleLabels) {
  const { incidentId, unitId, report } = draft
  const body = completed(draft.body, labels)
  return report === 'initial'
    ? { name: 'incident.report', args: { incidentId, unitId, body, photos } }
    : { name: 'incident.supplement', args: { incidentId, report, body, photos } }
}

function completed(body: IncidentDraftBody, labels: TitleLabels): IncidentDraftBody {
  const kind = body.category && detailsKindOf(body.category)
  return storable({
    ...body,
    title: body.title.trim() === '' ? derivedTitle(body, labels) : body.title,
    details: body.details?.kind === kind && saysSomething(body.details) ? body.details : null,
    actions: body.actions.filter(({ text }) => text.trim() !== ''),
  })
}

/** Every text of a form as it may be stored: NFC, no control characters, no word lost. [TX1] */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return storableText(value) as T
  if (Array.isArray(value)) return value.map((item) => storable(item)) as T
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storable(item)])) as T
  return value
}
