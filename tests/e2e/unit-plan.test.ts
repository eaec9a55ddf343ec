import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { inWorld } from './in-world.ts'
import { confirm, see, waitUntilSent } from './officer.ts'

const here = inWorld()
afterEach(() => here.world.proxy.heal())

const YEAR = new Date().getUTCFullYear()

const open = async (page: Page, path: string, words: string | RegExp) => {
  await page.goto(`${here.world.origin}/ke-hoach/${YEAR}${path === '' ? '' : `/${path}`}`)
  await see(page, words)
}

async function write(page: Page, part: string, words: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(`${here.world.origin}/ke-hoach/${YEAR}/${part}`)
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(text)
  await done(page)
}

const done = async (page: Page) => {
  await page.getByRole('link', { name: 'Xong' }).click()
  await page
    .getByText(/Các phần của kế hoạch|Mục kế hoạch của Sở có đơn vị bạn/)
    .first()
    .waitFor()
}

/** Back in the network until everything is there and the news is here. */
async function heal(...pages: Page[]): Promise<void> {
  here.world.proxy.heal()
  for (const page of pages) {
    await page.goto(`${here.world.origin}/dong-bo`)
    await page.getByRole('button', { name: 'Gửi ngay' }).click()
    await waitUntilSent(page)
  }
}

/** The first item that the department's plan gives the unit becomes a line, of which more is said. @returns its address */
async function tapItem(page: Page, words: Readonly<Record<string, string>>): Promise<string> {
  await open(page, 'cac-dong', 'Mục kế hoạch của Sở có đơn vị bạn')
  await page
    .getByRole('button', { name: /Thêm dòng cho mục/ })
    .first()
    .click()
  const line = page.locator('a[href*="/cac-dong/"]').first()
  await line.waitFor()
  const href = await line.getAttribute('href')
  await line.click()
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(text)
  await done(page)
  return /cac-dong\/[0-9a-f-]{36}/.exec(href ?? '')?.[0] ?? ''
}

