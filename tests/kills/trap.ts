import { createRequire, syncBuiltinESMExports } from 'node:module'
import { DatabaseSync } from 'node:sqlite'
import type { Point } from './points.ts'

/**
 * Preloaded into the real server (`node --import`): at one named point, the so-manieth time that it is reached, the
 * process is gone as by a power cut to it. The product knows nothing of this; the points lie at its borders to the
 * database, the disk and the network.
 */
const armed = process.env.KILL_AT
let left = Number(process.env.KILL_NTH ?? 1)

function reached(point: Point): void {
  if (point !== armed) return
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}

if (armed !== undefined) {
  trapSqlite()
  await trapPostgres()
  trapAnswers()
  trapFiles()
}

function trapSqlite(): void {
  const prepare = DatabaseSync.prototype.prepare
  DatabaseSync.prototype.prepare = function (sql, ...rest) {
    const statement = prepare.call(this, sql, ...rest)
    if (!/^\s*commit/i.test(sql)) return statement
    for (const way of ['run', 'all'] as const) {
      const original = statement[way].bind(statement) as (...values: never[]) => unknown
      Object.assign(statement, {
        [way]: (...values: never[]) => {
          reached('before-commit')
          const done = original(...values)
          reached('after-commit')
          return done
        },
      })
    }
    return statement
  }
}

/** A read ends with a commit too, on this engine as on the other: it is a moment like any. */
async function trapPostgres(): Promise<void> {
  if (!process.env.DATABASE_URL) return
  const { default: pg } = await import('pg')
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  const trapped = function (this: unknown, ...args: unknown[]): unknown {
    const [asked] = args
    const text = typeof asked === 'string' ? asked : String((asked as { text?: unknown } | undefined)?.text ?? '')
    if (!/\bcommit\s*$/i.test(text)) return query.apply(this, args)
    reached('before-commit')
    const done = query.apply(this, args)
    if (done instanceof Promise) void done.then(() => reached('after-commit'))
    return done
  }
  Object.assign(pg.Client.prototype, { query: trapped })
}

/** Verdicts that never leave, or not whole. */
function trapAnswers(): void {
  const { ServerResponse } = createRequire(import.meta.url)('node:http') as typeof import('node:http')
  const end = ServerResponse.prototype.end as (...args: unknown[]) => unknown
  const trapped = function (this: import('node:http').ServerResponse, ...args: unknown[]): unknown {
    const { method, url = '' } = this.req
    if (method === 'GET' || method === 'HEAD' || !url.startsWith('/api/')) return end.apply(this, args)
    reached('before-answer')
    const [body] = args
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : null
    if (armed === 'half-answer' && left === 1 && text !== null && text.length > 1)
      return this.write(text.subarray(0, text.length >> 1), () => reached('half-answer'))
    reached('half-answer')
    return end.apply(this, args)
  }
  Object.assign(ServerResponse.prototype, { end: trapped })
}

function trapFiles(): void {
  const promises = createRequire(import.meta.url)('node:fs/promises') as typeof import('node:fs/promises')
  const { open, rename } = promises
  promises.rename = async (from, to) => {
    reached('before-rename')
    await rename(from, to)
    reached('after-rename')
  }
  promises.open = async (...args) => {
    const file = await open(...args)
    const sync = file.sync.bind(file)
    const writeFile = file.writeFile.bind(file)
    return Object.assign(file, {
      async writeFile(...given: Parameters<typeof writeFile>) {
        await writeFile(...given)
        reached('photo-written')
      },
      async sync() {
        await sync()
        reached('photo-synced')
      },
    })
  }
  syncBuiltinESMExports()
}
