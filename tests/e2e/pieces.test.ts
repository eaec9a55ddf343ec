import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paintPhoto } from '#tests/support/browser/paint.ts'
import { inWorld } from './in-world.ts'
import { choosePhotos, confirm, waitForWorker, waitUntilSent } from './officer.ts'

const here = inWorld()

async function openAtDesk(page: Page, title: RegExp): Promise<void> {
  await page.goto(`${here.world.origin}/ban-dieu-hanh/tin-bai`)
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { name: 'Nơi nhận' }).waitFor()
}

/** A card of the recipients, by the place's name. */
const place = (page: Page, name: RegExp) => page.locator('article.card').filter({ hasText: name })

test('[PI1] [PI3] [AC8] an article with a photo is sent without a network; both places answer, and the link comes back', async () => {
  const officer = await here.aPerson('dm.binhminh')
  await waitForWorker(officer)
  here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await officer.goto(`${here.world.origin}/tin-bai`)
  await officer.getByRole('link', { name: 'Gửi tin, bài' }).click()
  await officer.getByText(/Gửi tới: Văn phòng Sở.*; Phòng Công tác học sinh/).waitFor()
  await officer.getByRole('radio', { name: 'Tin', exact: true }).check()
  await officer.getByLabel('Tiêu đề').fill('Ngày hội đọc sách (minh họa)')
  await officer.getByLabel('Nội dung').fill('Sáng thứ Bảy, trường mở ngày hội đọc sách (minh họa).')
  await choosePhotos(officer, [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(officer) }])
  // begun, left and opened again from the list: words and picture are there
  await officer.getByText('Chỉ có trên máy này. Lưu lúc').waitFor()
  await officer.goto(`${here.world.origin}/tin-bai`)
  await officer.getByRole('link', { name: /Ngày hội đọc sách/ }).click()
  await officer.getByRole('button', { name: 'Che mặt' }).waitFor()
  expect(await officer.getByLabel('Tiêu đề').inputValue()).toBe('Ngày hội đọc sách (minh họa)')
  await officer.getByRole('button', { name: 'Gửi', exact: true }).dblclick()
  await officer.getByText('Ảnh 1 chưa tới máy chủ').waitFor()
  await officer.getByText('Chờ gửi').first().waitFor()
  const address = new URL(officer.url()).pathname
  here.world.proxy.heal()
  await officer.goto(`${here.world.origin}/`)
  await waitUntilSent(officer)
  await officer.goto(`${here.world.origin}${address}`)
  await officer.getByText('Biên nhận hợp lệ').waitFor()

  const portal = await here.aPerson('phong.cths')
  await openAtDesk(portal, /Ngày hội đọc sách/)
  const picture = portal.getByRole('img', { name: 'Ảnh 1 của tin bài' })
  await picture.waitFor()
  await expect
    .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0)
  await portal.getByRole('button', { name: 'Đã nhận', exact: true }).click()
  await portal.getByText(/Phòng Công tác học sinh.*: đã nhận/).waitFor()
  await portal.getByRole('button', { name: 'Ghi nơi đăng' }).click()
  await portal.getByRole('dialog').getByLabel('Đường dẫn').fill('https://cong.vi-du.example/ngay-hoi')
  await confirm(portal)
  await portal.getByText(/Phòng Công tác học sinh.*: đã đăng/).waitFor()

  const office = await here.aPerson('vanphong')
  await openAtDesk(office, /Ngày hội đọc sách/)
  await office.getByRole('button', { name: 'Không đăng', exact: true }).click()
  await office.getByRole('dialog').getByLabel('Lý do').fill('Fanpage chờ đợt bài sau (minh họa).')
  await confirm(office)
  await office.getByText(/Văn phòng Sở.*: không đăng/).waitFor()

  await officer.reload()
  await place(officer, /Phòng Công tác học sinh/)
    .getByText('Đã đăng', { exact: true })
    .waitFor({ timeout: 30_000 })
  await officer.getByRole('link', { name: 'https://cong.vi-du.example/ngay-hoi' }).waitFor()
  await place(officer, /Văn phòng Sở/)
    .getByText('Fanpage chờ đợt bài sau (minh họa).')
    .waitFor({ timeout: 30_000 })

  // Hôm nay tells it, too, and leads to it
  await officer.goto(`${here.world.origin}/`)
  const news = officer.getByRole('region', { name: 'Tin bài của đơn vị' })
  await news.getByText('Fanpage chờ đợt bài sau (minh họa).').waitFor()
  await news
    .getByRole('link', { name: /Ngày hội đọc sách.*Đã đăng/ })
    .first()
    .click()
  await officer.getByText('Nơi nhận').first().waitFor()
  expect(new URL(officer.url()).pathname).toBe(address)

  // a unit that has nothing to do with it finds neither the piece nor a desk
  const other = await here.aPerson('dm.saomai')
  await other.goto(`${here.world.origin}${address}`)
  await other.getByText('Không có tin bài này').first().waitFor()
})

test('[V41] [PI5] an example waits for consent; once it is withdrawn, both places are told', async () => {
  const officer = await here.aPerson('dm.saomai')
  await officer.goto(`${here.world.origin}/tin-bai/moi/soan-guong`)
  await officer.getByRole('radio', { name: 'Người tốt, việc tốt', exact: true }).check()
  await officer.getByLabel('Tiêu đề').fill('Giúp bạn tới trường (minh họa)')
  await officer.getByRole('radio', { name: 'Một người', exact: true }).check()
  await officer.getByLabel('Người hoặc tập thể được nêu gương').fill('Học sinh B, lớp 5')
  await officer
    .getByRole('group', { name: /dưới 16 tuổi/ })
    .getByRole('radio', { name: 'Có' })
    .check()
  await officer.getByLabel('Thành tích, việc làm').fill('Em giúp bạn khuyết tật tới trường mỗi ngày (minh họa).')
  await officer.getByLabel('Ngày người đó đồng ý').fill('1/9/2026')
  await officer.getByLabel('Người đó đồng ý bằng cách nào').selectOption('verbal')
  await officer.getByRole('button', { name: 'Gửi', exact: true }).click()
  const summary = officer.getByRole('alert').filter({ hasText: 'Chưa gửi được' })
  await summary
    .getByRole('link', { name: 'Chưa có đồng ý của người được nêu gương (và cha mẹ nếu dưới 16 tuổi).' })
    .click()
  expect(await officer.evaluate(() => document.activeElement?.id)).toBe('field-parentsOn')
  await officer.getByLabel('Ngày cha mẹ đồng ý').fill('2/9/2026')
  await officer.getByLabel('Cha mẹ đồng ý bằng cách nào').selectOption('written')
  await officer.getByRole('button', { name: 'Gửi', exact: true }).click()
  await officer.getByText('Nơi nhận').first().waitFor()
  const address = new URL(officer.url()).pathname
  await officer.goto(`${here.world.origin}/`)
  await waitUntilSent(officer)
  await officer.goto(`${here.world.origin}${address}`)
  await officer.getByRole('button', { name: 'Người được nêu gương rút đồng ý' }).click()
  await confirm(officer)
  await officer.getByText('Không dùng nữa').first().waitFor()
  await officer.goto(`${here.world.origin}/`)
  await waitUntilSent(officer)
  for (const username of ['phong.cths', 'vanphong']) {
    const desk = await here.aPerson(username)
    await openAtDesk(desk, /Giúp bạn tới trường/)
    await desk.getByText('Người được nêu gương đã rút đồng ý', { exact: false }).first().waitFor()
    expect(await desk.getByRole('button', { name: 'Ghi nơi đăng' }).count()).toBe(0)
  }
})
