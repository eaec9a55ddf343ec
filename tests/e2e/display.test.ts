import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/incidents/details.ts'
import { helpVi } from '#i18n/help-texts.ts'
import { launchBrowser, PHONE, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { fileIncident, onDevice, signIn, waitForSync, waitForWorker, waitUntilSent } from './officer.ts'
import { axeFindings, layoutFindings } from './screen-checks.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let context: BrowserContext
let page: Page

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
  context = await browser.newContext({ ...PHONE_CONTEXT, isMobile: false })
  page = await context.newPage()
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
  await waitForWorker(page)
})
afterAll(async () => {
  await browser.close()
  await world.close()
})
beforeEach(() => page.setViewportSize(PHONE))

const choose = async (name: string) => {
  await page.goto(`${world.origin}/hien-thi`)
  await page.getByRole('radio', { name, exact: true }).check()
}

/** A start whose script comes late, as over a slow network: what is drawn before it is seen. */
async function lateStart(storageState: Awaited<ReturnType<BrowserContext['storageState']>>): Promise<Page> {
  const slow = await browser.newContext({ ...PHONE_CONTEXT, isMobile: false, serviceWorkers: 'block', storageState })
  const fresh = await slow.newPage()
  await fresh.route(/\/assets\/.*\.js$/, async (route) => {
    await new Promise((done) => setTimeout(done, 600))
    await route.continue()
  })
  await fresh.addInitScript(() => {
    requestAnimationFrame(() => {
      const paper = document.body ? getComputedStyle(document.body).backgroundColor : 'none'
      Object.assign(globalThis, { firstPicture: { theme: document.documentElement.dataset.theme, paper } })
    })
  })
  return fresh
}

async function firstPictureOf(fresh: Page): Promise<unknown> {
  await fresh.emulateMedia({ colorScheme: 'light' })
  await fresh.goto(`${world.origin}/`)
  await fresh.getByRole('link', { name: 'Hôm nay' }).waitFor()
  return fresh.evaluate(() => (globalThis as { firstPicture?: unknown }).firstPicture)
}

describe('[LK1] theme and text size', () => {
  test('a chosen theme is there in the very first picture, against the device’s own', async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    await choose('Tối')
    const fresh = await lateStart(await context.storageState())
    expect(await firstPictureOf(fresh)).toEqual({ theme: 'dark', paper: 'rgb(13, 21, 36)' })
    const bars = fresh.locator('meta[name="theme-color"]')
    expect(await bars.evaluateAll((all) => all.map((one) => (one as HTMLMetaElement).content))).toEqual([
      '#0d1524',
      '#0d1524',
    ])
    await fresh.context().close()
    await page.getByRole('group', { name: 'Giao diện' }).getByRole('radio', { name: 'Theo máy' }).check()
  })

  test('the largest text fits the smallest phone', async () => {
    await choose('Rất lớn')
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px')
    await page.setViewportSize({ width: 320, height: 640 })
    for (const path of ['/', '/bao-cao', '/han-nop', '/them', '/hien-thi', '/huong-dan']) {
      await page.goto(`${world.origin}${path}`)
      await page.locator('h1').waitFor()
      expect(await layoutFindings(page), path).toEqual([])
    }
    await page.goto(`${world.origin}/hien-thi`)
    await page.getByRole('group', { name: 'Cỡ chữ' }).getByRole('radio', { name: 'Theo máy' }).check()
  })
})

describe('[TX5, TX6] English', () => {
  test('is followed by the other tab, kept for a start without a network, and complete on its pages', async () => {
    const other = await context.newPage()
    await other.goto(`${world.origin}/them`)
    await other.getByRole('heading', { name: 'Thêm' }).waitFor()
    await choose('English')
    await other.getByRole('heading', { name: 'More' }).waitFor()
    expect(await other.evaluate(() => document.documentElement.lang)).toBe('en')
    await other.close()
    // tall, so that the bar at the bottom covers nothing
    await page.setViewportSize({ width: PHONE.width, height: 3200 })
    for (const path of ['/them', '/hien-thi', '/huong-dan', '/dong-bo']) {
      await page.goto(`${world.origin}${path}`)
      await page.locator('h1').waitFor()
      expect([...(await axeFindings(page)), ...(await layoutFindings(page))], path).toEqual([])
    }
    await context.setOffline(true)
    await page.goto(`${world.origin}/`)
    await page.getByRole('button', { name: 'Report an incident' }).waitFor()
    await context.setOffline(false)
  })

  test('a report made in English carries a Vietnamese title and the call’s reason in Vietnamese', async () => {
    await page.goto(`${world.origin}/`)
    await page.getByRole('button', { name: 'Report an incident' }).click()
    await page.getByRole('button', { name: 'Drowning' }).click()
    await page.getByRole('button', { name: /^Serious/ }).click()
    await page.getByRole('button', { name: 'Could not call' }).click()
    await page.getByRole('button', { name: 'No signal' }).click()
    await page.getByRole('button', { name: 'Outside school' }).click()
    await page.getByRole('button', { name: 'Not known', exact: true }).click()
    await page.locator('textarea').first().fill('Một nhóm học sinh tắm sông, người dân đã đưa lên bờ (minh họa).')
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByRole('button', { name: 'Send report' }).click()
    await page.getByText('Saved on this device').first().waitFor()
    await page.getByRole('heading', { name: 'Đuối nước, ngoài trường' }).waitFor()
    await page.getByText('Could not call: Mất sóng').first().waitFor()
    await waitUntilSent(page)
    await choose('Tiếng Việt')
    await page.getByRole('heading', { name: 'Hiển thị' }).waitFor()
  })
})

