import { canonical } from '#domain/canonical.ts'
import type { AccountDb } from '../db.ts'
import { type FormRow, SEEN } from '../forms.ts'

/**
 * Fields, and the last part of the paths of fields, of which one is chosen, or in which nobody writes: two of them
 * cannot stand one after the other. Names alone, since a file is taken where no form's own table is loaded; a test
 * compares them with every table.
 */
export const SINGLE: ReadonlySet<string> = new Set(
  (
    'kind channel about under16 personHow parentsHow ' +
    'topic origin level accuracy result risk subject consent tone source firstSeen day start end at incident planItem'
  ).split(' '),
)
const isProse = (field: string) => !SINGLE.has(field.slice(field.lastIndexOf('.') + 1))

/**
 * Keeps a form that comes from another device. A task has one form of each sort, so that a second could never be
 * opened: where the two say different things, what was written there is put behind what was written here, and
 * its officer decides; a choice or a number made here stays. Coming again, it is known. To be called inside a
 * transaction over forms. [HO3]
 * @returns whether anything was new
 */
export async function keepForm(db: AccountDb, incoming: Omit<FormRow, 'taken'>): Promise<boolean> {
  const { id, values } = incoming
  const origin = canonical(values)
  const here = await db.forms.get(id)
  if (!here) {
    await db.forms.add({ ...incoming, taken: [origin] })
    return true
  }
  const taken = here.taken ?? []
  if (taken.includes(origin) || canonical(here.values) === origin) return false
  const joined = Object.entries(values).map(([field, there]) => [field, joinedValue(field, here.values[field], there)])
  await db.forms.put({ ...here, values: { ...here.values, ...Object.fromEntries(joined) }, taken: [...taken, origin] })
  return true
}

function joinedValue(field: string, here: unknown, there: unknown): unknown {
  if (here === undefined || here === null || here === '') return there
  // what its author had seen in a field belongs to what was written here
  if (field.startsWith(SEEN)) return here
  if (typeof here !== 'string' || typeof there !== 'string' || !isProse(field)) return here
  return here.includes(there) ? here : `${here} / ${there}`
}
