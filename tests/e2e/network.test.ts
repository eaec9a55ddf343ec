import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { CAPTIVE_PORTAL, type Fault, FOREIGN_JSON, foreignError, ownError } from '#tests/support/fault-proxy.ts'
import { fileIncident, onDevice, send, signIn, waitForSync, waitUntilSent, writeIncident } from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let context: BrowserContext
let page: Page
let told = 0

/** A sentence that nobody has said before. */
const sentence = (about: string) => {
  told += 1
  return `Một học sinh ngã cầu thang, đã sơ cứu (minh họa). ${about}, lần ${told}.`
}

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
  context = await browser.newContext(PHONE_CONTEXT)
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
})
afterEach(async () => {
  world.proxy.heal()
  await world.proxy.up()
  world.proxy.forget()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

const home = () => page.goto(`${world.origin}/`)
const words = () => page.locator('main').innerText()
const says = (text: string) => expect.poll(words, { timeout: 15_000 }).toContain(text)
/** The app may have tried by itself in this very moment, and the button be gone with what it would send. */
const sendNow = () =>
  page
    .getByRole('button', { name: 'Gửi ngay' })
    .first()
    .click({ timeout: 3000 })
    .catch(() => null)
const pushes = () => world.proxy.exchanges.filter(({ path }) => path.startsWith('/api/push'))

async function arrivesOnce(text: string): Promise<void> {
  await page.getByText('Đã tới máy chủ').first().waitFor({ timeout: 30_000 })
  await waitUntilSent(page)
  const found = await world.office.findBy(text)
  expect(found).toHaveLength(1)
  expect(await world.office.verify(found[0]?.id ?? '')).toMatchObject({ reports: 1 })
}

/** What may go wrong once and is healed by trying again, without a word or a tap. */
const ONCE: { name: string; fault: Fault; tries: number }[] = [
  { name: 'a lost answer after the commit', fault: { kind: 'drop-answer' }, tries: 2 },
  { name: 'a request that never arrives', fault: { kind: 'drop-request' }, tries: 2 },
  { name: 'a doubled request', fault: { kind: 'double' }, tries: 1 },
  { name: 'a request cut in the middle', fault: { kind: 'cut-request', bytes: 300 }, tries: 2 },
  { name: 'an answer cut in the middle', fault: { kind: 'cut-answer', bytes: 40 }, tries: 2 },
  { name: 'an answer that takes two seconds', fault: { kind: 'delay', ms: 2000 }, tries: 1 },
  { name: 'a captive portal', fault: CAPTIVE_PORTAL, tries: 2 },
  { name: 'a foreign JSON 200', fault: FOREIGN_JSON, tries: 2 },
  { name: 'a 403 of a proxy', fault: foreignError(403), tries: 2 },
  { name: 'a 500 of our own', fault: ownError(500, 'server-error'), tries: 2 },
  { name: 'a 503 of our own', fault: ownError(503, 'server-busy'), tries: 2 },
]

describe('[SY10] once, and the report arrives exactly once', () => {
  test.each(ONCE)('$name', async ({ name, fault, tries }) => {
    await home()
    const text = sentence(name)
    await writeIncident(page, { text })
    world.proxy.fault('POST', /^\/api\/push/, fault, 1)
    await send(page)
    await arrivesOnce(text)
    expect(pushes().length).toBeGreaterThanOrEqual(tries)
  })
})

/** What lasts: the report waits, the screen says so, and a tap on "Gửi ngay" after it is over is enough. */
const LASTING: { name: string; fault: Fault }[] = [
  { name: 'no network', fault: { kind: 'drop-request' } },
  { name: 'a captive portal', fault: CAPTIVE_PORTAL },
  { name: 'a foreign JSON 200', fault: FOREIGN_JSON },
  { name: 'a 401 of a proxy', fault: foreignError(401) },
  { name: 'a 403 of a proxy', fault: foreignError(403) },
  { name: 'a 403 of our own', fault: ownError(403, 'not-allowed') },
  { name: 'a 500 of our own', fault: ownError(500, 'server-error') },
]

describe('[UX5] as long as it lasts, the words are honest', () => {
  test.each(LASTING)('$name', async ({ name, fault }) => {
    await home()
    const text = sentence(name)
    await writeIncident(page, { text })
    world.proxy.fault('*', /^\/api/, fault)
    await send(page)
    await page.getByText('Đã lưu trên máy này').first().waitFor()
    await expect.poll(() => pushes().length, { timeout: 15_000 }).toBeGreaterThan(0)
    await page.waitForTimeout(500)
    const onPage = await words()
    expect(onPage).toContain('Chờ gửi')
    expect(onPage).not.toContain('Đã tới máy chủ')
    expect(await world.office.findBy(text)).toEqual([])
    await home()
    await says('1 báo cáo chờ gửi')
    expect(await words()).not.toContain('Đã gửi hết')

    world.proxy.heal()
    await sendNow()
    await waitUntilSent(page)
    expect(await world.office.findBy(text)).toHaveLength(1)
    await says('Đã gửi hết')
  })
})

describe('[SY8] the queue', () => {
  test('a poison report waits alone; the others arrive', async () => {
    await home()
    const [before, poison, after] = [sentence('trước'), sentence('ĐỘC'), sentence('sau')]
    world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    for (const text of [before, poison, after]) {
      await fileIncident(page, { text })
      await home()
    }
    world.proxy.heal()
    world.proxy.fault('POST', /^\/api\/push/, ownError(500, 'server-error'), Number.POSITIVE_INFINITY, poison)
    await sendNow()
    await expect.poll(() => onDevice(page), { timeout: 40_000 }).toMatchObject({ outbox: 1 })
    expect(await world.office.findBy(before)).toHaveLength(1)
    expect(await world.office.findBy(after)).toHaveLength(1)
    expect(await world.office.findBy(poison)).toEqual([])
    await home()
    await says('1 báo cáo chờ gửi')

    world.proxy.heal()
    await sendNow()
    await waitUntilSent(page)
    expect(await world.office.findBy(poison)).toHaveLength(1)
  })

  test('a session that ends in mid-queue hides nothing: signed in again, everything leaves', async () => {
    await home()
    const texts = [sentence('một'), sentence('hai')]
    world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    for (const text of texts) {
      await fileIncident(page, { text })
      await home()
    }
    await context.clearCookies()
    world.proxy.heal()
    await sendNow()
    await page.getByText('Đăng nhập lại để gửi').first().waitFor({ timeout: 15_000 })
    await says('2 báo cáo chờ gửi')
    for (const text of texts) expect(await world.office.findBy(text)).toEqual([])

    await page.getByRole('link', { name: 'Đăng nhập lại', exact: true }).click()
    await page.getByLabel('Mật khẩu', { exact: true }).fill(world.server.account('dm.saomai').password)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await waitUntilSent(page)
    for (const text of texts) expect(await world.office.findBy(text)).toHaveLength(1)
  })

  test('[UX7] leaves by itself within ten seconds of a working network', async () => {
    await home()
    const text = sentence('tự gửi')
    await world.proxy.down()
    await writeIncident(page, { text })
    await send(page)
    await page.getByText('Đã lưu trên máy này').first().waitFor()
    await page.waitForTimeout(3000)
    await world.proxy.up()
    const started = Date.now()
    await page.getByText('Đã tới máy chủ').first().waitFor({ timeout: 15_000 })
    expect(Date.now() - started).toBeLessThan(10_000)
    await arrivesOnce(text)
  })
})

describe('[IN11] one report, however often it is sent', () => {
  test('[PR2] a double tap', async () => {
    await home()
    const text = sentence('bấm đúp')
    await writeIncident(page, { text })
    await page.getByRole('button', { name: 'Gửi báo cáo' }).dblclick({ delay: 5 })
    await arrivesOnce(text)
  })

  test.each([0, 60, 120, 200])(
    '[UX14] the second of two taps, %d ms after the first, is not taken by what the next page has there',
    async (gap) => {
      await home()
      const text = sentence(`hai lần bấm cách ${gap} ms`)
      await writeIncident(page, { text })
      const button = page.getByRole('button', { name: 'Gửi báo cáo' })
      // nobody taps before they have seen it
      await button.click({ trial: true })
      const box = await button.boundingBox()
      const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
      await page.mouse.click(x, y)
      await page.waitForTimeout(gap)
      await page.mouse.click(x, y)
      await arrivesOnce(text)
      expect(new URL(page.url()).pathname).toMatch(/^\/bao-cao\/[\w-]+$/)
      expect(await page.getByText('Đã sao chép').count()).toBe(0)
    },
  )

  test('[PR2] two tabs on the same draft', async () => {
    await home()
    const text = sentence('hai thẻ')
    await writeIncident(page, { text })
    const other = await context.newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: 'Gửi báo cáo' }).click({ trial: true })
    // whichever is slower may find the draft gone, and goes to the report itself
    const taps = await Promise.allSettled([send(page), send(other)])
    expect(taps.map(({ status }) => status)).toContain('fulfilled')
    await arrivesOnce(text)
    await other.close()
  })

  test('the server dies at once after it took the report', async () => {
    await home()
    const text = sentence('máy chủ tắt')
    await writeIncident(page, { text })
    world.proxy.fault('POST', /^\/api\/push/, { kind: 'drop-answer' }, 1)
    await send(page)
    await expect.poll(() => pushes().length, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0)
    await world.server.kill()
    await world.server.start()
    await arrivesOnce(text)
  })
})
