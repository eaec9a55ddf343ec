import { randomBytes, randomUUID } from 'node:crypto'
import { StatementSync } from 'node:sqlite'
import { DefaultQueryExecutor } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { UnitId } from '#domain/ids.ts'
import { BULLETIN, personSpace, type Space, unitSpace } from '#domain/spaces.ts'
import type { PullAnswer } from '#protocol/pull.ts'
import type { Profile, SessionAnswer } from '#protocol/session.ts'
import { buildApp } from '#server/app.ts'
import { createAuthenticate, createReadAs } from '#server/session/current.ts'
import { sessionRoutes } from '#server/session/routes.ts'
import { advance } from '#server/store/spaces.ts'
import type { Tx } from '#server/store/store.ts'
import { memoryFiles } from '#tests/support/memory-files.ts'
import { DAY, openWorld } from './session-world.ts'
import { NONCE } from './world.ts'

describe('a pull with the session it comes with', () => {
  let world: Awaited<ReturnType<typeof openWorld>>
  let app: ReturnType<typeof buildApp>
  beforeEach(async () => {
    world = await openWorld()
    const { store, clock } = world
    app = buildApp({
      store,
      files: memoryFiles(),
      clock: () => Date.parse(clock.now()),
      newId: randomUUID,
      random: randomBytes,
      authenticate: createAuthenticate(store),
      readAs: createReadAs(store),
      sessionRoutes,
      publicOrigin: null,
      dist: null,
    })
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await app.close()
    await world.close()
  })

  async function phone(username: string) {
    const code = await world.code(username)
    const payload = { nonce: NONCE, username, code, password: 'mưa rơi trên phố', device: 'Máy thử', shared: false }
    const answer = await app.inject({ method: 'POST', url: '/api/session/activate', payload })
    const { profile } = answer.json<SessionAnswer>()
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const pull = async (cursors: Record<string, number> = {}) => {
      const asked = { protocol: 1, account: profile.accountId, nonce: NONCE, cursors, backup: '' }
      const heard = await app.inject({ method: 'POST', url: '/api/pull', payload: asked, headers: { cookie } })
      return heard.json<PullAnswer & { error?: { code: string } }>()
    }
    return { profile, pull, unit: unitOf(profile) }
  }
  /** @returns a way to read what the database is asked from now on, whichever engine it is */
  function listen(): () => string[] {
    const local = vi.spyOn(StatementSync.prototype, 'all')
    const remote = vi.spyOn(DefaultQueryExecutor.prototype, 'executeQuery')
    return () => {
      const asked = local.mock.contexts.map((statement) => (statement as StatementSync).sourceSQL)
      const said = asked.length > 0 ? asked : remote.mock.calls.map(([{ sql }]) => sql)
      return said.filter((sql) => /^select .* from /.test(sql))
    }
  }
  const unitOf = (profile: Profile) => profile.grants[0]?.unitId as UnitId
  const write = <T>(work: (tx: Tx) => Promise<T>) => world.store.write(world.department, work)

  it.each(['an', 'binh'])(
    '[LD2] where nothing is new, %s’s pull is two questions to the database',
    async (username) => {
      const { pull, profile, unit } = await phone(username)
      await write((tx) => advance(tx, world.department, unitSpace(unit)))
      const { pages } = await pull()
      const cursors = Object.fromEntries(pages.map(({ space, to }) => [space, to]))
      expect(Object.keys(cursors)).toEqual([BULLETIN, unitSpace(unit)])
      const questions = listen()
      expect(await pull({ ...cursors, [personSpace(profile.accountId)]: 0 })).toMatchObject({ pages: [], lost: [] })
      const asked = questions()
      expect(asked).toEqual([expect.stringContaining('"sessions"'), expect.stringContaining('"spaces"')])
      // nobody's name, nothing to sort, and no list of spaces for which SQLite would build a table
      expect(asked.join()).not.toMatch(/"people"|username| order by |"id" in /)
    },
  )

  it('[SE1] [AC1] [OR2] a session, an account or a post that ended is over at the very next pull', async () => {
    const { pull, unit } = await phone('an')
    const own = unitSpace(unit)
    await write((tx) => advance(tx, world.department, own))
    const spaces = async () => (await pull()).pages.map(({ space }) => space)
    expect(await spaces()).toContain(own)
    const set = (table: 'accounts' | 'sessions' | 'role_grants' | 'units', change: Record<string, string | null>) =>
      write((tx) => tx.updateTable(table).set(change).execute())

    await set('role_grants', { valid_to: '2026-11-18' })
    expect(await pull({ [own]: 1 })).toMatchObject({ lost: [own] })
    await set('role_grants', { valid_to: '2026-11-19' })
    expect(await spaces()).toContain(own)
    world.clock.pass(DAY)
    expect(await spaces()).not.toContain(own)
    await set('role_grants', { valid_to: null })
    expect(await spaces()).toContain(own)
    await set('units', { valid_to: '2026-11-19' })
    expect(await spaces()).not.toContain(own)
    await set('units', { valid_to: null })

    await set('accounts', { disabled_at: world.clock.now() })
    expect(await pull()).toMatchObject({ error: { code: 'account-disabled' } })
    await set('accounts', { disabled_at: null })
    expect(await spaces()).toContain(own)
    await set('sessions', { revoked_at: world.clock.now() })
    expect(await pull()).toMatchObject({ error: { code: 'signed-out' } })
  })

  it('[OR9] what its unit took over from others is its own, by the session as it is', async () => {
    const { pull, unit } = await phone('an')
    const [ended, before] = [randomUUID(), randomUUID()] as [UnitId, UnitId]
    const school = { department: world.department, type: 'school', parent_id: null, valid_from: '2010-01-01' }
    await write(async (tx) => {
      for (const [id, successor_id, valid_to] of [
        [ended, unit, '2026-06-30'],
        [before, ended, '2020-06-30'],
      ] as const) {
        await tx
          .insertInto('units')
          .values({ ...school, id, code: id, name: 'Trường cũ (minh họa)', valid_to })
          .execute()
        await tx
          .insertInto('unit_successors')
          .values({ department: world.department, unit_id: id, successor_id })
          .execute()
        await advance(tx, world.department, unitSpace(id))
      }
    })
    const found: Space[] = (await pull()).pages.map(({ space }) => space as Space)
    expect(found).toEqual(expect.arrayContaining([unitSpace(ended), unitSpace(before)]))
  })
})
