import { expect, test } from 'vitest'
import { PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { paintPhoto } from '#tests/support/browser/paint.ts'
import { inWorld } from './in-world.ts'
import { choosePhotos, signIn, waitUntilSent } from './officer.ts'
import { openTask, refuseSent } from './screens.ts'

const here = inWorld()

test('[DR4] a refused product and a refused word are mended in their forms, sent anew, and leave the tray', async () => {
  const page = await here.aPerson('dm.binhminh')
  await openTask('?quy=4', 'san-pham')(page, here.world)
  const address = new URL(page.url()).pathname.replace('/san-pham', '')
  await page.getByLabel('Loại sản phẩm').selectOption('news')
  await page.getByLabel('Tên sản phẩm').fill('Tin bị từ chối (minh họa)')
  await choosePhotos(page, [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(page, 800, 600) }])
  refuseSent(here.world)
  await page.getByRole('button', { name: 'Thêm sản phẩm' }).click()
  await page.getByLabel('Viết ý kiến').fill('Ý kiến bị từ chối (minh họa)')
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await expect.poll(() => page.getByLabel('Viết ý kiến').inputValue()).toBe('')

  await page.goto(`${here.world.origin}/can-sua`)
  await page.getByRole('button', { name: 'Sửa và gửi lại: Ý kiến về nhiệm vụ' }).waitFor()
  // mended without a network
  here.world.proxy.heal()
  here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await page.getByRole('button', { name: 'Sửa và gửi lại: Thêm sản phẩm' }).click()
  await page.getByRole('button', { name: 'Che mặt' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`${address}/san-pham`)
  expect(await page.getByLabel('Tên sản phẩm').inputValue()).toBe('Tin bị từ chối (minh họa)')
  await page.getByLabel('Tên sản phẩm').fill('Tin đã sửa (minh họa)')
  await page.getByRole('button', { name: 'Thêm sản phẩm' }).click()
  await page.locator('.timeline').getByText('Tin đã sửa (minh họa)').waitFor()

  await page.goto(`${here.world.origin}/can-sua`)
  await page.getByRole('button', { name: 'Sửa và gửi lại: Ý kiến về nhiệm vụ' }).click()
  const field = page.getByLabel('Viết ý kiến')
  await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe('Ý kiến bị từ chối (minh họa)')
  expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await expect.poll(() => field.inputValue()).toBe('')
  await page.goto(`${here.world.origin}/can-sua`)
  await page.getByRole('heading', { level: 1, name: 'Cần sửa' }).waitFor()
  const tray = () => page.locator('.attention-name').allTextContents()
  await expect.poll(tray).not.toContain('Thêm sản phẩm')
  expect(await tray()).not.toContain('Ý kiến về nhiệm vụ')

  here.world.proxy.heal()
  await page.goto(`${here.world.origin}/`)
  await waitUntilSent(page)

  // the office has both, the product once and as it was mended
  const office = await (await here.browser.newContext(PHONE_CONTEXT)).newPage()
  await signIn(office, here.world.origin, here.world.server.account('chanhvp'))
  await office.goto(`${here.world.origin}${address.replace('/nhiem-vu', '/ban-dieu-hanh/nhiem-vu')}`)
  await office.locator('.timeline').getByText('Ý kiến bị từ chối (minh họa)').waitFor({ timeout: 20_000 })
  expect(await office.getByText('Tin bị từ chối (minh họa)').count()).toBe(0)
  await office.getByText('Tin đã sửa (minh họa)').first().waitFor()
})
