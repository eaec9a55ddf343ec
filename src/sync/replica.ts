import { type AccountDb, getMeta, setMeta } from '#storage/db.ts'

/** The name of this copy of the database, made when it is first needed. [SY9] */
export const replicaOf = (db: AccountDb, newId: () => string): Promise<string> =>
  db.transaction('rw', db.meta, async () => {
    const known = await getMeta(db, 'replica')
    if (known !== undefined) return known
    const replica = newId()
    await setMeta(db, 'replica', replica)
    return replica
  })

/**
 * The server knows this replica as another's: a cloned profile, a phone that went back in time. It takes a new
 * name and counts anew; what waits keeps its mids and its order, so that nothing is ever sent as something else.
 * @param foreign the name that was refused: another tab may have changed it already
 */
export const renewReplica = (db: AccountDb, foreign: string, newId: () => string): Promise<void> =>
  db.transaction('rw', [db.meta, db.outbox], async () => {
    if ((await getMeta(db, 'replica')) !== foreign) return
    const rows = await db.outbox.orderBy('seq').toArray()
    await db.outbox.bulkPut(rows.map((row, i) => ({ ...row, seq: i + 1 })))
    await setMeta(db, 'seq', rows.length)
    await setMeta(db, 'replica', newId())
  })
