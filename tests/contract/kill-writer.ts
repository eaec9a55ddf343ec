import type { DepartmentId } from '#domain/ids.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { advance } from '#server/store/spaces.ts'
import { openSqlite } from '#server/store/sqlite.ts'

/** Writes without end and says each version once it is durable; its parent kills it. */
const [file = '', department = ''] = process.argv.slice(2)
const store = await openSqlite(file)
const write = () => store.write(department, (tx) => advance(tx, department as DepartmentId, BULLETIN))
for (;;) for (const version of await Promise.all([write(), write(), write()])) process.stdout.write(`${version}\n`)
