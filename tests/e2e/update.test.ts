import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { buildVariant } from '#tests/support/browser/variant.ts'
import {
  fileIncident,
  onDevice,
  send,
  signIn,
  waitForSync,
  waitForWorker,
  waitUntilSent,
  writeIncident,
} from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let next: string

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
  next = join(world.folder, 'next')
  const file = 'src/i18n/vi/today.ts'
  await buildVariant(next, [
    { file, from: "noNews: '", to: "noNews: 'Bản sau. " },
    // a later build keeps more, in a newer database
    {
      file: 'src/storage/db.ts',
      from: '  return db\n}',
      to: "  db.version(99).stores({ later: 'id' })\n  return db\n}",
    },
  ])
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

describe('[UP1] a new version', () => {
  test('waits for a tap, is not offered inside a form, and never reloads over unsaved words', async () => {
    const context = await browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    page.setDefaultTimeout(40_000)
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
    // a worker takes its time: whoever goes on to write meanwhile is not reloaded under their hands
    const begun = page.locator('a, button', { hasText: 'Viết tiếp' }).first()
    await begun.waitFor()
    const update = await page.getByRole('button', { name: 'Cập nhật', exact: true }).elementHandle()
    await begun.evaluate((link: HTMLElement, button) => {
      Object.assign(globalThis, { samePage: true })
      ;(button as HTMLElement).click()
      link.click()
    }, update)
    // the browser lets the old worker live on while it has anything to do, for at most five minutes
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting), { timeout: 320_000 })
      .toBeNull()
    await page.locator('textarea').first().waitFor()
    await page.waitForTimeout(1_000)
    expect(await page.evaluate(() => 'samePage' in globalThis)).toBe(true)
    await page.goBack()
    await expect.poll(() => page.evaluate(() => 'samePage' in globalThis)).toBe(false)
    await begun.click()
    await expect.poll(() => page.locator('textarea').first().inputValue()).toBe('Chưa viết xong (minh họa)')
    await context.close()
  }, 450_000)
})

/** Takes the build that is served now, as the officer would. */
async function takeUpdate(page: Page): Promise<void> {
  await page.goto(`${world.origin}/`)
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update()
  })
  await page.getByRole('button', { name: 'Cập nhật', exact: true }).click({ timeout: 30_000 })
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting), { timeout: 320_000 })
    .toBeNull()
  await page.getByRole('link', { name: 'Hôm nay' }).waitFor()
}

describe('[SC1] back to the build before', () => {
  test('what a later build has written is there, and leaves', async () => {
    world.proxy.site(next)
    const context = await browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await signIn(page, world.origin, world.server.account('dm.binhminh'))
    await waitForSync(page)
    await waitForWorker(page)
    const version = () =>
      page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name?.startsWith('dau-moi:'))?.version)
    expect(await version()).toBe(990)
    const sent = 'Viết bằng bản sau, gửi bằng bản trước (minh họa).'
    world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    await fileIncident(page, { text: sent })
    await page.goto(`${world.origin}/`)
    const kept = 'Còn viết dở bằng bản sau (minh họa)'
    await writeIncident(page, { text: kept })

    world.proxy.site(null)
    await takeUpdate(page)
    expect(await version()).toBe(990)
    expect(await onDevice(page)).toMatchObject({ outbox: 1, drafts: 1 })
    world.proxy.heal()
    await waitUntilSent(page)
    expect(await world.office.findBy(sent)).toHaveLength(1)
    await page.goto(`${world.origin}/`)
    await page.getByText('Viết tiếp').first().click()
    await page.getByText(kept).first().waitFor()
    await context.close()
  })
})

describe('[UP1] the parts of an old build are gone from the server', () => {
  test('a page that needs one says so, and opens again with every word', async () => {
    const context = await browser.newContext({ ...PHONE_CONTEXT, serviceWorkers: 'block' })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await signIn(page, world.origin, world.server.account('dm.daohaixanh'))
    await waitForSync(page)
    const text = 'Viết dở khi máy chủ đổi bản (minh họa)'
    await writeIncident(page, { text })
    // whoever leaves in the very moment in which a page of the form appears finds the page before it again
    await expect.poll(async () => (await onDevice(page)).steps).toEqual(['kiem-tra'])
    await page.goto(`${world.origin}/`)
    await page.getByRole('link', { name: 'Hôm nay' }).waitFor()

    world.proxy.site(next)
    await page.getByRole('link', { name: 'Báo cáo', exact: true }).click()
    await page.getByText('Chưa mở được phần này').waitFor()
    await page.getByRole('button', { name: 'Mở lại ứng dụng' }).click()
    await page.getByRole('link', { name: 'Hôm nay' }).click()
    await page.getByText('Viết tiếp').first().click()
    await page.getByText(text).first().waitFor()
    await send(page)
    await waitUntilSent(page)
    expect(await world.office.findBy(text)).toHaveLength(1)
    world.proxy.site(null)
    await context.close()
  })
})
