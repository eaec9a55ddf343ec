import { expect, test } from 'vitest'
import { paintPhoto } from '#tests/support/browser/paint.ts'
import { inWorld } from './in-world.ts'
import { choosePhotos, waitForWorker, waitUntilSent } from './officer.ts'

const here = inWorld()

test('[PH1] [CM1] a product with a picture goes out without a network and reaches the desk; a word travels both ways', async () => {
  const officer = await here.aPerson('dm.binhminh')
  await waitForWorker(officer)
  await officer.goto(`${here.world.origin}/nhiem-vu?quy=4`)
  await officer.getByRole('link', { name: /An toàn trường học/ }).click()
  await officer.getByText('Cần làm gì').waitFor()
  const address = new URL(officer.url()).pathname

  here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await officer.goto(`${here.world.origin}${address}/san-pham`)
  await officer.getByLabel('Loại sản phẩm').selectOption('news')
  await officer.getByLabel('Tên sản phẩm').fill('Tin có ảnh (minh họa)')
  await choosePhotos(officer, [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(officer) }])
  // begun, left and opened again: the picture is still there
  await officer.getByText('Đã lưu nháp lúc').waitFor()
  await officer.goto(`${here.world.origin}${address}/san-pham`)
  await officer.getByRole('button', { name: 'Che mặt' }).waitFor()
  expect(await officer.getByLabel('Tên sản phẩm').inputValue()).toBe('Tin có ảnh (minh họa)')
  await officer.getByRole('button', { name: 'Thêm sản phẩm' }).dblclick()
  await officer.getByText('Ảnh 1 chưa tới máy chủ').waitFor()
  await officer.getByLabel('Viết ý kiến').fill('Ảnh chụp ở sân trường. (minh họa)')
  await officer.getByRole('button', { name: 'Gửi ý kiến' }).click()
  // out of its field, and in the history
  await expect.poll(() => officer.getByLabel('Viết ý kiến').inputValue()).toBe('')
  await officer.locator('.timeline').getByText('Ảnh chụp ở sân trường. (minh họa)').waitFor()

  here.world.proxy.heal()
  await officer.goto(`${here.world.origin}/`)
  await waitUntilSent(officer)
  await officer.goto(`${here.world.origin}${address}`)
  await officer.getByText('Ảnh đã tới máy chủ, biên nhận hợp lệ').waitFor()

  const office = await here.aPerson('chanhvp')
  await office.goto(`${here.world.origin}/ban-dieu-hanh/nhiem-vu`)
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

  await officer.goto(`${here.world.origin}/`)
  await officer.getByText('Từ Văn phòng Sở về nhiệm vụ').waitFor({ timeout: 30_000 })
  await officer.getByRole('link', { name: /Ảnh đẹp, cảm ơn trường/ }).click()
  await officer.getByText('Diễn biến').waitFor()
  await officer.locator('.timeline').getByText('Ảnh đẹp, cảm ơn trường. (minh họa)').waitFor()
  expect(new URL(officer.url()).pathname).toBe(address)
})
