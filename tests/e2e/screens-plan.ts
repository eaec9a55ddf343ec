import type { Page } from 'playwright-core'
import { checkSaved, noNetwork, type Visit } from './screens.ts'
import type { World } from './world.ts'

const YEAR = new Date().getUTCFullYear()

/** A page of the unit's plan of this year. */
const plan =
  (path: string, words: string | RegExp, year = YEAR) =>
  async (page: Page, world: World) => {
    await page.goto(`${world.origin}/ke-hoach/${year}${path}`)
    await page.getByText(words).first().waitFor()
  }

/** The unit's own communication plan: each part, a line, the last look, and what is said where there is none. */
export const PLAN: readonly Visit[] = [
  { route: 'plan', state: 'empty', who: 'planned', open: plan('', 'Các phần của kế hoạch', YEAR - 1) },
  { route: 'plan', state: 'accepted', who: 'commune', open: plan('', 'đang có hiệu lực') },
  { route: 'plan-part', state: 'a sent version', who: 'commune', open: plan('/da-gui', 'Biên nhận hợp lệ') },
  { route: 'plan-part', state: 'work in effect', who: 'commune', open: plan('/viec', '40%') },
  {
    route: 'plan-item',
    state: 'a task',
    who: 'commune',
    async open(page, world) {
      await plan('/viec', '40%')(page, world)
      await page.locator('a[href*="/viec/"]').first().click()
      await page.getByLabel('Đã xong bao nhiêu phần trăm').waitFor()
    },
  },
  {
    route: 'unit-plan-document',
    state: 'sent',
    who: 'commune',
    async open(page, world) {
      await page.goto(`${world.origin}/van-ban/ke-hoach/${YEAR}`)
      await page.getByText('KẾ HOẠCH', { exact: true }).first().waitFor()
    },
  },
  {
    route: 'receipt-check',
    state: 'a valid plan',
    who: 'commune',
    async open(page, world) {
      await plan('/da-gui', 'Biên nhận hợp lệ')(page, world)
      await checkSaved(page, world)
    },
  },
  {
    route: 'plan',
    state: 'waiting',
    who: 'planned',
    async open(page, world) {
      noNetwork(world)
      await plan('/muc-tieu', 'Kênh truyền thông của đơn vị')(page, world)
      await page.locator('textarea').first().fill('Mỗi tháng hai tin trên trang của trường (minh họa).')
      await page.getByRole('link', { name: 'Xong' }).click()
      await page.getByText('Chờ gửi').first().waitFor()
    },
  },
  {
    route: 'unit-plan-document',
    state: 'draft',
    who: 'planned',
    async open(page, world) {
      noNetwork(world)
      await plan('/muc-tieu', 'Kênh truyền thông của đơn vị')(page, world)
      await page.locator('textarea').first().fill('Mỗi tháng hai tin trên trang của trường (minh họa).')
      await page.getByRole('link', { name: 'Xong' }).click()
      await page.getByRole('link', { name: 'Văn bản để in, gửi' }).click()
      await page.getByText('BẢN NHÁP', { exact: true }).waitFor()
    },
  },
  { route: 'plan', state: 'not found', who: 'planned', open: plan('', 'Năm không có thật', 99) },
  { route: 'plan', state: 'too early', who: 'planned', open: plan('', 'Chưa tới lúc lập kế hoạch', 2099) },
  ...(
    [
      ['muc-tieu', 'Kênh truyền thông của đơn vị'],
      ['cac-dong', 'Mục kế hoạch của Sở có đơn vị bạn'],
      ['kinh-phi', 'Tổng kinh phí'],
      ['dau-moi', 'Người phát ngôn'],
      ['khung-hoang', 'Quy trình khi có khủng hoảng'],
      ['kiem-tra', 'Kiểm tra lần cuối'],
      ['da-gui', 'Chưa gửi bản nào'],
      ['viec', 'các dòng thành việc của đơn vị'],
    ] as const
  ).map(([path, words]): Visit => ({ route: 'plan-part', state: path, who: 'planned', open: plan(`/${path}`, words) })),
  {
    route: 'plan-item',
    state: 'a line',
    who: 'planned',
    async open(page, world) {
      noNetwork(world)
      await plan('/cac-dong', 'Mục kế hoạch của Sở có đơn vị bạn')(page, world)
      await page
        .getByRole('button', { name: /Thêm dòng cho mục/ })
        .first()
        .click()
      await page.locator('a[href*="/cac-dong/"]').first().click()
      await page.getByLabel('Người, bộ phận phụ trách').waitFor()
    },
  },
  {
    route: 'plan-item',
    state: 'no such task',
    who: 'planned',
    open: plan('/viec/00000000-0000-4000-8000-000000000000', 'không còn trong bản đang có hiệu lực'),
  },
]
