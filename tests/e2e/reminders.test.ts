import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instant } from '#domain/time.ts'
import { launchBrowser, PHONE_CONTEXT, temporaryFolder } from '#tests/support/browser/launch.ts'
import { only, readCalendar } from '#tests/support/calendar-reader.ts'
import { type ClockedServer, startClockedServer } from '#tests/support/clocked-server.ts'
import { openPushService } from '#tests/support/push-service.ts'
import { signIn, waitForSync, waitForWorker } from './officer.ts'

const hanoi = (wall: string) => new Date(`${wall}+07:00`).toISOString() as Instant

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: ClockedServer
let browser: Awaited<ReturnType<typeof launchBrowser>>
let service: Awaited<ReturnType<typeof openPushService>>
let context: BrowserContext
let page: Page

beforeAll(async () => {
  folder = await temporaryFolder('reminders')
  server = await startClockedServer(folder.path, hanoi('2026-11-19T07:30:00'))
  service = await openPushService()
  browser = await launchBrowser()
  context = await browser.newContext({ ...PHONE_CONTEXT, acceptDownloads: true })
  await context.grantPermissions(['notifications'], { origin: server.origin })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  // there is no push service of the browser's maker here: the phone's address is at our own
  await page.addInitScript((given) => {
    PushManager.prototype.subscribe = async () =>
      ({ toJSON: () => given, unsubscribe: async () => true }) as unknown as PushSubscription
  }, service.subscription('phone'))
  await page.clock.install({ time: Date.parse(server.now()) })
  await signIn(page, server.origin, server.account('dm.binhminh'))
  await waitForSync(page)
  await waitForWorker(page)
})
afterAll(async () => {
  await browser.close()
  await service.close()
  await server.close()
  await folder.remove()
})

async function itIs(wall: string): Promise<void> {
  server.setTime(hanoi(wall))
  await page.clock.setSystemTime(Date.parse(server.now()))
}

/** What a push service does with a message: hands it to the worker of the page's app. */
async function deliver(data: string): Promise<void> {
  const session = await context.newCDPSession(page)
  const registered = new Promise<string>((found) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) found(first.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: server.origin,
    registrationId: await registered,
    data,
  })
  await session.detach()
}

const notifications = () =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`)
  })

test('[RM9, RM10] a reminder asked for by a tap is shown by the phone in words that say nothing, and the server learns it', async () => {
  await page.goto(`${server.origin}/nhac-viec`)
  await page.getByRole('button', { name: 'Bật nhắc trên máy này' }).click()
  await page.getByText('Máy này đang được nhắc.').first().waitFor()

  await itIs('2026-11-19T08:00:00')
  await server.remind()
  expect(service.delivered).toHaveLength(1)
  const shown = context.waitForEvent('request', (request) => request.url().includes('/api/reminders/shown/'))
  await deliver(service.delivered[0]?.text ?? '')
  await expect.poll(notifications, { timeout: 20_000 }).toEqual(['Đầu Mối: Có việc cần xem. Mở ứng dụng để xem.'])
  expect((await (await shown).response())?.status()).toBe(204)

  // shown, so it is not told a second time in the afternoon
  await itIs('2026-11-19T15:00:00')
  await server.remind()
  expect(service.delivered).toHaveLength(1)
})

test('[RM4, RM8] Hôm nay says what the reminder is about, and the icon its number', async () => {
  await page.addInitScript(() => {
    Object.assign(navigator, {
      setAppBadge: async (count: number) => Object.assign(globalThis, { badge: count }),
    })
  })
  await page.goto(`${server.origin}/`)
  await page.getByText('Hôm nay là ngày cuối để gửi đúng hạn.').waitFor()
  await expect
    .poll(() => page.evaluate(() => (globalThis as { badge?: number }).badge ?? 0), { timeout: 10_000 })
    .toBeGreaterThan(0)
})

test('[RM7, RM11] the calendar is a file without a network, and an address that can be ended', async () => {
  await page.goto(`${server.origin}/nhac-viec`)
  await page.getByRole('button', { name: 'Tạo đường dẫn lịch' }).click()
  const address = (await page.getByText('/api/calendar/').innerText()).trim()
  const fetched = await fetch(address)
  expect(only(readCalendar(await fetched.text()), 'X-WR-CALNAME').value).toContain('(minh họa)')
  await page.getByRole('button', { name: 'Ngừng đường dẫn' }).click()
  await page.getByText('Đường dẫn cũ không còn dùng được.').waitFor()
  expect((await fetch(address)).status).toBe(404)

  await context.setOffline(true)
  await page.reload()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải tệp lịch' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const calendar = readCalendar(Buffer.concat(chunks).toString())
  const titles = calendar.children.filter(({ name }) => name === 'VEVENT').map((event) => only(event, 'SUMMARY').value)
  expect(titles.some((title) => title.includes('Báo cáo dư luận tháng 11/2026'))).toBe(true)
  await context.setOffline(false)
})
