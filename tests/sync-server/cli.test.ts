import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BULLETIN } from '#domain/spaces.ts'
import { EXIT, runAdmin } from '#server/cli/run.ts'
import { openSession } from '#server/session/open.ts'
import { accountByUsername } from '#server/store/accounts.ts'
import { databaseIn } from '#server/store/open.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { SERVER } from '#server/store/store.ts'
import { at } from '#tests/support/builders.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-cli-'))
})
afterEach(() => rm(folder, { recursive: true }))

const inFolder = (name: string) => join(folder, name)

async function admin(...argv: string[]) {
  const printed: string[] = []
  const complained: string[] = []
  const exit = await runAdmin(argv, {
    dataDir: inFolder('data'),
    databaseUrl: null,
    now: () => at('2026-11-19T06:00:00Z'),
    newId: randomUUID,
    random: randomBytes,
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  })
  return { exit, printed: printed.join('\n'), complained: complained.join('\n') }
}

const create = () => admin('department', 'create', '--name', 'Sở Ví Dụ (minh họa)', '--office-phone', '0900 000 001')
async function withPeople() {
  await create()
  await writeFile(inFolder('units.csv'), 'code,type,name\nSO,department,Sở Ví Dụ (minh họa)\n')
  await writeFile(inFolder('people.csv'), 'username,name,role,unit\nan,Nguyễn An,focal_point,SO\n')
  await admin('units', 'import', inFolder('units.csv'))
  return admin('accounts', 'import', inFolder('people.csv'))
}

async function bulletin() {
  const store = await openSqlite(databaseIn(inFolder('data')))
  const rows = await store.read(SERVER, (tx) =>
    tx
      .selectFrom('records')
      .select(['type', 'version', 'body'])
      .where('space', '=', BULLETIN)
      .orderBy('version')
      .execute(),
  )
  const { head } = await store.read(SERVER, (tx) =>
    tx.selectFrom('spaces').select('head').where('id', '=', BULLETIN).executeTakeFirstOrThrow(),
  )
  await store.close()
  return { rows, head }
}

