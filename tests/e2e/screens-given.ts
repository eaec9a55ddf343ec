import type { Page } from 'playwright-core'
import type { Visit } from './screens.ts'
import type { World } from './world.ts'

/** Key events and briefs: the desk that gives them, and the unit's pages. */

const ANY = '00000000-0000-4000-8000-000000000000'
const AREA = '/ban-dieu-hanh/giao-viec'

const go = (path: string, words: string | RegExp) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}${path}`)
  await page.getByText(words).filter({ visible: true }).first().waitFor()
}

const opened = async (page: Page, world: World) => {
  await go(AREA, /Giao ban về bán trú/)(page, world)
  await page.getByRole('link', { name: /Giao ban về bán trú/ }).click()
  await page.getByText('412 học sinh').first().waitFor()
}

const unitsTask = (title: RegExp, form?: string) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}/nhiem-vu?phan=given`)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByText('Cần làm gì').first().waitFor()
  if (form === undefined) return
  await page.goto(`${page.url().split('?')[0]}/${form}`)
  await page.locator('textarea').first().waitFor()
}

/** The month of the meeting: this one or the next. */
const monthHeld = async (page: Page, world: World) => {
  await go('/han-nop/thang', 'Hạn trong tháng')(page, world)
  const held = page.locator('a.month-held').first()
  if ((await held.count()) === 0) await page.getByRole('link', { name: 'Tháng sau' }).click()
  await held.click()
  await page.getByText('Họp: Giao ban về bán trú').filter({ visible: true }).first().waitFor()
}

export const GIVEN: readonly Visit[] = [
  { route: 'desk-given', state: 'filled', who: 'office', open: go(AREA, /Ngày hội đọc sách/) },
  {
    route: 'desk-given',
    state: 'failed',
    who: 'office',
    async open(page, world) {
      world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
      await go(AREA, 'Không tải được')(page, world)
    },
  },
  { route: 'desk-giving', state: 'answers', who: 'office', open: opened },
  { route: 'desk-giving', state: 'new', who: 'office', open: go(`${AREA}/moi`, 'Đã chọn 0 đơn vị') },
  {
    route: 'desk-giving',
    state: 'new, errors',
    who: 'office',
    async open(page, world) {
      await go(`${AREA}/moi`, 'Đã chọn 0 đơn vị')(page, world)
      await page.getByRole('button', { name: 'Giao việc', exact: true }).click()
      await page.getByText('Chưa giao được, xin xem lại:').waitFor()
    },
  },
  { route: 'desk-giving', state: 'not found', who: 'office', open: go(`${AREA}/${ANY}`, 'Không có việc này') },
  {
    route: 'desk-giving-part',
    state: 'one unit',
    who: 'office',
    async open(page, world) {
      await opened(page, world)
      await page.getByRole('link', { name: /^Mở: Phòng Văn hóa/ }).click()
      await page.getByText('Diễn biến').first().waitFor()
    },
  },
  {
    route: 'desk-giving-part',
    state: 'change',
    who: 'office',
    async open(page, world) {
      await opened(page, world)
      await page.getByRole('link', { name: 'Thay đổi' }).click()
      await page.getByText('Lý do thay đổi').first().waitFor()
    },
  },
  {
    route: 'desk-giving-part',
    state: 'more units, errors',
    who: 'office',
    async open(page, world) {
      await opened(page, world)
      await page.getByRole('link', { name: 'Giao thêm cho đơn vị khác' }).click()
      await page.getByText('Đã chọn 0 đơn vị').waitFor()
      await page.getByRole('button', { name: 'Giao thêm', exact: true }).click()
      await page.getByText('Hãy chọn ít nhất một đơn vị.').first().waitFor()
    },
  },
  {
    route: 'desk-giving',
    state: 'draft thrown away',
    who: 'office',
    async open(page, world) {
      await go(`${AREA}/moi`, 'Đã chọn 0 đơn vị')(page, world)
      await page.getByLabel('Tên sự kiện', { exact: true }).fill('Ngày hội đang viết dở (minh họa)')
      await page.getByText('Đã lưu nháp lúc').waitFor()
      await page.getByRole('button', { name: 'Bỏ bản nháp' }).click()
      await page.getByText('Bỏ rồi sẽ không lấy lại được.').waitFor()
    },
  },
  { route: 'deadlines-month', state: 'event and meeting', who: 'office', open: monthHeld },
  { route: 'task', state: 'event', who: 'office', open: unitsTask(/Ngày hội đọc sách/) },
  { route: 'task', state: 'brief', who: 'office', open: unitsTask(/Giao ban về bán trú/) },
  { route: 'task-form', state: 'answer', who: 'office', open: unitsTask(/Giao ban về bán trú/, 'ket-qua') },
]
