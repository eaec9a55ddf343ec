import type { Mid } from '../ids.ts'
import type { SignedBy } from '../organisation/roles.ts'
import { isEmpty, itemOf } from './fields.ts'
import { memberPath, startOfItem, UNWRITTEN } from './items.ts'
import type { SharedFields } from './merge.ts'

/**
 * Items that were taken out and hold words of somebody else, or words that came later: whoever took them out may
 * never have read those. They stay out with their words until someone takes them back. [MR3]
 * @returns the start of the paths of each: `issues.<id>`
 */
export function takenOutUnread({
  fields,
  edits,
}: {
  fields: SharedFields
  edits: readonly { id: Mid; by: SignedBy }[]
}): string[] {
  const edited = new Map(edits.map(({ id, by }, at) => [id, { at, author: by.accountId }]))
  const unread = Object.entries(fields).flatMap(([path, { value, mid }]) => {
    const item = itemOf(path)
    const out = item && fields[memberPath(item, 'removed')]
    if (out?.value !== true || UNWRITTEN.has(item?.member ?? '') || isEmpty(value)) return []
    const [taken, written] = [edited.get(out.mid), edited.get(mid)]
    const isUnread = taken && written && (written.author !== taken.author || written.at > taken.at)
    return item && isUnread ? [startOfItem(item)] : []
  })
  return [...new Set(unread)]
}