describe('npm run admin', () => {
  it('tells every command when asked for help, and what it does not know', async () => {
    const help = await admin()
    expect(help.exit).toBe(EXIT.done)
    for (const name of ['department create', 'units import', 'accounts code', 'sessions revoke', 'receipt verify'])
      expect(help.printed).toContain(name)
    const unknown = await admin('units', 'eat')
    expect(unknown.exit).toBe(EXIT.usage)
    expect(unknown.complained).toMatch(/\[command-unknown\]$/)
  })

  it.each([
    [['department', 'create', '--name', 'Sở'], EXIT.usage, '[usage]'],
    [['units', 'import'], EXIT.usage, '[usage]'],
    [['units', 'import', 'x.csv', '--what'], EXIT.usage, '[usage]'],
    [['accounts', 'list'], EXIT.refused, '[data-missing]'],
    [['department', 'create', '--name', 'Sở', '--office-phone', 'gọi tôi'], EXIT.refused, '[phone-wrong]'],
    [['department', 'create', '--name', ' ', '--office-phone', '0900 000 001'], EXIT.refused, '[name-wrong]'],
    [['receipt', 'verify', '/nowhere.json'], EXIT.refused, '[file-unreadable]'],
  ])('%j is one readable line that ends in its code', async (argv, exit, code) => {
    const outcome = await admin(...argv)
    expect(outcome.exit).toBe(exit)
    expect(outcome.complained.split('\n')).toHaveLength(1)
    expect(outcome.complained.endsWith(code)).toBe(true)
    expect(outcome.printed).toBe('')
  })

  it('[OR7] a department comes with its key and the number to call, as versions of its bulletin', async () => {
    expect((await create()).exit).toBe(EXIT.done)
    const { rows, head } = await bulletin()
    expect(rows.map(({ type, version }) => [type, version])).toEqual([
      ['signing_key', 1],
      ['duty', 2],
    ])
    expect(JSON.parse(rows[1]?.body ?? '')).toEqual({ office: '0900 000 001', departmentName: 'Sở Ví Dụ (minh họa)' })
    expect((await admin('department', 'phone', '0900 000 002')).exit).toBe(EXIT.done)
    const after = await bulletin()
    expect([head, after.head, after.rows.at(-1)?.version]).toEqual([2, 3, 3])
    expect(JSON.parse(after.rows.at(-1)?.body ?? '')).toMatchObject({ office: '0900 000 002' })
  })

  it('[OR6] codes are printed once, or go to a file that only its owner reads and that is never overwritten', async () => {
    await create()
    await writeFile(inFolder('units.csv'), 'code,type,name\nSO,department,Sở Ví Dụ (minh họa)\n')
    await writeFile(inFolder('people.csv'), 'username,name,role,unit\nan,Nguyễn An,focal_point,SO\n')
    await admin('units', 'import', inFolder('units.csv'))
    const done = await admin('accounts', 'import', inFolder('people.csv'), '--codes', inFolder('codes.csv'))
    expect(done).toMatchObject({ exit: EXIT.done, complained: '' })
    expect(await readFile(inFolder('codes.csv'), 'utf8')).toMatch(
      /^username,name,code,expires\r\nan,Nguyễn An,\w{5}-\w{5},03\/12\/2026 13:00\r\n$/,
    )
    expect((await stat(inFolder('codes.csv'))).mode & 0o777).toBe(0o600)
    const again = await admin('accounts', 'import', inFolder('people.csv'), '--codes', inFolder('codes.csv'))
    expect(again.complained).toMatch(/\[file-unwritable\]$/)
    const quiet = await admin('accounts', 'import', inFolder('people.csv'), '--codes', inFolder('none.csv'))
    expect(quiet.printed).toContain('Tài khoản mới: 0')
    await expect(stat(inFolder('none.csv'))).rejects.toThrow('ENOENT')
  })

  it('[OR4] a refused import tells line, column and reason, and takes nothing', async () => {
    await withPeople()
    await writeFile(inFolder('more.csv'), 'username,name,role,unit\nbinh,Trần Bình,focal_point,SO\n')
    const outcome = await admin('accounts', 'import', inFolder('more.csv'))
    expect(outcome).toMatchObject({ exit: EXIT.refused, printed: '' })
    expect(outcome.complained.split('\n')).toEqual([
      'Dòng 2, cột unit: Mỗi đơn vị chỉ có 01 đầu mối ("SO"). Kết thúc phân công cũ trước. [focal-point-taken]',
      'Chưa nhập dòng nào: tệp có 1 lỗi. [import-refused]',
    ])
    expect((await admin('accounts', 'list')).printed).not.toContain('binh')
  })

  it('lists, renews codes, disables and enables', async () => {
    expect((await withPeople()).printed).toMatch(/an,Nguyễn An,\w{5}-\w{5},/)
    expect((await admin('accounts', 'list')).printed).toMatch(
      /an {2,}Nguyễn An {2}Đầu mối truyền thông \(SO\) {2}Chưa kích hoạt/,
    )
    expect((await admin('accounts', 'code', 'AN')).printed).toMatch(/^Mã kích hoạt: \w{5}-\w{5}$/m)
    expect((await admin('accounts', 'disable', 'an')).exit).toBe(EXIT.done)
    expect((await admin('accounts', 'list')).printed).toContain('Đã khóa')
    expect((await admin('accounts', 'enable', 'an')).exit).toBe(EXIT.done)
    expect((await admin('accounts', 'list')).printed).toContain('Chưa kích hoạt')
    expect((await admin('accounts', 'code', 'ai')).complained).toMatch(/\[account-unknown\]$/)
    expect((await admin('sessions', 'revoke', 'x')).complained).toMatch(/\[session-unknown\]$/)
    expect((await admin('department', 'show')).printed).toMatch(/SO .*Nguyễn An/)
    expect((await admin('keys', 'list')).printed).toMatch(/(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/)
  })

  it('[RC5] the published keys are what receipt verify reads', async () => {
    await create()
    const { printed } = await admin('keys', 'list', '--json')
    expect(JSON.parse(printed)).toEqual([
      { id: expect.any(String), publicKey: expect.stringMatching(/^[0-9a-f]{64}$/), from: at('2026-11-19T06:00:00Z') },
    ])
  })

  it('lists sessions and ends one', async () => {
    await withPeople()
    const store = await openSqlite(databaseIn(inFolder('data')))
    await store.write(SERVER, async (tx) => {
      const account = await accountByUsername(tx, 'an')
      if (!account) throw new Error('nobody')
      const sources = { newId: () => 'session-1', random: randomBytes }
      const cookies = { session: null, device: null }
      await openSession(tx, account, { device: 'Máy bàn', shared: true }, cookies, sources, at('2026-11-19T05:00:00Z'))
    })
    await store.close()
    expect((await admin('sessions', 'list', 'an')).printed).toMatch(
      /session-1 {2}an {2,}Máy bàn {2}Dùng chung {2}19\/11\/2026 12:00/,
    )
    expect((await admin('sessions', 'list', 'ai')).complained).toMatch(/\[account-unknown\]$/)
    expect((await admin('sessions', 'revoke', 'session-1')).exit).toBe(EXIT.done)
    expect((await admin('sessions', 'list')).printed).not.toContain('session-1')
  })

  it('works beside an open database, and asks which department when there are two', async () => {
    await withPeople()
    const server = await openSqlite(databaseIn(inFolder('data')))
    expect((await admin('accounts', 'disable', 'an')).exit).toBe(EXIT.done)
    await create()
    const unclear = await admin('accounts', 'list')
    expect(unclear.complained).toMatch(/\[department-unclear\]$/)
    const ids = await server.read(SERVER, (tx) =>
      tx.selectFrom('departments').select('id').orderBy('created_at').execute(),
    )
    const listed = await Promise.all(ids.map(({ id }) => admin('accounts', 'list', '--department', id)))
    expect(listed.filter(({ printed }) => printed.includes('Nguyễn An'))).toHaveLength(1)
    await server.close()
  })
})
