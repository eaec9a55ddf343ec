import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

export type PushRow = Schema['pushes']

/** Who has been reminded of what today. */
export const remindersOn = (tx: Tx, department: string, day: string) =>
  tx.selectFrom('reminders').selectAll().where('department', '=', department).where('day', '=', day).execute()

/** Takes one reminder for oneself. @returns false where somebody has it already [RM10] */
export async function claimReminder(tx: Tx, row: Schema['reminders']): Promise<boolean> {
  const taken = await tx
    .insertInto('reminders')
    .values(row)
    .onConflict((on) => on.columns(['department', 'account_id', 'key', 'day']).doNothing())
    .returning('key')
    .execute()
  return taken.length > 0
}

/** Takes the second try of a day. @returns false where it was taken */
export async function claimAgain(tx: Tx, row: Omit<Schema['reminders'], 'tries'>): Promise<boolean> {
  const taken = await tx
    .updateTable('reminders')
    .set({ tries: 2, batch: row.batch, at: row.at })
    .where('department', '=', row.department)
    .where('account_id', '=', row.account_id)
    .where('key', '=', row.key)
    .where('day', '=', row.day)
    .where('tries', '=', 1)
    .returning('key')
    .execute()
  return taken.length > 0
}

/** Whether an incident's reminder was ever given to that account, on whatever day. */
export const wasReminded = async (tx: Tx, department: string, account: string, key: string): Promise<boolean> =>
  (await tx
    .selectFrom('reminders')
    .select('key')
    .where('department', '=', department)
    .where('account_id', '=', account)
    .where('key', '=', key)
    .executeTakeFirst()) !== undefined

export const insertPush = (tx: Tx, row: PushRow) => tx.insertInto('pushes').values(row).execute()

/** What came of handing a message over. */
export const settlePush = (
  tx: Tx,
  { department, id, state, accepted_at }: Pick<PushRow, 'department' | 'id' | 'state' | 'accepted_at'>,
) =>
  tx
    .updateTable('pushes')
    .set({ state, accepted_at })
    .where('department', '=', department)
    .where('id', '=', id)
    .execute()

/** Messages of a time that did not get through, or of which a server that died never said, and that may be tried again. */
export const openPushes = (tx: Tx, department: string, since: string, before: string, most: number) =>
  tx
    .selectFrom('pushes')
    .selectAll()
    .where('department', '=', department)
    .where('state', 'in', ['failed', 'claimed'])
    .where('tries', '<', most)
    .where('at', '>=', since)
    .where('at', '<', before)
    .execute()

/** Takes a message for another try. @returns false where another process has it */
export async function claimRetry(tx: Tx, row: PushRow, tokenHash: string, now: string): Promise<boolean> {
  const taken = await tx
    .updateTable('pushes')
    .set({ state: 'claimed', tries: row.tries + 1, token_hash: tokenHash, at: now })
    .where('department', '=', row.department)
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .where('tries', '=', row.tries)
    .returning('id')
    .execute()
  return taken.length > 0
}

/** The phone says that it showed a message; only the first time counts. @returns false for a token that nobody has */
export async function markShown(tx: Tx, department: string, tokenHash: string, at: string): Promise<boolean> {
  const row = await tx
    .selectFrom('pushes')
    .select(['id', 'shown_at'])
    .where('department', '=', department)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (!row) return false
  if (row.shown_at === null)
    await tx
      .updateTable('pushes')
      .set({ shown_at: at })
      .where('department', '=', department)
      .where('id', '=', row.id)
      .where('shown_at', 'is', null)
      .execute()
  return true
}

/** Whether any message of a batch was shown by a phone. */
export const wasShown = async (tx: Tx, department: string, batch: string): Promise<boolean> =>
  (await tx
    .selectFrom('pushes')
    .select('id')
    .where('department', '=', department)
    .where('batch', '=', batch)
    .where('shown_at', 'is not', null)
    .executeTakeFirst()) !== undefined

/** Reminders of these duties with their messages, the newest first. */
export const remindersAbout = (tx: Tx, department: string, keys: readonly string[]) =>
  tx
    .selectFrom('reminders as reminder')
    .leftJoin('pushes as push', (on) =>
      on.onRef('push.department', '=', 'reminder.department').onRef('push.batch', '=', 'reminder.batch'),
    )
    .select(['reminder.key', 'reminder.at', 'push.accepted_at', 'push.shown_at'])
    .where('reminder.department', '=', department)
    .where('reminder.key', 'in', keys)
    .orderBy('reminder.at', 'desc')
    .execute()

/** What was sent so long ago says nothing any more. */
export async function forgetReminders(tx: Tx, department: string, before: string): Promise<void> {
  await tx.deleteFrom('reminders').where('department', '=', department).where('at', '<', before).execute()
  await tx.deleteFrom('pushes').where('department', '=', department).where('at', '<', before).execute()
}
