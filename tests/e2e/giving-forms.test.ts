import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP } from '#tests/support/browser/launch.ts'
import { inWorld } from './in-world.ts'
import { see, signIn, waitForSync, waitUntilSent } from './officer.ts'

const here = inWorld()

const AREA = '/ban-dieu-hanh/giao-viec'
const TITLE = 'Họp giao ban về thư viện (minh họa)'
/** So many days from now, as people write them. */
const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/')
const go = (page: Page, path: string) => page.goto(`${here.world.origin}${path}`)

async function atDesk(username: string): Promise<Page> {
  const page = await (await here.browser.newContext({ viewport: DESKTOP })).newPage()
  page.setDefaultTimeout(20_000)
  await signIn(page, here.world.origin, here.world.server.account(username))
  await waitForSync(page)
  return page
}

async function write(page: Page): Promise<void> {
  await go(page, `${AREA}/moi`)
  await see(page, 'Đã chọn 0 đơn vị')
  await page.getByRole('radio', { name: /^Nội dung họp/ }).check()
  await page.getByLabel('Tên cuộc họp').fill(TITLE)
  await page.getByLabel('Ngày họp', { exact: true }).fill(inDays(10))
  await page.getByLabel('Cần đơn vị cho biết gì').fill('Số đầu sách, kiến nghị (minh họa).')
  await page.getByLabel('Trả lời trước ngày').fill(inDays(9))
  await page.getByRole('checkbox', { name: /Trường THPT Bình Minh/ }).check()
  await see(page, 'Đã lưu nháp lúc')
}

test('[DR1, DR2] a giving that was begun is thrown away after a question, and no late save brings it back', async () => {
  const page = await atDesk('vanphong')
  await go(page, `${AREA}/moi`)
  await see(page, 'Đã chọn 0 đơn vị')
  expect(await page.getByRole('button', { name: 'Bỏ bản nháp' }).count()).toBe(0)
  await write(page)
  await page.getByRole('button', { name: 'Bỏ bản nháp' }).click()
  await see(page, 'Bỏ rồi sẽ không lấy lại được.')
  await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click()
  expect(await page.getByLabel('Tên cuộc họp').inputValue()).toBe(TITLE)
  // words that were not on the disk yet when it was thrown away
  await page.getByLabel('Nơi tổ chức').fill('Phòng họp (minh họa)')
  await page.getByRole('button', { name: 'Bỏ bản nháp' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ bản nháp' }).click()
  await see(page, 'Chọn một việc đã giao')
  await page.waitForTimeout(800)
  await go(page, `${AREA}/moi`)
  await see(page, 'Đã chọn 0 đơn vị')
  expect(await page.getByLabel('Nơi tổ chức').inputValue()).toBe('')
  expect(await page.getByRole('button', { name: 'Bỏ bản nháp' }).count()).toBe(0)
  expect(await page.getByText(TITLE).count()).toBe(0)
})

test('[GV1] what was given goes to one more unit, with what it says by now; who has it is not offered again', async () => {
  const page = await atDesk('chanhvp')
  await write(page)
  await page.getByRole('button', { name: 'Giao cho 1 đơn vị' }).click()
  await see(page, '0/1 đã trả lời')
  await page.getByRole('link', { name: new RegExp(TITLE.slice(0, 24)) }).click()
  await page.getByRole('link', { name: 'Giao thêm cho đơn vị khác' }).click()
  await see(page, `hạn trước ngày ${inDays(9)}`)
  await page.getByRole('button', { name: 'Giao thêm', exact: true }).click()
  await see(page, 'Hãy chọn ít nhất một đơn vị.')
  expect(await page.getByRole('checkbox', { name: /Trường THPT Bình Minh/ }).count()).toBe(0)
  await page.getByRole('checkbox', { name: /Trường Tiểu học Sao Mai/ }).check()
  await page.getByRole('button', { name: 'Giao thêm cho 1 đơn vị' }).click()
  await see(page, 'Chưa trả lời (2)')
  await waitUntilSent(page)
  // nothing waits any more, and the page says so without being opened again
  await expect.poll(() => page.getByText('Chờ gửi').count(), { timeout: 20_000 }).toBe(0)
  const unit = await here.aPerson('dm.saomai')
  await unit.getByRole('link', { name: TITLE }).first().click()
  await see(unit, 'Số đầu sách, kiến nghị (minh họa).')
})
