import { randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { UnitId } from '#domain/ids.ts'
import type { SessionAnswer } from '#protocol/session.ts'
import { buildApp } from '#server/app.ts'
import { createAuthenticate, createReadAs } from '#server/session/current.ts'
import { sessionRoutes } from '#server/session/routes.ts'
import { memoryFiles } from '#tests/support/memory-files.ts'
import { openWorld } from './session-world.ts'
import { aReport, NONCE } from './world.ts'

it('[SE1] activated, an officer reports; signed out, the same cookie is nobody', async () => {
  const world = await openWorld()
  const app = buildApp({
    store: world.store,
    files: memoryFiles(),
    clock: () => Date.parse(world.clock.now()),
    newId: randomUUID,
    random: randomBytes,
    authenticate: createAuthenticate(world.store),
    readAs: createReadAs(world.store),
    sessionRoutes,
    publicOrigin: null,
    dist: null,
  })
  const code = await world.code('an')
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session/activate',
    payload: { nonce: NONCE, username: 'an', code, password: 'mưa rơi trên phố', device: 'Máy thử', shared: false },
  })
  expect(answer.statusCode).toBe(200)
  const { profile } = answer.json<SessionAnswer>()
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const unitId = profile.grants[0]?.unitId as UnitId
  const push = async () => {
    const payload = {
      protocol: 1,
      account: profile.accountId,
      nonce: NONCE,
      replica: randomUUID(),
      mutations: [aReport({ unitId })],
    }
    return app.inject({ method: 'POST', url: '/api/push', payload, headers: { cookie } })
  }
  expect((await push()).json()).toMatchObject({ nonce: NONCE, verdicts: [{ kind: 'applied' }] })

  const out = await app.inject({
    method: 'DELETE',
    url: `/api/session?account=${profile.accountId}&nonce=${NONCE}`,
    headers: { cookie },
  })
  expect(out.statusCode).toBe(200)
  expect((await push()).json()).toMatchObject({ error: { code: 'signed-out' } })
  await app.close()
  await world.close()
})
