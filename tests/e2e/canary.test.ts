import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { fileIncident, signIn, waitForSync, waitForWorker, waitUntilSent } from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>

beforeAll(async () => {
  world = await openWorld({ LOG_LEVEL: 'trace' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

test('[PD3] what is told about a child is seen by those who may, and stands in no log, cache, address or list', async () => {
  const canary = `hoàng yến ${randomUUID()}`
  const context = await browser.newContext(PHONE_CONTEXT)
  const page = await context.newPage()
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
  await waitForWorker(page)
  world.proxy.forget()
  await fileIncident(page, { text: `Một em kể với cô (minh họa): ${canary}`, category: 'Bạo lực học đường' })
  await waitUntilSent(page)
  // the officer's own copy, and nothing but it, comes back
  const own = world.proxy.exchanges
    .filter((exchange) => exchange.text().includes(canary))
    .map(({ path }) => path.split('?')[0])
  expect(own.length).toBeGreaterThan(0)
  expect([...new Set(own)]).toEqual(['/api/pull'])

  world.proxy.forget()
  for (const username of ['dm.binhminh', 'dm.daohaixanh', 'hieutruong', 'phong.cths', 'quantri']) {
    const other = await browser.newContext(PHONE_CONTEXT)
    const theirs = await other.newPage()
    await signIn(theirs, world.origin, world.server.account(username))
    await waitForSync(theirs)
    await other.close()
  }
  const office = await browser.newContext(PHONE_CONTEXT)
  const desk = await office.newPage()
  await signIn(desk, world.origin, world.server.account('vanphong'))
  await desk.goto(`${world.origin}/ban-dieu-hanh`)
  await desk.getByText('Hỏng máy bơm nước').first().waitFor()
  for (const exchange of world.proxy.exchanges) expect(exchange.text(), exchange.path).not.toContain(canary)

  const [found] = await world.office.findBy(canary)
  expect(found).toBeDefined()
  await desk.goto(`${world.origin}/ban-dieu-hanh/su-co/${found?.id}`)
  await desk.getByText(canary).first().waitFor()

  for (const one of [page, desk]) {
    const kept = await one.evaluate(async () => {
      const texts: string[] = [
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
        document.cookie,
        location.href,
      ]
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys())
          texts.push(request.url, (await (await cache.match(request))?.text()) ?? '')
      }
      return texts.join('\n')
    })
    expect(kept).not.toContain(canary)
  }
  await office.close()
  await context.close()

  expect(world.server.output().length).toBeGreaterThan(500)
  expect(world.server.output()).not.toContain(canary)
  for (const { path } of world.proxy.exchanges) expect(decodeURIComponent(path)).not.toContain(canary)
  for (const path of ['/metrics', '/healthz', '/readyz', '/api/openapi.json'])
    expect(await (await fetch(`${world.server.origin}${path}`)).text()).not.toContain(canary)
})
