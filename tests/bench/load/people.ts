import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { AccountId, DepartmentId } from '#domain/ids.ts'
import { instantOf } from '#domain/time.ts'
import { ensureDemo } from '#server/cli/demo/folder.ts'
import { createPasswords } from '#server/session/passwords.ts'
import { hashOf, newToken } from '#server/session/secrets.ts'
import { insertAccount, insertGrant, insertPerson } from '#server/store/accounts.ts'
import { insertSession } from '#server/store/sessions.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { SERVER } from '#server/store/store.ts'

/** Somebody with a phone that has signed in long ago. */
export interface Person {
  username: string
  password: string
  account: string
  unitId: string
  cookie: string
}

const AN_UNIT_HAS = 4
const DAY_MS = 24 * 3_600_000

/** A province: so many focal points, four to a school, on top of the demo. One password for all: hashing is dear. */
export async function seedPeople(dataDir: string, count: number): Promise<Person[]> {
  const now = instantOf(Date.now())
  const demo = await ensureDemo({
    dataDir,
    fresh: false,
    databaseUrl: null,
    now,
    newId: randomUUID,
    random: randomBytes,
  })
  if (!demo.ok) throw new Error(demo.error)
  const password = 'thuyen buom nui song'
  const password_hash = await createPasswords().hash(password)
  const store = await openSqlite(join(dataDir, 'dau-moi.db'))
  const department = await store.read(
    SERVER,
    async (tx) => (await tx.selectFrom('departments').select('id').executeTakeFirstOrThrow()).id as DepartmentId,
  )
  const people = await store.write(department, async (tx) => {
    const made: Person[] = []
    let unitId = ''
    for (let n = 0; n < count; n += 1) {
      if (n % AN_UNIT_HAS === 0) {
        unitId = randomUUID()
        const name = `Trường số ${n / AN_UNIT_HAS + 1} (minh họa)`
        const valid = { parent_id: null, valid_from: '2020-01-01', valid_to: null }
        await tx
          .insertInto('units')
          .values({ department, id: unitId, code: `T${n}`, type: 'school', name, ...valid })
          .execute()
      }
      const id = randomUUID() as AccountId
      const person_id = randomUUID()
      const username = `tai.${n}`
      const name = `Người số ${n + 1} (minh họa)`
      await insertPerson(tx, {
        department,
        id: person_id,
        name,
        position: 'Giáo viên',
        phone: '0900 000 001',
        email: '',
      })
      await insertAccount(tx, {
        department,
        id,
        person_id,
        username,
        password_hash,
        disabled_at: null,
        created_at: now,
      })
      const role = 'focal_point' as const
      const valid = { valid_from: '2020-01-01', valid_to: null }
      await insertGrant(tx, { department, id: randomUUID(), account_id: id, role, unit_id: unitId, ...valid })
      const token = newToken(randomBytes)
      await insertSession(tx, {
        department,
        id: randomUUID(),
        account_id: id,
        token_hash: hashOf(token),
        device: 'Máy đo (minh họa)',
        device_key: null,
        shared: 0,
        created_at: now,
        seen_at: now,
        expires_at: instantOf(Date.now() + DAY_MS),
        revoked_at: null,
      })
      made.push({ username, password, account: id, unitId, cookie: `dm_session=${token}` })
    }
    return made
  })
  await store.close()
  return people
}
