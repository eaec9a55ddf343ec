import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { onDevice, send, signIn, waitForSync, waitForWorker, waitUntilSent, writeIncident } from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let context: BrowserContext
let page: Page

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
  context = await browser.newContext(PHONE_CONTEXT)
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
  await waitForWorker(page)
  // from its second start on the page is the worker's
  await page.reload()
  await waitForSync(page)
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Ends the service worker as the system does whenever it likes. */
async function stopWorker(): Promise<void> {
  const session = await context.newCDPSession(page)
  const states: string[] = []
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { runningStatus } of versions) states.push(runningStatus)
  })
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  // whatever the page asks for next starts it again, at once
  await expect.poll(() => states, { timeout: 5000 }).toContain('stopped')
  await session.detach()
}

const isControlled = () => page.evaluate(() => navigator.serviceWorker.controller !== null)

test('[SIM8] a worker that is stopped between any two steps of a report, and started again by the next page, changes nothing', async () => {
  const text = 'Quạt trần lớp 2A rơi ngoài giờ học (minh họa).'
  expect(await isControlled()).toBe(true)
  await world.proxy.down()
  await stopWorker()
  await writeIncident(page, { text })
  await stopWorker()
  await send(page)
  await page.getByText('Đã lưu trên máy này').first().waitFor()
  await page.waitForURL(/\/bao-cao\//)
  await stopWorker()
  // the start without a network is the one thing that needs it: the browser wakes it, and all is there
  await page.goto(`${world.origin}/`)
  await page.getByRole('link', { name: 'Hôm nay' }).waitFor()
  expect((await onDevice(page)).outbox).toBe(1)
  await stopWorker()
  await world.proxy.up()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await waitUntilSent(page)
  const found = await world.office.findBy(text)
  expect(found).toHaveLength(1)
  expect(await world.office.verify(found[0]?.id ?? '')).toMatchObject({ reports: 1 })
})
