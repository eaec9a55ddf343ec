import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { paintPhoto } from '#tests/support/browser/paint.ts'
import { choosePhotos, signIn, waitForSync, waitForWorker, waitUntilSent } from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

async function aPerson(username: string): Promise<Page> {
  const context = await browser.newContext(PHONE_CONTEXT)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await signIn(page, world.origin, world.server.account(username))
  await waitForSync(page)
  return page
}

test('[PH1] [CM1] a product with a picture goes out without a network and reaches the desk; a word travels both ways', async () => {
  const officer = await aPerson('dm.binhminh')
  await waitForWorker(officer)
  await officer.goto(`${world.origin}/nhiem-vu?quy=4`)
  await officer.getByRole('link', { name: /An toàn trường học/ }).click()
  await officer.getByText('Cần làm gì').waitFor()
  const address = new URL(officer.url()).pathname

  world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await officer.goto(`${world.origin}${address}/san-pham`)
  await officer.getByLabel('Loại sản phẩm').selectOption('news')
  await officer.getByLabel('Tên sản phẩm').fill('Tin có ảnh (minh họa)')
  await choosePhotos(officer, [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(officer) }])
  // begun, left and opened again: the picture is still there
  await officer.getByText('Đã lưu nháp lúc').waitFor()
  await officer.goto(`${world.origin}${address}/san-pham`)
  await officer.getByRole('button', { name: 'Che mặt' }).waitFor()
  expect(await officer.getByLabel('Tên sản phẩm').inputValue()).toBe('Tin có ảnh (minh họa)')
  await officer.getByRole('button', { name: 'Thêm sản phẩm' }).dblclick()
  await officer.getByText('Ảnh 1 chưa tới máy chủ').waitFor()
  await officer.getByLabel('Viết ý kiến').fill('Ảnh chụp ở sân trường. (minh họa)')
  await officer.getByRole('button', { name: 'Gửi ý kiến' }).click()
  // out of its field, and in the history
  await expect.poll(() => officer.getByLabel('Viết ý kiến').inputValue()).toBe('')
  await officer.locator('.timeline').getByText('Ảnh chụp ở sân trường. (minh họa)').waitFor()

  world.proxy.heal()
  await officer.goto(`${world.origin}/`)
  await waitUntilSent(officer)
  await officer.goto(`${world.origin}${address}`)
  await officer.getByText('Ảnh đã tới máy chủ, biên nhận hợp lệ').waitFor()

  const office = await aPerson('chanhvp')
  await office.goto(`${world.origin}/ban-dieu-hanh/nhiem-vu`)
  await office.getByRole('heading', { name: /Có ý kiến của đơn vị/ }).waitFor()
  await office.getByRole('link', { name: /An toàn trường học.*Bình Minh/s }).click()
  await office.locator('.timeline').getByText('Ảnh chụp ở sân trường. (minh họa)').waitFor()
  const picture = office.getByRole('img', { name: 'Ảnh 1 của sản phẩm' })
  await picture.waitFor()
  await expect
    .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0)
  await office.getByLabel('Viết ý kiến').fill('Ảnh đẹp, cảm ơn trường. (minh họa)')
  await office.getByRole('button', { name: 'Gửi ý kiến' }).click()

  await officer.goto(`${world.origin}/`)
  await officer.getByText('Từ Văn phòng Sở về nhiệm vụ').waitFor({ timeout: 30_000 })
  await officer.getByRole('link', { name: /Ảnh đẹp, cảm ơn trường/ }).click()
  await officer.getByText('Diễn biến').waitFor()
  await officer.locator('.timeline').getByText('Ảnh đẹp, cảm ơn trường. (minh họa)').waitFor()
  expect(new URL(officer.url()).pathname).toBe(address)
})
