import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyLog } from '#server/audit/verify-log.ts'
import { runAdmin } from '#server/cli/run.ts'
import { up } from '#server/store/migrations/0004-log-chain.ts'
import { databaseIn } from '#server/store/open.ts'
import { aReport, aSupplement, DEPARTMENT, openServer, type Server } from './world.ts'

describe('the chain of the log', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
    const phone = server.phone('an')
    const report = aReport()
    await phone.push(report)
    for (let n = 0; n < 4; n += 1) await phone.push(aSupplement(report.entity))
  })
  afterEach(() => server.close())

  const verify = (noted: { seq: number; hash: string } | null = null) => verifyLog(server.store, DEPARTMENT, noted)
  const change = (text: string) => server.store.write(DEPARTMENT, (tx) => sql.raw(text).execute(tx))

  it('[AU1] is whole as it was written, and grows by a line for each accepted change', async () => {
    expect(await verify()).toMatchObject({ ok: true, value: { seq: 5 } })
    await server.phone('an').push(aReport({ body: { whatHappened: '' } }))
    expect(await verify()).toMatchObject({ ok: true, value: { seq: 5 } })
  })

  for (const column of ['at', 'account_id', 'mid', 'name', 'entity', 'args', 'hash'])
    it(`[AU1] names the first line whose ${column} was changed`, async () => {
      await change(`update log set ${column} = ${column} || ' ' where seq >= 3`)
      expect(await verify()).toMatchObject({ ok: false, error: { seq: 3 } })
    })

  it('[AU1] names a line that is gone or was put in between', async () => {
    await change('delete from log where seq = 2')
    expect(await verify()).toEqual({ ok: false, error: { seq: 2, mid: null } })
    await change('update log set seq = seq - 1 where seq > 2')
    expect(await verify()).toMatchObject({ ok: false, error: { seq: 2 } })
  })

  it('[AU1] a chain that was cut short, or written anew, is shown by an end that was noted before', async () => {
    const before = await verify()
    if (!before.ok) throw new Error('broken')
    expect(await verify(before.value)).toMatchObject({ ok: true })
    await change('delete from log where seq = 5')
    expect(await verify()).toMatchObject({ ok: true, value: { seq: 4 } })
    expect(await verify(before.value)).toEqual({ ok: false, error: { seq: 5, mid: null } })
    expect(await verify({ seq: 3, hash: 'f'.repeat(64) })).toMatchObject({ ok: false, error: { seq: 3 } })
  })

  it('[AU1] lines from before the chain are chained when the database is brought up to date', async () => {
    const before = await verify()
    await change('alter table log drop column hash')
    await server.store.write(DEPARTMENT, (tx) => up(tx))
    expect(await verify()).toEqual(before)
  })

  it('[AU1] `audit verify` says so in words, with the end of the chain, and ends with a code', async () => {
    const data = join(server.folder, 'data')
    await mkdir(data)
    const copy = (to: string) => {
      const db = new DatabaseSync(databaseIn(server.folder))
      db.exec(`vacuum into '${databaseIn(to)}'`)
      db.close()
    }
    copy(data)
    const audit = async (...more: string[]) => {
      const printed: string[] = []
      const complained: string[] = []
      const exit = await runAdmin(['audit', 'verify', ...more], {
        dataDir: data,
        databaseUrl: null,
        now: server.now,
        newId: randomUUID,
        random: randomBytes,
        print: (line) => printed.push(line),
        complain: (line) => complained.push(line),
      })
      return { exit, printed: printed.join('\n'), complained: complained.join('\n') }
    }
    const whole = await audit()
    expect([whole.exit, whole.complained]).toEqual([0, ''])
    expect(whole.printed).toMatch(/nguyên vẹn: 5 dòng\.\nDòng cuối: 5:[0-9a-f]{64}$/)
    const noted = whole.printed.split('Dòng cuối: ')[1] ?? ''
    expect((await audit('--noted', noted)).exit).toBe(0)
    expect((await audit('--noted', 'năm')).complained).toContain('[noted-malformed]')
    await change("update log set args = '{}' where seq = 4")
    await rm(data, { recursive: true })
    await mkdir(data)
    copy(data)
    const broken = await audit()
    expect(broken.exit).toBe(1)
    expect(broken.complained).toMatch(/dòng số 4 \([0-9a-f-]{36}\) đã bị sửa hoặc thay\. \[log-broken\]$/)
  })
})
