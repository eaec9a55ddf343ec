import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { advance, extentsOf } from '#server/store/spaces.ts'
import type { Tx } from '#server/store/store.ts'
import { uuid } from '#tests/support/builders.ts'
import { engines, type OpenEngine } from './engines.ts'

const D = uuid(0xd1) as DepartmentId
const step = (tx: Tx) => advance(tx, D, BULLETIN)
const headIn = async (tx: Tx) => (await extentsOf(tx, D, [BULLETIN])).get(BULLETIN)?.head ?? 0

describe.each(Object.entries(engines))('the store on %s', (name, open) => {
  let engine: OpenEngine
  beforeEach(async () => {
    engine = await open()
  })
  afterEach(() => engine.close())

  it('[ST1] what a write resolved is there for somebody who opens the database anew', async () => {
    await engine.store.write(D, step)
    const again = await engine.reopen()
    expect(await again.read(D, headIn)).toBe(1)
  })

  it('[ST2] a write that throws undoes itself and nothing else', async () => {
    const outcomes = await Promise.allSettled([
      engine.store.write(D, step),
      engine.store.write(D, async (tx) => {
        await step(tx)
        throw new Error('planted')
      }),
      engine.store.write(D, step),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await engine.store.read(D, headIn)).toBe(2)
  })

  it('[ST2] a statement that the database refuses undoes its own write and nothing else', async () => {
    const row = { department: D, account_id: uuid(1), mid: uuid(2), body_hash: '', verdict: '', replica: '', seq: 1 }
    const insert = (tx: Tx) =>
      tx
        .insertInto('mutations')
        .values({ ...row, received_at: '' })
        .execute()
    const outcomes = await Promise.allSettled([
      engine.store.write(D, insert),
      engine.store.write(D, async (tx) => {
        await step(tx)
        await insert(tx)
      }),
      engine.store.write(D, step),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await engine.store.read(D, headIn)).toBe(1)
  })

  it('[ST3] a read sees only what is committed', async () => {
    let seenInside = -1
    await engine.store.write(D, async (tx) => {
      await step(tx)
      seenInside = await engine.store.read(D, headIn)
    })
    expect(seenInside).toBe(0)
    expect(await engine.store.read(D, headIn)).toBe(1)
  })

  it('[ST3] a read sees one moment from its beginning to its end', async () => {
    const heads = await engine.store.read(D, async (tx) => {
      const before = await headIn(tx)
      await engine.store.write(D, step)
      return [before, await headIn(tx)]
    })
    expect(heads).toEqual([0, 0])
  })

  it('[ST3] a read sees all that was committed before, by whom and in which turn it may be, and after one that failed', async () => {
    const other = await engine.reopen()
    const pauses = [async () => undefined, () => Promise.resolve(), () => nextTurn(), () => wait(2)]
    for (const [n, pause] of [...pauses, ...pauses].entries()) {
      expect(await engine.store.read(D, headIn)).toBe(2 * n)
      await engine.store.write(D, step)
      expect(await engine.store.read(D, headIn)).toBe(2 * n + 1)
      await pause()
      await other.write(D, step)
      if (n % 2) await expect(engine.store.read(D, (tx) => sql`select no_column`.execute(tx))).rejects.toThrow()
      await pause()
    }
  })

  it('[ST4] writes that wait together each get a version of their own, in the order in which they were asked', async () => {
    const versions = await Promise.all(Array.from({ length: 200 }, () => engine.store.write(D, step)))
    expect(versions).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  })

  it('[ST4] writes that wait together share commits on SQLite, and are counted one by one on PostgreSQL', async () => {
    const { commits } = engine.store.load()
    const writing = Promise.all(Array.from({ length: 200 }, () => engine.store.write(D, step)))
    expect(engine.store.load().waiting).toBeGreaterThan(190)
    await writing
    const load = engine.store.load()
    expect(load.waiting).toBe(0)
    if (name === 'sqlite') expect(load.commits - commits).toBeLessThanOrEqual(5)
    else expect(load.commits - commits).toBe(200)
  })

  it('[SP3] a reader that follows the head misses no version, however writes and reads interleave', async () => {
    const seen: number[] = []
    const writing = Promise.all(Array.from({ length: 50 }, () => engine.store.write(D, step)))
    for (let last = 0; last < 50; ) {
      last = await engine.store.read(D, headIn)
      seen.push(last)
    }
    expect((await writing).length).toBe(50)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })
})
