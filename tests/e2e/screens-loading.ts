import type { Page } from 'playwright-core'
import type { Visit } from './screens.ts'
import type { World } from './world.ts'

/** The device's storage does not answer: what is read from it stays on its way. */
const storageStandsStill = (page: Page) =>
  page.addInitScript(() => {
    IDBFactory.prototype.open = () => Object.assign(new EventTarget(), { result: null }) as unknown as IDBOpenDBRequest
  })

/** The server takes its time: what is asked of it stays on its way. */
const serverTakesItsTime = (world: World, path: RegExp) => world.proxy.fault('GET', path, { kind: 'delay', ms: 60_000 })

/** The page itself is there, with its heading: while its code is on its way the words may be the same. */
async function seen(page: Page, words: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByText(words).filter({ visible: true }).first().waitFor()
}

const here = (route: string, path: string, words: string): Visit => ({
  route,
  state: 'loading',
  who: 'officer',
  async open(page, world) {
    await storageStandsStill(page)
    await page.goto(`${world.origin}${path}`)
    await seen(page, words)
  },
})

const there = (who: Visit['who'], route: string, path: string, asked: RegExp, words: string): Visit => ({
  route,
  state: 'loading',
  who,
  async open(page, world) {
    serverTakesItsTime(world, asked)
    await page.goto(`${world.origin}${path}`)
    await seen(page, words)
  },
})

const ANY = '00000000-0000-4000-8000-000000000000'

/** Every screen that waits for something before it has anything to show, while it waits. */
export const LOADING: readonly Visit[] = [
  here('reports', '/bao-cao', 'Đang mở danh sách…'),
  here('deadlines', '/han-nop', 'Đang tính hạn nộp…'),
  here('deadlines-month', '/han-nop/thang', 'Đang tính hạn nộp…'),
  here('tasks', '/nhiem-vu', 'Đang mở nhiệm vụ…'),
  here('task', `/nhiem-vu/${ANY}`, 'Đang mở nhiệm vụ…'),
  here('incident', `/bao-cao/${ANY}`, 'Đang kiểm tra biên nhận…'),
  here('incident-document', `/van-ban/su-co/${ANY}`, 'Đang mở văn bản…'),
  here('monthly-document', '/van-ban/thang/2026-10', 'Đang mở văn bản…'),
  here('unit-plan-document', '/van-ban/ke-hoach/2026', 'Đang mở văn bản…'),
  here('year-book', '/so-nam', 'Đang mở văn bản…'),
  here('monthly', '/bao-cao-thang/2026-10', 'Đang mở báo cáo…'),
  here('plan', '/ke-hoach/2026', 'Đang mở kế hoạch…'),
  here('reminders', '/nhac-viec', 'Đang xem lịch nhắc'),
  here('attention', '/can-sua', 'Đang mở…'),
  here('incident-form', `/su-co/${ANY}/loai`, 'Đang mở…'),
  here('sign-out', '/dang-xuat', 'Đang xem còn gì chưa gửi…'),
  there('officer', 'devices', '/may-da-dang-nhap', /^\/api\/session\/devices/, 'Đang hỏi máy chủ…'),
  there('office', 'desk', '/ban-dieu-hanh', /^\/api\/office/, 'Đang tải…'),
  there('office', 'desk-incident', `/ban-dieu-hanh/su-co/${ANY}`, /^\/api\/office/, 'Đang tải…'),
  there('office', 'desk-duties', '/ban-dieu-hanh/han', /^\/api\/office/, 'Đang tải…'),
  there('office', 'desk-duty', `/ban-dieu-hanh/han/monthly:${ANY}:2026-11`, /^\/api\/office/, 'Đang tải…'),
  here('pieces', '/tin-bai', 'Đang mở…'),
  here('piece', `/tin-bai/${ANY}`, 'Đang mở…'),
  here('piece-form', '/tin-bai/moi/soan-bai', 'Đang mở…'),
  there('office', 'desk-pieces', '/ban-dieu-hanh/tin-bai', /^\/api\/office/, 'Đang tải…'),
  there('office', 'desk-piece', `/ban-dieu-hanh/tin-bai/${ANY}`, /^\/api\/office/, 'Đang tải…'),
  there('office', 'desk-tasks', '/ban-dieu-hanh/nhiem-vu', /^\/api\/office/, 'Đang tải…'),
]