describe('[DV2] what works here without a network', () => {
  /** What the list on the page of help says of each thing. */
  async function listed(on: Page): Promise<Record<string, string>> {
    await on.goto(`${world.origin}/huong-dan`)
    const list = on.getByRole('region', { name: helpVi.onDevice.title })
    await list.getByText(helpVi.onDevice.duty).waitFor()
    return Object.fromEntries(
      await list
        .locator('dl > div')
        .evaluateAll((rows) => rows.map((row) => ['dt', 'dd'].map((part) => row.querySelector(part)?.textContent))),
    )
  }

  test('is told thing by thing, with the moment as of which it is, however long that is ago', async () => {
    const words = helpVi.onDevice
    await page.goto(`${world.origin}/`)
    await waitForSync(page)
    const before = await listed(page)
    expect(before).toMatchObject({ [words.app]: words.appReady, [words.duty]: words.there, [words.drafts]: '0' })
    expect(before[words.asOf]).toMatch(/\d{2}:\d{2}/)

    await context.setOffline(true)
    const later = await context.newPage()
    await later.clock.setFixedTime(Date.now() + 5 * 3_600_000)
    expect(await listed(later)).toEqual(before)
    await later.close()
    await context.setOffline(false)
  })

  test('on a device that has fetched nothing yet it says so', async () => {
    const fresh = await browser.newContext({ ...PHONE_CONTEXT, isMobile: false })
    const first = await fresh.newPage()
    world.proxy.fault('POST', /^\/api\/pull/, { kind: 'drop-request' })
    await signIn(first, world.origin, world.server.account('dm.saomai'))
    const words = helpVi.onDevice
    expect(await listed(first)).toMatchObject({
      [words.asOf]: words.never,
      [words.tasks]: words.notThere,
      [words.duty]: words.notThere,
    })
    world.proxy.heal()
    await fresh.close()
  })
})

describe('[IN8] sub-forms on a phone', () => {
  test('each is drawn without findings; answers survive a reload and a category chosen by mistake, and are read back', async () => {
    await page.goto(`${world.origin}/`)
    await fileIncident(page, { text: 'Vài học sinh sốt, nổi ban; đã báo trạm y tế (minh họa).' })
    await waitUntilSent(page)
    await page.getByRole('button', { name: 'Bổ sung thông tin' }).click()
    await page.getByRole('heading', { name: 'Bổ sung thông tin' }).waitFor()
    const open = () =>
      page.evaluate(() => {
        for (const part of document.querySelectorAll('details')) part.open = true
      })
    await open()
    const category = page.locator('#field-category')
    for (const kind of Object.keys(emptyDetails)) {
      await category.selectOption(kind)
      await page.setViewportSize({ width: 320, height: 640 })
      expect([...(await layoutFindings(page)), ...(await axeFindings(page))], kind).toEqual([])
    }
    await category.selectOption('exam')
    await page.getByText('Chỉ ghi mã phòng').waitFor()
    await category.selectOption('disease')
    await page.getByLabel('Bệnh', { exact: true }).fill('Sốt phát ban')
    await page.getByLabel('Số ca mắc').fill('7')
    await category.selectOption('drowning')
    await category.selectOption('disease')
    expect(await page.getByLabel('Số ca mắc').inputValue()).toBe('7')
    await page.waitForTimeout(700)
    await page.reload()
    await page.getByRole('heading', { name: 'Bổ sung thông tin' }).waitFor()
    await open()
    expect(await page.getByLabel('Bệnh', { exact: true }).inputValue()).toBe('Sốt phát ban')
    await page.getByRole('button', { name: 'Gửi báo cáo bổ sung' }).click()
    await page.getByText('Sốt phát ban').first().waitFor({ state: 'attached' })
    await page.getByRole('heading', { name: 'Dịch bệnh, trong trường' }).waitFor()
    await waitUntilSent(page)
    expect((await onDevice(page)).drafts).toBe(0)
  })
})
