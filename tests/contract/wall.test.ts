import { randomBytes, randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { instantOf } from '#domain/time.ts'
import { createDepartment } from '#server/organisation/department.ts'
import { accountByUsername, insertAccount } from '#server/store/accounts.ts'
import { departments } from '#server/store/organisation.ts'
import { openPostgres } from '#server/store/postgres.ts'
import { postgresPool } from '#server/store/postgres-pool.ts'
import { APP_ROLE, OUTSIDE } from '#server/store/postgres-wall.ts'
import type { Schema } from '#server/store/schema.ts'
import { holderOf, holderWithPosts, insertSession, readerWithPosts } from '#server/store/sessions.ts'
import { type Scope, SERVER, type Store, type Tx } from '#server/store/store.ts'
import { DEPARTMENT_TABLES, KEYS, TABLE_NAMES } from '#server/store/tables.ts'
import { uuid } from '#tests/support/builders.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres/database.ts'

const [A, B] = [uuid(0xd1), uuid(0xd2)] as DepartmentId[] as [DepartmentId, DepartmentId]
const NOW = '2026-11-19T06:00:00.000Z'

describe('the wall by department on PostgreSQL', () => {
  let database: TestDatabase
  let store: Store
  /** as the role that owns the tables, and as one that passes every wall */
  let owner: Kysely<Schema>
  let superuser: Kysely<Schema>

  beforeEach(async () => {
    database = await testDatabase()
    const opened = await openPostgres(database.url)
    if (!opened.ok) throw new Error(opened.error.code)
    store = opened.value
    const connect = (connectionString: string) =>
      new Kysely<Schema>({
        dialect: new PostgresDialect({ pool: postgresPool({ connectionString }) }),
      })
    owner = connect(database.url)
    superuser = connect(database.superUrl)
    const sources = { newId: randomUUID as () => string, random: randomBytes as (bytes: number) => Uint8Array }
    for (const [department, name] of [
      [A, 'an'],
      [B, 'binh'],
    ] as const)
      await store.write(department, async (tx) => {
        const founding = {
          id: department,
          name: `Sở ${name} (minh họa)`,
          officePhone: '0900 000 001',
          at: instantOf(0),
        }
        await createDepartment(tx, sources, founding)
        await insertPersonal(tx, department, name)
      })
  })
  afterEach(async () => {
    await store.close()
    await owner.destroy()
    await superuser.destroy()
    await database.drop()
  })

  async function insertPersonal(tx: Tx, department: string, name: string) {
    const [person, account] = [uuid(0xf1), uuid(0xf2)]
    await tx.insertInto('people').values({ department, id: person, name, position: '', phone: '', email: '' }).execute()
    await insertAccount(tx, {
      department,
      id: account,
      person_id: person,
      username: name,
      password_hash: null,
      disabled_at: null,
      created_at: NOW,
    })
    await insertSession(tx, {
      department,
      id: uuid(0xf3),
      account_id: account,
      token_hash: `hash of ${name}`,
      device: '',
      device_key: null,
      shared: 0,
      created_at: NOW,
      seen_at: NOW,
      expires_at: '2027-01-01T00:00:00.000Z',
      revoked_at: null,
    })
  }

  /** A query in which somebody forgot the department. */
  const usernames = (scope: Scope) =>
    store.read(scope, async (tx) =>
      (await tx.selectFrom('accounts').select('username').execute()).map((row) => row.username),
    )

  it('[ST10] a query that forgets its department gets the rows of its own only', async () => {
    expect(await usernames(A)).toEqual(['an'])
    expect(await usernames(B)).toEqual(['binh'])
    expect(await usernames(uuid(0xd3))).toEqual([])
    expect(await usernames(SERVER)).toEqual([])
    const spaces = await store.read(A, (tx) => tx.selectFrom('spaces').select('department').execute())
    expect(new Set(spaces.map(({ department }) => department))).toEqual(new Set([A]))
  })

  it('[ST10] a query that names another department gets nothing, and changes nothing', async () => {
    expect(
      await store.read(A, (tx) => tx.selectFrom('people').selectAll().where('department', '=', B).execute()),
    ).toEqual([])
    await store.write(A, (tx) => tx.updateTable('people').set({ name: 'x' }).execute())
    await store.write(A, (tx) => tx.deleteFrom('sessions').where('department', '=', B).execute())
    await store.write(A, (tx) => tx.updateTable('departments').set({ name: 'x' }).execute())
    await expect(
      store.write(A, (tx) =>
        tx.insertInto('registers').values({ department: B, name: 'n', year: 1, last: 1 }).execute(),
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(store.write(A, (tx) => tx.updateTable('people').set({ department: B }).execute())).rejects.toThrow(
      /row-level security/,
    )
    const people = await superuser.selectFrom('people').select('name').orderBy('department').execute()
    expect(people.map(({ name }) => name)).toEqual(['x', 'binh'])
    expect((await store.read(SERVER, departments)).map(({ id, name }) => [id, name]).sort()).toEqual([
      [A, 'x'],
      [B, 'Sở binh (minh họa)'],
    ])
    expect(await superuser.selectFrom('sessions').selectAll().execute()).toHaveLength(2)
  })

  it('[ST10] a scope does not outlive its transaction, whichever connection comes next', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => usernames(i % 2 ? A : B)))
    expect(await Promise.all(Array.from({ length: 20 }, () => usernames(SERVER)))).toEqual(Array(20).fill([]))
    await expect(store.read(A, (tx) => sql`select 1/0`.execute(tx))).rejects.toThrow()
    expect(await usernames(SERVER)).toEqual([])
  })

  it('[ST10] a name or the hash of a token leads to its own department, and to nothing else', async () => {
    expect(await usernames({ username: 'an' })).toEqual(['an'])
    expect(await usernames({ username: 'nobody' })).toEqual([])
    expect(await usernames({ username: "an' or true --" })).toEqual([])
    expect(await usernames({ username: 'an\0' })).toEqual([])
    const held = (tokenHash: string) =>
      store.read({ tokenHash }, async (tx) => [
        await holderOf(tx, 'hash of binh', NOW),
        ...(await readerWithPosts(tx, 'hash of binh', NOW, NOW.slice(0, 10))),
        ...(await holderWithPosts(tx, 'hash of binh', NOW, NOW.slice(0, 10))),
      ])
    expect(await held('hash of binh')).toMatchObject([{ department: B }, { department: B }, { name: 'binh' }])
    expect(await held('hash of an')).toEqual([undefined])
    expect(await held('')).toEqual([undefined])
  })

  it('[OR6] a username is known to be taken where another department has it, and that is all', async () => {
    const [theirs, others] = await store.read(A, async (tx) => [
      await accountByUsername(tx, 'binh'),
      await tx.selectFrom('people').select('name').execute(),
    ])
    expect(theirs?.department).toBe(B)
    expect(others).toEqual([{ name: 'an' }])
  })

  it('[ST10] whoever owns the tables meets the wall too', async () => {
    expect(await owner.selectFrom('accounts').selectAll().execute()).toEqual([])
    expect(await superuser.selectFrom('accounts').selectAll().execute()).toHaveLength(2)
  })

  it('[ST10] every table is behind the wall with a policy, or is known to belong to no department', async () => {
    const { rows } = await sql<{ name: string; forced: boolean; policies: string[]; departmental: boolean }>`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
        array(select polname::text || ' ' || polcmd::text from pg_policy where polrelid = c.oid order by 1) as policies,
        exists (select from pg_attribute where attrelid = c.oid and attname = 'department') as departmental
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and c.relname not like 'kysely%' order by 1`.execute(superuser)
    expect(rows.map(({ name }) => name)).toEqual([...TABLE_NAMES].sort())
    expect(rows.filter(({ forced }) => !forced).map(({ name }) => name)).toEqual([...OUTSIDE].sort())
    expect(rows.filter(({ departmental }) => departmental).map(({ name }) => name)).toEqual(
      [...DEPARTMENT_TABLES].sort(),
    )
    const more: Record<string, string[]> = {
      accounts: ['named r', 'own *'],
      sessions: ['held r', 'own *'],
      departments: ['listed r', 'own *'],
    }
    for (const { name, policies, forced } of rows)
      expect({ name, policies }).toEqual({ name, policies: more[name] ?? (forced ? ['own *'] : []) })
  })

  it('[ST12] every table is known by its primary key, which begins with the department', async () => {
    const { rows } = await sql<{ name: keyof Schema; key: string[] }>`
      select c.relname as name, array(
        select a.attname::text from unnest(i.indkey) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by n) as key
      from pg_index i join pg_class c on c.oid = i.indrelid
      where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'`.execute(
      superuser,
    )
    expect(Object.fromEntries(rows.map(({ name, key }) => [name, key]))).toEqual(KEYS)
    for (const table of DEPARTMENT_TABLES) expect(KEYS[table][0]).toBe('department')
  })

  it('[ST10] a table that comes later stands behind the wall from the next start on', async () => {
    await sql`create table later (department text, secret text)`.execute(owner)
    await sql`insert into later values (${A}, 'of A'), (${B}, 'of B')`.execute(owner)
    const again = await openPostgres(database.url)
    if (!again.ok) throw new Error(again.error.code)
    const seen = await again.value.read(B, (tx) => sql<{ secret: string }>`select secret from later`.execute(tx))
    expect(seen.rows).toEqual([{ secret: 'of B' }])
    await again.value.close()
  })

  it('[ST10] the server works as a role that owns nothing, passes no wall and cannot sign in', async () => {
    const { rows } = await sql`
      select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
        (select count(*) from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = ${APP_ROLE}`.execute(
      superuser,
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, owned: 0 }])
    const me = await store.write(A, (tx) => sql<{ me: string }>`select current_user as me`.execute(tx))
    expect(me.rows).toEqual([{ me: APP_ROLE }])
    await expect(store.write(A, (tx) => sql`drop table log`.execute(tx))).rejects.toThrow(/must be owner/)
    await expect(store.read(A, (tx) => tx.deleteFrom('people').execute())).rejects.toThrow(/read-only/)
  })
})
