import { type AccountDb, getMeta, setMeta } from '#storage/db.ts'

/**
 * The line as it stands, the name of this copy of the database, made when it is first needed, and the server's epoch;
 * all of one moment, so that what belongs to one of them is never sent under another. [SY9, SY13, BK8]
 */
export const readLine = (db: AccountDb, newId: () => string) =>
  db.transaction('rw', [db.meta, db.outbox], async () => {
    const rows = await db.outbox.toArray()
    return { rows, replica: await replicaOf(db, newId), epoch: await getMeta(db, 'epoch') }
  })

export const replicaOf = (db: AccountDb, newId: () => string): Promise<string> =>
  db.transaction('rw', db.meta, async () => {
    const known = await getMeta(db, 'replica')
    if (known !== undefined) return known
    const replica = newId()
    await setMeta(db, 'replica', replica)
    return replica
  })

/**
 * The server knows this replica as another's, or saw one of its numbers on another change: a cloned profile, a
 * phone that went back in time. It takes a new name and counts anew; what waits keeps its mids and its order, so
 * that nothing is ever sent as something else. [SY9, SY13]
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
