import type { Mid, PhotoId } from '#domain/ids.ts'
import type { Task } from '#domain/tasks/task.ts'
import type { AccountDb } from './db.ts'
import { deletePhotos, photosIn } from './photos.ts'
import { isSoundRecord } from './sound.ts'
import type { PhotoRow } from './tables.ts'
import { stands } from './views.ts'

/** The pictures of a form that is not sent; those of an earlier one of the same record are not among them. */
export const photosOfForm = (db: AccountDb, formId: string): Promise<PhotoRow[]> =>
  db.photos
    .where('draftId')
    .equals(formId)
    .filter(({ state }) => state === 'draft')
    .toArray()

/**
 * Pictures whose product was taken out again are not sent: while the server may still refuse that, they stay; once
 * it has it, they go. To be called before pictures are uploaded. [PH9]
 * @param waiting pictures that would be sent
 * @returns those that are held back
 */
export function settleTakenOut(db: AccountDb, waiting: readonly PhotoRow[]): Promise<Set<PhotoId>> {
  const ofTasks = waiting.filter(({ entityType }) => entityType === 'task')
  if (ofTasks.length === 0) return Promise.resolve(new Set())
  return db.transaction('rw', [db.photos, db.photoChunks, db.outbox, db.records], async () => {
    const ids = [...new Set(ofTasks.map(({ entity }) => entity))]
    const records = await db.records
      .where('[type+id]')
      .anyOf(ids.map((id) => ['task', id]))
      .toArray()
    const timelines = records.filter(isSoundRecord).flatMap(({ body }) => (body as Task).timeline)
    const outbox = (await db.outbox.where('entity').anyOf(ids).toArray()).filter(stands)

    const knownOut = new Set(timelines.flatMap((entry) => (entry.kind === 'product_removed' ? [entry.productId] : [])))
    const askedOut = new Set(
      outbox.flatMap(({ name, args }) =>
        name === 'task.removeProduct' ? [(args as { productId: Mid }).productId] : [],
      ),
    )
    const shown = [
      ...timelines.flatMap((entry) =>
        entry.kind === 'product_added' ? photosIn(entry).map((photo) => ({ photo, product: entry.id })) : [],
      ),
      ...outbox.flatMap(({ mid, args }) => photosIn(args).map((photo) => ({ photo, product: mid }))),
    ]
    const photosWhere = (fits: (product: Mid) => boolean) =>
      new Set(shown.filter(({ product }) => fits(product)).map(({ photo }) => photo))
    const standing = photosWhere((product) => !knownOut.has(product) && !askedOut.has(product))
    const mayStand = photosWhere((product) => !knownOut.has(product))
    const all = photosWhere(() => true)
    await deletePhotos(
      db,
      ofTasks.filter(({ id }) => all.has(id) && !mayStand.has(id)),
    )
    return new Set([...all].filter((photo) => !standing.has(photo)))
  })
}
