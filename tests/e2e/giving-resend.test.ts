import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { inWorld } from './in-world.ts'
import { see, waitUntilSent } from './officer.ts'
import { refuseSent } from './screens.ts'

const here = inWorld()
afterEach(() => here.world.proxy.heal())

const AREA = '/ban-dieu-hanh/giao-viec'
const TITLE = 'Ngày hội sách bị từ chối (minh họa)'
const MENDED = 'Ngày hội sách đã sửa (minh họa)'
const ASK = 'Mỗi đơn vị đăng một tin và một ảnh (minh họa).'
/** So many days from now, as people write them. */
const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/')

const go = (page: Page, path: string) => page.goto(`${here.world.origin}${path}`)
const fix = (page: Page, name: string) => page.getByRole('button', { name: `Sửa và gửi lại: ${name}` })
/** What was said to be refused is on this device alone: the desk's questions get through, and no pull that would not have it. */
function onlyQuestions(): void {
  here.world.proxy.heal()
  here.world.proxy.fault('POST', /^\/api\/(?:pull|push)/, { kind: 'drop-request' })
}
const tray = (page: Page) => page.locator('.attention-name').allTextContents()

test('[DR4, GV1] a refused giving is read whole in the tray, opens as its form, and sent anew it leaves', async () => {
  const page = await here.aPerson('vanphong')
  await go(page, `${AREA}/moi`)
  await see(page, 'Đã chọn 0 đơn vị')
  await page.getByRole('radio', { name: /^Sự kiện/ }).check()
  await page.getByLabel('Tên sự kiện', { exact: true }).fill(TITLE)
  await page.getByLabel('Từ ngày').fill(inDays(10))
  await page.getByLabel('Đến ngày').fill(inDays(12))
  await page.getByLabel(/^Giờ bắt đầu/).fill('7h30')
  await page.getByLabel('Nơi tổ chức').fill('Thư viện (minh họa)')
  await page.getByLabel('Đơn vị cần làm gì').fill(ASK)
  await page.getByLabel('Xong trước ngày').fill(inDays(15))
  await page.getByRole('checkbox', { name: /Trường THPT Bình Minh/ }).check()
  await page.getByRole('checkbox', { name: /Trường Tiểu học Sao Mai/ }).check()
  refuseSent(here.world)
  await page.getByRole('button', { name: 'Giao cho 2 đơn vị' }).click()
  await page.getByRole('link', { name: 'Giao việc mới' }).waitFor()

  await go(page, '/can-sua')
  await fix(page, 'Giao việc cho đơn vị').waitFor()
  await page.getByText('Toàn bộ nội dung').click()
  const content = page.locator('.attention-content')
  for (const words of [TITLE, ASK, inDays(10), inDays(12), '07:30', 'Thư viện (minh họa)', inDays(15)])
    await content.getByText(words, { exact: true }).waitFor()
  onlyQuestions()
  await fix(page, 'Giao việc cho đơn vị').click()
  await see(page, 'Đã chọn 2 đơn vị')
  expect(new URL(page.url()).pathname).toBe(`${AREA}/moi`)
  expect(await page.getByLabel('Tên sự kiện', { exact: true }).inputValue()).toBe(TITLE)
  expect(await page.getByLabel('Từ ngày').inputValue()).toBe(inDays(10))
  expect(await page.getByLabel('Đến ngày').inputValue()).toBe(inDays(12))
  expect(await page.getByLabel(/^Giờ bắt đầu/).inputValue()).toBe('07:30')
  expect(await page.getByLabel('Đơn vị cần làm gì').inputValue()).toBe(ASK)
  await page.getByLabel('Tên sự kiện', { exact: true }).fill(MENDED)
  await page.getByRole('button', { name: 'Giao cho 2 đơn vị' }).click()
  await see(page, MENDED)
  await go(page, '/can-sua')
  await see(page, 'Không có gì cần sửa')
  here.world.proxy.heal()
  await waitUntilSent(page)
  await go(page, '/can-sua')
  await see(page, 'Không có gì cần sửa')
  await go(page, AREA)
  await page.getByRole('link', { name: new RegExp(MENDED.slice(0, 20)) }).waitFor()
  expect(await page.getByText(TITLE).count()).toBe(0)

  // the same for a change of it
  await page.getByRole('link', { name: new RegExp(MENDED.slice(0, 20)) }).click()
  await page.getByRole('link', { name: 'Thay đổi' }).click()
  await page.getByLabel('Nơi tổ chức').fill('Sân vận động (minh họa)')
  await page.getByLabel('Lý do thay đổi').fill('Thư viện đang sửa (minh họa).')
  refuseSent(here.world)
  await page.getByRole('button', { name: 'Gửi thay đổi tới các đơn vị' }).click()
  await page.getByRole('link', { name: 'Thay đổi' }).waitFor()
  await go(page, '/can-sua')
  await fix(page, 'Thay đổi việc đã giao').waitFor()
  onlyQuestions()
  await fix(page, 'Thay đổi việc đã giao').click()
  await see(page, 'Lý do thay đổi')
  expect(await page.getByLabel('Nơi tổ chức').inputValue()).toBe('Sân vận động (minh họa)')
  expect(await page.getByLabel('Lý do thay đổi').inputValue()).toBe('Thư viện đang sửa (minh họa).')
  await page.getByRole('button', { name: 'Gửi thay đổi tới các đơn vị' }).click()
  await see(page, /Sở thay đổi yêu cầu: Thư viện đang sửa/)
  here.world.proxy.heal()
  await waitUntilSent(page)
  await go(page, '/can-sua')
  await see(page, 'Không có gì cần sửa')
})

test('[DR4, GV2] a refused word on what was given leads back to the page of that unit', async () => {
  const page = await here.aPerson('chanhvp')
  await go(page, AREA)
  await page.getByRole('link', { name: /Giao ban về bán trú/ }).click()
  await page.getByRole('link', { name: /^Mở: Phòng Văn hóa/ }).click()
  const field = page.getByLabel('Viết ý kiến')
  await field.fill('Xin ghi thêm số bếp (minh họa).')
  const { pathname } = new URL(page.url())
  refuseSent(here.world)
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await expect.poll(() => field.inputValue()).toBe('')
  await go(page, '/can-sua')
  await fix(page, 'Ý kiến về nhiệm vụ').waitFor()
  onlyQuestions()
  await fix(page, 'Ý kiến về nhiệm vụ').click()
  await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe('Xin ghi thêm số bếp (minh họa).')
  expect(new URL(page.url()).pathname).toBe(pathname)
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await page.locator('.timeline').getByText('Xin ghi thêm số bếp (minh họa).').waitFor()
  here.world.proxy.heal()
  await waitUntilSent(page)
  await go(page, '/can-sua')
  await see(page, 'Không có gì cần sửa')
  expect(await tray(page)).toEqual([])
})
