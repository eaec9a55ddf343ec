import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { buildVariant } from '#tests/support/browser/variant.ts'
import { signIn, waitForSync, waitForWorker } from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let next: string

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
  next = join(world.folder, 'next')
  const file = 'src/i18n/vi/today.ts'
  await buildVariant(next, [{ file, from: "noNews: '", to: "noNews: 'Bản sau. " }])
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

describe('[UP1] a new version', () => {
  test('waits for a tap, is not offered inside a form, and never reloads over unsaved words', async () => {
    const context = await browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await signIn(page, world.origin, world.server.account('dm.saomai'))
    await waitForSync(page)
    await waitForWorker(page)
    await page.goto(`${world.origin}/`)
    await page.getByRole('button', { name: 'Báo sự cố' }).click()
    await page.getByRole('button', { name: 'Tai nạn thương tích' }).click()
    await page.getByRole('button', { name: /^Đáng chú ý/ }).click()
    await page.getByRole('button', { name: 'Trong trường' }).click()
    await page.getByRole('button', { name: '1 người', exact: true }).click()
    await page.locator('textarea').first().fill('Chưa viết xong (minh họa)')
    await page.evaluate(() => Object.assign(globalThis, { samePage: true }))

    world.proxy.site(next)
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      await registration.update()
    })
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null), {
        timeout: 20_000,
      })
      .toBe(true)
    await page.waitForTimeout(500)
    expect(await page.evaluate(() => 'samePage' in globalThis)).toBe(true)
    expect(await page.getByText('Có bản mới').count()).toBe(0)
    expect(await page.locator('textarea').first().inputValue()).toBe('Chưa viết xong (minh họa)')

    await page.waitForTimeout(600)
    await page.goto(`${world.origin}/`)
    await page.getByText('Có bản mới').waitFor()
    await page.getByRole('button', { name: 'Để sau' }).click()
    await expect.poll(() => page.getByText('Có bản mới').count()).toBe(0)
    await page.goto(`${world.origin}/`)
    await page.getByText('Có bản mới').waitFor()
    await page.getByRole('button', { name: 'Cập nhật', exact: true }).click()
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting), { timeout: 40_000 })
      .toBeNull()
    await page.getByText('Viết tiếp').first().click()
    await expect.poll(() => page.locator('textarea').first().inputValue()).toBe('Chưa viết xong (minh họa)')
    await context.close()
  })
})
