import { canonical } from '../canonical.ts'
import type { IncidentDraftBody } from './draft.ts'

/**
 * Whether a sent report says what a draft says. Sending fills in a title, and leaves out the sub-form of another
 * category and actions without words: that alone makes no difference. [HO3]
 */
export function saysTheSame(draft: IncidentDraftBody, sent: IncidentDraftBody): boolean {
  const title = draft.title.trim() === '' ? '' : draft.title
  const plain = (body: IncidentDraftBody) => ({
    ...body,
    title: title === '' ? '' : body.title,
    details: sent.details === null ? null : body.details,
    actions: body.actions.filter(({ text }) => text.trim() !== ''),
  })
  return canonical(plain(draft)) === canonical(plain(sent))
}
