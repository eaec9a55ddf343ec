import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { lockFolder } from '#server/store/lock.ts'
import { type DataPlace, databaseIn, openStore } from '#server/store/open.ts'
import { departments } from '#server/store/organisation.ts'
import { SERVER, type Store } from '#server/store/store.ts'
import { DEPARTMENT } from './people.ts'
import { type DemoAccount, seedDemo } from './seed.ts'

interface Options extends DataPlace {
  /** forget an earlier demo first */
  fresh: boolean
  now: Instant
  newId: () => string
  random: (bytes: number) => Uint8Array
}

/** `folder-foreign` also of a database. */
type DemoRefusal = 'folder-in-use' | 'folder-foreign' | 'database-kept' | 'database-closed'

/**
 * Makes the demo in a folder unless it is there already. The accounts' file is also its mark: empty while the demo
 * is being made, so that a half-made one is made anew, and a database without it is never touched.
 */
export async function ensureDemo(options: Options): Promise<Result<DemoAccount[], DemoRefusal>> {
  const { dataDir, databaseUrl, fresh } = options
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (databaseUrl !== null) return ensureInDatabase(options)
  const unlock = lockFolder(dataDir)
  if (!unlock) return fail('folder-in-use')
  try {
    const file = markIn(dataDir)
    const marked = existsSync(file)
    if (!marked && existsSync(databaseIn(dataDir))) return fail('folder-foreign')
    const there = await demoIn(dataDir)
    if (there.length > 0 && !fresh) return ok(there)

    await writePrivate(file, [])
    for (const part of ['', '-wal', '-shm']) await rm(databaseIn(dataDir) + part, { force: true })
    await rm(join(dataDir, 'photos'), { recursive: true, force: true })
    return await withStore(options, (store) => seedInto(store, options))
  } finally {
    unlock()
  }
}

/** A database that others may use too: the demo fills an empty one, and never takes anything away. [DE2] */
const ensureInDatabase = (options: Options): Promise<Result<DemoAccount[], DemoRefusal>> =>
  withStore(options, async (store) => {
    if (options.fresh) return fail('database-kept')
    const there = await store.read(SERVER, departments)
    if (there.length === 0) return seedInto(store, options)
    const accounts = await demoIn(options.dataDir)
    const isDemo = there.length === 1 && there[0]?.name === DEPARTMENT && accounts.length > 0
    return isDemo ? ok(accounts) : fail('folder-foreign')
  })

async function withStore<T>(
  options: Options,
  work: (store: Store) => Promise<Result<T, DemoRefusal>>,
): Promise<Result<T, DemoRefusal>> {
  const store = await openStore(options, { create: true })
  if (!store.ok) return fail('database-closed')
  try {
    return await work(store.value)
  } finally {
    await store.value.close()
  }
}

async function seedInto(store: Store, options: Options): Promise<Result<DemoAccount[], never>> {
  const accounts = await seedDemo(store, options, options.now)
  await writePrivate(markIn(options.dataDir), accounts)
  return ok(accounts)
}

const markIn = (dataDir: string): string => join(dataDir, 'demo-accounts.json')

const demoIn = async (dataDir: string): Promise<DemoAccount[]> =>
  existsSync(markIn(dataDir)) ? (JSON.parse(await readFile(markIn(dataDir), 'utf8')) as DemoAccount[]) : []

/** The whole file or the one before: never half of it. */
async function writePrivate(file: string, accounts: readonly DemoAccount[]): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
