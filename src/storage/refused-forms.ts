import type { Mid, PhotoId } from '#domain/ids.ts'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import type { FormRow } from './forms.ts'
import { photosOfForm } from './product-photos.ts'

/** `begun`: other words lie in that form already, and stay as they are. */
type Reopened = 'opened' | 'begun'

/**
 * Makes a short form again of what the server refused, its pictures among it; asked twice, it is the same form. What
 * was refused stays in the tray until the form is sent. A form has room for one: what was begun there is never
 * written over. [PR3, DR4]
 * @param photos the pictures that the refused change declared
 */
export const openRefusedForm = (
  db: AccountDb,
  mid: Mid,
  { id, values }: Pick<FormRow, 'id' | 'values'>,
  photos: readonly PhotoId[],
  clock: () => number,
): Promise<Reopened> =>
  db.transaction('rw', [db.forms, db.photos], async () => {
    const here = await db.forms.get(id)
    if (here?.replaces === mid) return 'opened'
    if (here || (await photosOfForm(db, id)).length > 0) return 'begun'
    await db.forms.add({ id, values, savedAt: instantOf(clock()), replaces: mid })
    const pictures = db.photos.where('id').anyOf([...photos])
    await pictures.modify({ draftId: id, state: 'draft', offset: 0, problem: null })
    return 'opened'
  })