describe('a unit’s plan of one year, on two phones and at the desk', () => {
  let lineAt = ''

  test('[PN1, PN2, PN4] both write it without a network and tap the same item: one plan, one line, or both values shown', async () => {
    const one = await here.aPhone('dm.binhminh')
    const two = await here.aPhone('hieutruong')
    // the plan's pages are on the phone before the network goes
    await open(one, '', 'Các phần của kế hoạch')
    await open(two, '', 'Các phần của kế hoạch')
    here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    lineAt = await tapItem(one, { 'Người, bộ phận phụ trách': 'Tổ Văn phòng (minh họa)' })
    const words = { 'Người, bộ phận phụ trách': 'Đoàn trường (minh họa)', 'Chỉ tiêu': '100% lớp (minh họa)' }
    expect(await tapItem(two, words)).toBe(lineAt)
    await write(one, 'muc-tieu', { 'Mục tiêu': 'Mỗi tháng hai tin trên trang của trường (minh họa).' })
    await write(two, 'khung-hoang', { 'Quy trình khi có khủng hoảng': 'Báo Hiệu trưởng, gọi Văn phòng Sở (minh họa).' })
    await two.getByText('Chờ gửi').first().waitFor()
    // the second phone is put away until the first has sent: which of the two comes first decides whose words stand
    await two.goto('about:blank')
    await heal(one, two)
    await heal(one)

    await open(one, 'kiem-tra', 'Báo Hiệu trưởng, gọi Văn phòng Sở')
    await one.getByText('100% lớp (minh họa)').waitFor()
    await open(one, 'cac-dong', 'Mục kế hoạch của Sở có đơn vị bạn')
    expect(await one.locator('a[href*="/cac-dong/"]').count()).toBe(1)
    await open(two, '', 'Có 1 chỗ hai người cùng viết')
    await two.getByRole('link', { name: 'Xem hai bản' }).click()
    await two.getByText('Tổ Văn phòng (minh họa)').waitFor()
    await two.getByText('Đoàn trường (minh họa)').waitFor()
    await two.getByRole('button', { name: 'Dùng bản trong nháp' }).click()
    await two.getByText('Không còn chỗ nào có hai bản').waitFor()
    await heal(two)
  })

  test('[PN3] what holds it is told with the way to the field; then it goes, with a receipt that is checked here', async () => {
    const page = await here.aPhone('dm.binhminh')
    await open(page, 'kiem-tra', 'Chưa gửi được, xin xem lại')
    await page.getByRole('link', { name: 'Đơn vị chưa phân công đầu mối truyền thông.' }).click()
    await page.getByRole('button', { name: 'Đầu mối là tôi' }).click()
    await page.getByLabel('Người phát ngôn', { exact: true }).fill('Cô Hiệu Trưởng (minh họa)')
    await done(page)
    await open(page, lineAt, 'Thêm sản phẩm')
    await page.getByLabel('Thêm sản phẩm').selectOption({ label: 'Tin, bài' })
    await page.getByLabel('Tin, bài').fill('8')
    await page.getByLabel('Kinh phí (đồng)').fill('1500000')
    await done(page)
    await open(page, 'kiem-tra', 'Tổng kinh phí các dòng (1.500.000) khác tổng kinh phí (0).')
    await open(page, 'kinh-phi', 'Các dòng cộng lại: 1.500.000 đồng')
    await page.getByRole('button', { name: 'Lấy số này làm tổng kinh phí' }).click()
    await done(page)
    await open(page, 'kiem-tra', 'Tin, bài: 8')
    await page.getByRole('button', { name: 'Gửi kế hoạch' }).dblclick()
    await page.getByText('Bản 1 đã gửi').first().waitFor()
    await waitUntilSent(page)
    await page
      .getByText(/Nhận lúc .*, mã KH-/)
      .first()
      .waitFor()
    await page.getByText('hợp lệ').first().waitFor()
    await page.goto(`${here.world.origin}/bao-cao`)
    await page.getByText(`Kế hoạch truyền thông năm ${YEAR}`).first().waitFor()
  })

  test('[PN1, PN6, PN7] received, returned with a reason on a field, amended, accepted: its line is the unit’s own task', async () => {
    const officer = await here.aPhone('dm.binhminh')
    await officer.goto(`${here.world.origin}/han-nop/thang?m=${YEAR}-03`)
    const href = await officer.locator('a[href^="/ke-hoach/"]').first().getAttribute('href')
    const unit = /u=([\w-]+)/.exec(href ?? '')?.[1] ?? ''

    const office = await here.aPhone('chanhvp')
    await office.goto(`${here.world.origin}/ban-dieu-hanh/han?mau=unit_plan&ky=${YEAR}`)
    await office.locator(`a[href*="unit_plan:${unit}"]`).first().click()
    await office.getByRole('button', { name: 'Tiếp nhận' }).click()
    await office.getByText('Đã tiếp nhận').first().waitFor()
    await office.getByRole('button', { name: 'Trả lại' }).click()
    await office.getByLabel('Phần cần sửa').selectOption({ label: 'Mục tiêu' })
    await office.getByLabel('Lý do: Mục tiêu').fill('Xin nêu chỉ tiêu cụ thể (minh họa).')
    await confirm(office, 'Trả lại')
    await waitUntilSent(office)

    await heal(officer)
    await open(officer, '', 'Văn phòng Sở trả lại')
    await open(officer, 'muc-tieu', 'Văn phòng Sở: Xin nêu chỉ tiêu cụ thể')
    await write(officer, 'muc-tieu', { 'Mục tiêu': 'Mỗi tháng ba tin trên trang của trường (minh họa).' })
    await open(officer, 'kiem-tra', 'Mỗi tháng ba tin')
    await officer.getByRole('button', { name: 'Gửi bản 2' }).click()
    await officer.getByText('Khác bản 1').waitFor()
    await officer.getByText('Nay: Mỗi tháng ba tin trên trang của trường (minh họa).').waitFor()
    await waitUntilSent(officer)

    await office.reload()
    await office.getByText('Khác bản 1').waitFor()
    await office.getByRole('button', { name: 'Đạt' }).click()
    await waitUntilSent(office)
    await heal(officer)
    await open(officer, '', 'Bản 2 đang có hiệu lực')
    await officer.getByRole('link', { name: 'Xem tiến độ việc của đơn vị' }).click()
    await officer.locator('a[href*="/viec/"]').first().click()
    await officer.getByLabel('Đã xong bao nhiêu phần trăm').selectOption('40')
    await officer.getByRole('button', { name: 'Lưu tiến độ' }).click()
    await officer.getByText('Tiến độ đã ghi').waitFor()
    await waitUntilSent(officer)
    await officer.goto(`${here.world.origin}/han-nop/thang?m=${YEAR}-12`)
    await officer.getByText('Đã làm 40%').first().waitFor()
    const head = await here.aPhone('hieutruong')
    await head.goto(`${here.world.origin}/han-nop/thang?m=${YEAR}-12`)
    await head.getByText('Đã làm 40%').first().waitFor()
  })
})
