import { instantOf } from '#domain/time.ts'
import { type AccountDb, getMeta, setMeta } from './db.ts'
import { readRefused } from './views.ts'

/** What this device holds that nobody else has. */
export interface Unsent {
  /** changes without the server's word, and what broke of what was written here */
  waiting: number
  /** of reports, and of the short forms of tasks */
  drafts: number
  /** photos of sent reports that the server does not have whole */
  photos: number
}

export async function countUnsent(db: AccountDb): Promise<Unsent> {
  const [waiting, broken, drafts, forms, photos] = await Promise.all([
    db.outbox.filter(({ verdict }) => verdict === null).count(),
    db.aside.filter(({ table }) => table !== 'records').count(),
    db.drafts.count(),
    db.forms.count(),
    db.photos.where('state').equals('waiting').count(),
  ])
  return { waiting: waiting + broken, drafts: drafts + forms, photos }
}

/** Whether losing this database would lose somebody's words. */
export const holdsWork = async (db: AccountDb): Promise<boolean> =>
  (await db.drafts.count()) + (await db.forms.count()) + (await db.outbox.count()) + (await db.aside.count()) > 0

/** Everything that the summary line speaks of, in one read. */
export async function readStanding(db: AccountDb) {
  const [outbox, { drafts, photos }, refused, broken] = await Promise.all([
    db.outbox.orderBy('seq').toArray(),
    countUnsent(db),
    readRefused(db),
    db.aside.count(),
  ])
  return { outbox, drafts, photos, refused: refused.length, broken }
}

/**
 * Recognises a database that was taken away by the system: work was saved once, and now its mark is not the one
 * that was put into it. Sync fills an emptied database again at once, so what else is in it tells nothing. Says so
 * in `meta`, so that the officer is told. [ST6]
 * @param mark as it was remembered beside the database; undefined by a build that did not know of marks, for which
 * a database without anything was emptied
 * @returns whether it was found emptied now
 */
export async function noteIfEmptied(
  db: AccountDb,
  { hadWork, mark }: { hadWork: boolean; mark: string | undefined },
  nowMs: number,
): Promise<boolean> {
  if (!hadWork) return false
  if (mark === undefined ? await holdsAnything(db) : (await getMeta(db, 'mark')) === mark) return false
  await setMeta(db, 'emptied', instantOf(nowMs))
  return true
}

async function holdsAnything(db: AccountDb): Promise<boolean> {
  const tables = [db.meta, db.outbox, db.drafts, db.forms, db.records]
  return (await Promise.all(tables.map((table) => table.count()))).some((count) => count > 0)
}

/** What this database is known by; put into it when it has none. */
export const markOf = (db: AccountDb, newId: () => string): Promise<string> =>
  db.transaction('rw', db.meta, async () => {
    const mark = (await getMeta(db, 'mark')) ?? newId()
    await setMeta(db, 'mark', mark)
    return mark
  })
