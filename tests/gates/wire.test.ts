import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { type CountingRelay, startCountingRelay } from './counting-relay.ts'
import { openNodePhone, seeded, sentences } from './node-phone.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: ServerProcess
let proxy: FaultProxy
let relay: CountingRelay

beforeAll(async () => {
  folder = await temporaryFolder('gates')
  server = await startServer(folder.path, { LOG_LEVEL: 'warn' })
  proxy = await startFaultProxy(server.port)
  relay = await startCountingRelay(server.port)
})
afterAll(async () => {
  await proxy.close()
  await relay.close()
  await server.stop()
  await folder.remove()
})

describe('[GT4] an empty pull', () => {
  test('costs at most 600 bytes: the body up, and the whole answer with its headers', async () => {
    const phone = await openNodePhone(relay.origin, server.account('dm.saomai'))
    await phone.engine.syncNow()
    const cursors = Object.fromEntries((await phone.db.cursors.toArray()).map(({ space, version }) => [space, version]))
    expect(Object.keys(cursors).length).toBeGreaterThan(1)
    const body = JSON.stringify({
      protocol: 1,
      account: phone.profile.accountId,
      nonce: 'n'.repeat(32),
      cursors,
    }).length

    relay.reset()
    const pulled = await phone.transport.pull({ cursors }, new AbortController().signal)
    const down = relay.down()
    phone.close()
    expect(pulled).toMatchObject({ kind: 'answer', value: { pages: [], more: false } })
    console.info(`empty pull: ${body} B body up + ${down} B down (${relay.up()} B up with fetch's own headers)`)
    expect(relay.up()).toBeGreaterThan(body)
    expect(body + down).toBeLessThanOrEqual(600)
  })
})

describe('[GT5] 200 queued reports of 1.5 KB', () => {
  test('leave in at most 95 KB and come back with their receipts in one answer each, and none stays behind', async () => {
    const seed = Date.now() % 1_000_000
    const random = seeded(seed)
    const phone = await openNodePhone(proxy.origin, server.account('dm.daohaixanh'))
    await phone.engine.syncNow()
    for (let n = 0; n < 200; n += 1) await phone.report(sentences(380, random))
    const sizes = (await phone.db.outbox.toArray()).map(
      ({ verdict, tries, lastTry, notBefore, seeds, ...row }) => JSON.stringify(row).length,
    )
    const typical = sizes.reduce((sum, size) => sum + size, 0) / sizes.length

    proxy.forget()
    await phone.engine.syncNow()
    const left = await phone.db.outbox.count()
    const pushes = proxy.exchanges.filter(({ path }) => path.startsWith('/api/push'))
    const up = pushes.reduce((sum, exchange) => sum + exchange.up, 0)
    const receipts = await phone.db.records.where('type').equals('receipt').count()
    phone.close()
    console.info(`seed ${seed}: 200 reports of ${Math.round(typical)} B left in ${pushes.length} request(s), ${up} B`)
    expect(left).toBe(0)
    expect(typical).toBeGreaterThan(1450)
    expect(up).toBeLessThanOrEqual(95_000)
    expect(receipts).toBeGreaterThanOrEqual(200)
    expect(proxy.exchanges.map(({ path }) => path)).toEqual(['/api/push', '/api/pull'])
  })
})
