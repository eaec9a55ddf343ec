import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { lockFolder } from '#server/store/lock.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { databaseIn } from '../data.ts'
import { type DemoAccount, seedDemo } from './seed.ts'

interface Options {
  dataDir: string
  /** forget an earlier demo first */
  fresh: boolean
  now: Instant
  newId: () => string
  random: (bytes: number) => Uint8Array
}

/**
 * Makes the demo in a folder unless it is there already. The accounts' file is also its mark: empty while the demo
 * is being made, so that a half-made one is made anew, and a database without it is never touched.
 */
export async function ensureDemo(options: Options): Promise<Result<DemoAccount[], 'folder-in-use' | 'folder-foreign'>> {
  const { dataDir, fresh, now } = options
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(dataDir)
  if (!unlock) return fail('folder-in-use')
  try {
    const file = join(dataDir, 'demo-accounts.json')
    const marked = existsSync(file)
    if (!marked && existsSync(databaseIn(dataDir))) return fail('folder-foreign')
    const there = marked ? (JSON.parse(await readFile(file, 'utf8')) as DemoAccount[]) : []
    if (there.length > 0 && !fresh) return ok(there)

    await writePrivate(file, [])
    for (const part of ['', '-wal', '-shm']) await rm(databaseIn(dataDir) + part, { force: true })
    await rm(join(dataDir, 'photos'), { recursive: true, force: true })
    const store = await openSqlite(databaseIn(dataDir))
    try {
      const accounts = await seedDemo(store, options, now)
      await writePrivate(file, accounts)
      return ok(accounts)
    } finally {
      await store.close()
    }
  } finally {
    unlock()
  }
}

/** The whole file or the one before: never half of it. */
async function writePrivate(file: string, accounts: readonly DemoAccount[]): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
