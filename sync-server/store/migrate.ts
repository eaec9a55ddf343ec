import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as first from './migrations/0001-first.ts'
import * as successors from './migrations/0002-successors.ts'
import * as logChain from './migrations/0004-log-chain.ts'
import * as replicaOrder from './migrations/0005-replica-order.ts'
import * as spaceMarks from './migrations/0006-space-marks.ts'
import * as pulse from './migrations/0007-pulse.ts'
import * as backups from './migrations/0008-backups.ts'
import * as heirs from './migrations/0009-heirs.ts'
import * as photoOwner from './migrations/0010-photo-owner.ts'
import * as wholeIndexes from './migrations/0011-whole-indexes.ts'
import * as reminders from './migrations/0012-reminders.ts'
import type { Schema } from './schema.ts'

const migrations = {
  '0001-first': first,
  '0002-successors': successors,
  '0004-log-chain': logChain,
  '0005-replica-order': replicaOrder,
  '0006-space-marks': spaceMarks,
  '0007-pulse': pulse,
  '0008-backups': backups,
  '0009-heirs': heirs,
  '0010-photo-owner': photoOwner,
  '0011-whole-indexes': wholeIndexes,
  '0012-reminders': reminders,
}

const migratorOf = (db: Kysely<Schema>) => new Migrator({ db, provider: { getMigrations: async () => migrations } })

/** Whether every step was taken already. */
export async function isUpToDate(db: Kysely<Schema>): Promise<boolean> {
  return (await migratorOf(db).getMigrations()).every(({ executedAt }) => executedAt !== undefined)
}

/** Brings the tables up to this build, forward only. @throws when a step fails; the database keeps its old shape. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest()
  if (error) throw error
}
