import type { BrowserContext, Page } from 'playwright-core'
import { instantOf } from '#domain/time.ts'
import { monthsBack } from '#server/cli/demo/demo-months.ts'
import type { Account } from '#tests/support/server-process.ts'
import { fileIncident, see, signIn, waitForSync } from './officer.ts'
import type { World } from './world.ts'

/** One screen in one drawn state: which line of the route table it stands for, and the way there. */
export interface Visit {
  route: string
  state: string
  /** `planned`: of a unit that has tasks and duties; `commune`: of one whose plan of the year was accepted */
  who: 'nobody' | 'officer' | 'newcomer' | 'office' | 'planned' | 'commune'
  open(page: Page, world: World): Promise<void>
}

export const go = (path: string, words: string | RegExp) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}${path}`)
  await see(page, words)
}
export const noNetwork = (world: World) => world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })

/** A draft at the given question, everything before it answered. */
const step =
  (name: string, severity = 'Đáng chú ý') =>
  async (page: Page, world: World) => {
    await page.goto(`${world.origin}/su-co/moi`)
    await page.getByRole('button', { name: 'Tai nạn thương tích' }).waitFor()
    if (name === 'loai') return
    await page.getByRole('button', { name: 'Tai nạn thương tích' }).click()
    await page.getByText('Mức độ nào?').first().waitFor()
    if (name === 'muc-do') return
    await page.getByRole('button', { name: new RegExp(`^${severity}`) }).click()
    if (name === 'goi') return page.getByText('Đã gọi Văn phòng Sở chưa?').first().waitFor()
    await page.getByText('Ở đâu?').first().waitFor()
    if (name === 'noi') return
    if (name === 'luc') {
      await page.goto(page.url().replace(/noi$/, 'luc'))
      return page.getByText('Xảy ra lúc nào?').first().waitFor()
    }
    await page.getByRole('button', { name: 'Trong trường' }).click()
    await page.getByText('Bao nhiêu người').first().waitFor()
    if (name === 'nguoi') return
    await page.getByRole('button', { name: '1 người', exact: true }).click()
    await page.locator('textarea').first().waitFor()
    await page.getByText('Chọn ảnh').first().waitFor()
    if (name === 'viec') return
    await page.locator('textarea').first().fill('Một học sinh ngã ở sân, đã sơ cứu, gia đình đã tới (minh họa).')
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.getByRole('button', { name: 'Gửi báo cáo' }).waitFor()
  }

/** The page of an incident of the demo, from the list. */
const openIncident = (title: string) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}/bao-cao`)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByText('Đường đi của báo cáo').first().waitFor({ state: 'attached' })
}

/** The page of a task of the unit, from the list; or one of its short forms. */
export const openTask =
  (query: string, form = '') =>
  async (page: Page, world: World) => {
    await page.goto(`${world.origin}/nhiem-vu${query}`)
    await page.locator('a[href^="/nhiem-vu/"]').first().click()
    await page.getByText('Cần làm gì').first().waitFor()
    if (form === '') return
    await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname}/${form}`)
    await page.locator('textarea, input').first().waitFor()
  }

/** A result that was handed in without a network. */
const resultWaiting = async (page: Page, world: World) => {
  noNetwork(world)
  await openTask('?muc=overdue', 'ket-qua')(page, world)
  await page.locator('textarea').fill('Đã đăng hai bài trên trang của trường (minh họa).')
  await page.getByRole('button', { name: 'Gửi kết quả' }).click()
  await page.getByText('Chờ gửi').first().waitFor()
}

/**
 * A page of a month's report, counted back from the one that is being written. The demo has those of 0 to 4; of 7 and
 * before there is nothing.
 */
export const monthly =
  (path: string, words: string | RegExp, back = 7) =>
  async (page: Page, world: World) =>
    go(`/bao-cao-thang/${monthsBack(instantOf(Date.now()), back).of}${path}`, words)(page, world)

const monthlyPaper = (words: string | RegExp, back: number) => async (page: Page, world: World) =>
  go(`/van-ban/thang/${monthsBack(instantOf(Date.now()), back).of}`, words)(page, world)

/** Saves the receipt of the version that is open, and has it checked on the public page. */
export async function checkSaved(page: Page, world: World): Promise<void> {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lưu biên nhận' }).first().click()
  const file = await (await saved).path()
  await go('/bien-nhan', 'Chọn tệp biên nhận')(page, world)
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('Biên nhận hợp lệ').first().waitFor()
}

export const waiting = async (page: Page, world: World) => {
  noNetwork(world)
  await page.goto(`${world.origin}/`)
  await fileIncident(page, { text: 'Cổng trường kẹt xe, không ai bị thương (minh họa).' })
}

/** From now on the server takes nothing that is sent; the pull that would bring its copy does not get through. */
export function refuseSent(world: World): void {
  world.proxy.fault('POST', /^\/api\/pull/, { kind: 'drop-request' })
  world.proxy.fault('POST', /^\/api\/push/, { kind: 'foreign', status: 200, type: 'application/json', body: refusal })
}

/**
 * The server takes a waiting report's push and refuses it; the pull that would bring its copy does not get through.
 * The app tries by itself within seconds, so nothing is tapped: a tap would race with that try.
 */
const refused = async (page: Page, world: World) => {
  await waiting(page, world)
  world.proxy.heal()
  refuseSent(world)
  await page.getByText('Đã lưu trên máy này').first().waitFor({ state: 'detached', timeout: 60_000 })
}

/** Every line of the route table at least once; lists and records in each state that they can be in. */
export const VISITS: readonly Visit[] = [
  { route: 'sign-in', state: 'empty', who: 'nobody', open: go('/dang-nhap', 'Mật khẩu') },
  {
    route: 'sign-in',
    state: 'errors',
    who: 'nobody',
    async open(page, world) {
      await go('/dang-nhap', 'Mật khẩu')(page, world)
      await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
      await page.getByText('Hãy nhập mật khẩu').first().waitFor()
    },
  },
  { route: 'activate', state: 'empty', who: 'nobody', open: go('/kich-hoat', 'Mã kích hoạt') },
  {
    route: 'activate',
    state: 'errors',
    who: 'nobody',
    async open(page, world) {
      await go('/kich-hoat', 'Mã kích hoạt')(page, world)
      await page.getByRole('button', { name: 'Kích hoạt và đăng nhập' }).click()
      await page.getByText('Hãy nhập mã kích hoạt').first().waitFor()
    },
  },
  { route: 'receipt-check', state: 'empty', who: 'nobody', open: go('/bien-nhan', 'Chọn tệp biên nhận') },
  {
    route: 'receipt-check',
    state: 'invalid',
    who: 'nobody',
    async open(page, world) {
      await go('/bien-nhan', 'Chọn tệp biên nhận')(page, world)
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
      await page.getByText('Không đọc được tệp này').first().waitFor()
    },
  },
  {
    route: 'receipt-check',
    state: 'a valid month',
    who: 'planned',
    async open(page, world) {
      await monthly('/da-gui', 'Biên nhận hợp lệ', 4)(page, world)
      await checkSaved(page, world)
    },
  },
  { route: 'today', state: 'filled', who: 'officer', open: go('/', 'Từ Văn phòng Sở') },
  { route: 'today', state: 'empty', who: 'newcomer', open: go('/', 'Không có việc dở dang') },
  {
    route: 'today',
    state: 'waiting',
    who: 'officer',
    async open(page, world) {
      await waiting(page, world)
      await go('/', 'Chờ gửi')(page, world)
    },
  },
  { route: 'reports', state: 'filled', who: 'officer', open: go('/bao-cao', /\d+ báo cáo/) },
  { route: 'reports', state: 'empty', who: 'newcomer', open: go('/bao-cao', 'Chưa có báo cáo nào') },
  {
    route: 'reports',
    state: 'none found',
    who: 'officer',
    async open(page, world) {
      await go('/bao-cao', /\d+ báo cáo/)(page, world)
      await page.getByRole('searchbox').fill('zzz')
      await page.getByText('Không tìm thấy').first().waitFor()
    },
  },
  { route: 'incident', state: 'filled', who: 'officer', open: openIncident('Nghi rối loạn tiêu hóa') },
  { route: 'incident', state: 'more asked for', who: 'officer', open: openIncident('Tin đồn về khoản thu') },
  { route: 'incident', state: 'waiting', who: 'officer', open: waiting },
  {
    route: 'incident',
    state: 'not found',
    who: 'officer',
    open: go('/bao-cao/00000000-0000-4000-8000-000000000000', 'Không có báo cáo này'),
  },
  {
    route: 'incident-document',
    state: 'filled',
    who: 'officer',
    async open(page, world) {
      await openIncident('Nghi rối loạn tiêu hóa')(page, world)
      await page.getByRole('link', { name: 'Văn bản để in, gửi' }).click()
      await page.getByText('BÁO CÁO NHANH', { exact: true }).waitFor()
    },
  },
  {
    route: 'incident-document',
    state: 'not found',
    who: 'officer',
    open: go('/van-ban/su-co/00000000-0000-4000-8000-000000000000', 'Máy này không có báo cáo đó'),
  },
  {
    route: 'monthly-document',
    state: 'draft',
    who: 'planned',
    open: monthlyPaper(/^BẢN NHÁP$/, 0),
  },
  {
    route: 'monthly-document',
    state: 'sent',
    who: 'planned',
    open: monthlyPaper('Sao chép nội dung ngắn', 2),
  },
  {
    route: 'monthly-document',
    state: 'not found',
    who: 'planned',
    open: go('/van-ban/thang/2026-13', 'Máy này không có báo cáo của kỳ đó'),
  },
  {
    route: 'unit-plan-document',
    state: 'not found',
    who: 'planned',
    open: go('/van-ban/ke-hoach/1999', 'Máy này không có kế hoạch của năm đó'),
  },
  { route: 'year-book', state: 'filled', who: 'planned', open: go('/so-nam', 'SỔ THEO DÕI') },
  { route: 'deadlines', state: 'filled', who: 'planned', open: go('/han-nop', 'Quá hạn') },
  { route: 'deadlines', state: 'empty', who: 'office', open: go('/han-nop', 'Hạn nộp') },
  {
    route: 'deadlines',
    state: 'waiting',
    who: 'planned',
    async open(page, world) {
      await resultWaiting(page, world)
      await go('/han-nop', 'chưa tới máy chủ')(page, world)
    },
  },
  { route: 'deadlines-month', state: 'filled', who: 'planned', open: go('/han-nop/thang', 'Hạn trong tháng') },
  {
    route: 'deadlines-month',
    state: 'a day',
    who: 'planned',
    async open(page, world) {
      await go('/han-nop/thang', 'Hạn trong tháng')(page, world)
      await page.locator('.month-due').first().click()
      await page.getByText('Xem cả tháng').waitFor()
    },
  },
  { route: 'deadlines-month', state: 'nothing', who: 'planned', open: go('/han-nop/thang?m=2031-01', /Tháng này/) },
  {
    route: 'duty-how',
    state: 'filled',
    who: 'planned',
    async open(page, world) {
      await go('/han-nop', 'Báo cáo dư luận')(page, world)
      const href = await page.locator('a[href^="/bao-cao-thang/"]').first().getAttribute('href')
      const [, of, unit] = /bao-cao-thang\/([\d-]+).*u=([\w-]+)/.exec(href ?? '') ?? []
      await page.goto(`${world.origin}/han-nop/cach-gui/monthly:${unit}:${of}`)
      await page.getByText('Lời nhắn để sao chép').waitFor()
    },
  },
  { route: 'duty-how', state: 'not found', who: 'planned', open: go('/han-nop/cach-gui/x', 'Không có hạn nộp này') },
  { route: 'tasks', state: 'filled', who: 'planned', open: go('/nhiem-vu', /\d+ nhiệm vụ/) },
  {
    route: 'tasks',
    state: 'none found',
    who: 'planned',
    async open(page, world) {
      await go('/nhiem-vu', /\d+ nhiệm vụ/)(page, world)
      await page.getByRole('searchbox').fill('zzz')
      await page.getByText('Không có nhiệm vụ nào khớp').waitFor()
    },
  },
  { route: 'task', state: 'filled', who: 'planned', open: openTask('?quy=4') },
  { route: 'task', state: 'waiting', who: 'planned', open: resultWaiting },
  {
    route: 'task',
    state: 'not found',
    who: 'planned',
    open: go('/nhiem-vu/00000000-0000-4000-8000-000000000000', 'Không có nhiệm vụ này'),
  },
  ...(['ket-qua', 'san-pham', 'gia-han', 'tien-do'] as const).map(
    (form): Visit => ({ route: 'task-form', state: form, who: 'planned', open: openTask('?muc=overdue', form) }),
  ),
  {
    route: 'task-form',
    state: 'errors',
    who: 'planned',
    async open(page, world) {
      await openTask('?muc=overdue', 'san-pham')(page, world)
      await page.getByRole('button', { name: 'Thêm sản phẩm' }).click()
      await page.getByText('Chưa gửi được').first().waitFor()
    },
  },
  { route: 'evidence', state: 'filled', who: 'planned', open: go('/minh-chung/moi', 'Tin báo tích cực') },
  {
    route: 'evidence',
    state: 'noted',
    who: 'planned',
    async open(page, world) {
      await go('/minh-chung/moi', 'Tin báo tích cực')(page, world)
      await page.getByRole('button', { name: 'Phản ánh của người dân' }).click()
      await page.getByText('Đã ghi vào báo cáo').waitFor()
    },
  },
  { route: 'incident-new', state: 'filled', who: 'officer', open: step('loai') },
  { route: 'incident-form', state: 'severity', who: 'officer', open: step('muc-do') },
  { route: 'incident-form', state: 'call', who: 'officer', open: step('goi', 'Nghiêm trọng') },
  { route: 'incident-form', state: 'place', who: 'officer', open: step('noi') },
  { route: 'incident-form', state: 'time', who: 'officer', open: step('luc') },
  { route: 'incident-form', state: 'people', who: 'officer', open: step('nguoi') },
  { route: 'incident-form', state: 'words', who: 'officer', open: step('viec') },
  {
    route: 'incident-form',
    state: 'errors',
    who: 'officer',
    async open(page, world) {
      await step('viec')(page, world)
      await page.getByRole('button', { name: 'Kiểm tra' }).click()
      await page.getByText('Chưa gửi được').first().waitFor()
    },
  },
  { route: 'incident-form', state: 'review', who: 'officer', open: step('kiem-tra') },
  {
    route: 'incident-form',
    state: 'supplement',
    who: 'officer',
    async open(page, world) {
      await openIncident('Nghi rối loạn tiêu hóa')(page, world)
      await page.getByRole('button', { name: /Bổ sung thông tin/ }).click()
      await page.getByRole('button', { name: 'Gửi báo cáo bổ sung' }).waitFor()
    },
  },
  {
    route: 'incident-form',
    state: 'gone',
    who: 'officer',
    open: go('/su-co/00000000-0000-4000-8000-000000000000/loai', 'Không còn bản nháp này'),
  },
  { route: 'attention', state: 'empty', who: 'newcomer', open: go('/can-sua', 'Không có gì cần sửa') },
  {
    route: 'attention',
    state: 'filled',
    who: 'officer',
    async open(page, world) {
      await refused(page, world)
      await go('/can-sua', 'Sửa và gửi lại')(page, world)
    },
  },
  {
    route: 'incident',
    state: 'refused',
    who: 'officer',
    async open(page, world) {
      await refused(page, world)
      await page.getByText('Cần sửa').first().waitFor()
      await page.getByText('Cổng trường kẹt xe, không ai bị thương (minh họa).').first().waitFor()
    },
  },
  { route: 'sync-status', state: 'filled', who: 'officer', open: go('/dong-bo', 'Liên lạc với máy chủ') },
  {
    route: 'sync-status',
    state: 'waiting',
    who: 'officer',
    async open(page, world) {
      await waiting(page, world)
      await go('/dong-bo', 'Chờ gửi')(page, world)
    },
  },
  { route: 'settings', state: 'filled', who: 'officer', open: go('/them', 'Đăng xuất') },
  { route: 'storage', state: 'filled', who: 'officer', open: go('/bo-nho', 'Bộ nhớ') },
  { route: 'reminders', state: 'filled', who: 'officer', open: go('/nhac-viec', 'Sắp nhắc') },
  { route: 'display', state: 'filled', who: 'officer', open: go('/hien-thi', 'Cỡ chữ') },
  { route: 'help', state: 'filled', who: 'officer', open: go('/huong-dan', 'Đã lưu trên máy này') },
  { route: 'devices', state: 'filled', who: 'officer', open: go('/may-da-dang-nhap', 'Máy này') },
  {
    route: 'devices',
    state: 'failed',
    who: 'officer',
    async open(page, world) {
      noNetwork(world)
      await go('/may-da-dang-nhap', 'Chưa xem được danh sách máy')(page, world)
    },
  },
  { route: 'handover', state: 'nothing left', who: 'newcomer', open: go('/doi-may', 'không còn gì chưa gửi') },
  {
    route: 'handover',
    state: 'made',
    who: 'officer',
    async open(page, world) {
      await step('kiem-tra')(page, world)
      await go('/doi-may', 'Chưa tới máy chủ:')(page, world)
      await page.getByRole('button', { name: 'Gợi ý mật khẩu' }).click()
      await page.getByRole('button', { name: 'Lưu ra tệp' }).click()
      await page.getByText('Đã làm xong tệp').waitFor()
    },
  },
  {
    route: 'handover',
    state: 'errors',
    who: 'officer',
    async open(page, world) {
      await step('kiem-tra')(page, world)
      await go('/doi-may', 'Chưa tới máy chủ:')(page, world)
      await page.getByRole('button', { name: 'Lưu ra tệp' }).click()
      await page.getByText('cần ít nhất').waitFor()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'x.dmu', mimeType: 'application/octet-stream', buffer: Buffer.from('{}') })
      await page.getByText('Đây không phải tệp').waitFor()
    },
  },
  {
    route: 'reports',
    state: 'carried',
    who: 'officer',
    async open(page, world) {
      await step('kiem-tra')(page, world)
      await page.getByRole('button', { name: 'Viết tiếp trên máy khác' }).click()
      await page.getByText('Đã đưa sang máy khác').waitFor()
      await go('/bao-cao?muc=draft', 'Đã đưa sang máy khác')(page, world)
    },
  },
  { route: 'sign-out', state: 'nothing left', who: 'newcomer', open: go('/dang-xuat', 'Mọi thứ đã tới máy chủ') },
  {
    route: 'sign-out',
    state: 'unsent',
    who: 'officer',
    async open(page, world) {
      await waiting(page, world)
      await go('/dang-xuat', /Còn \d+ báo cáo/)(page, world)
    },
  },
  { route: 'desk', state: 'filled', who: 'office', open: go('/ban-dieu-hanh', 'Hỏng máy bơm nước') },
  {
    route: 'desk',
    state: 'failed',
    who: 'office',
    async open(page, world) {
      noNetwork(world)
      await go('/ban-dieu-hanh', 'Không tải được')(page, world)
    },
  },
  {
    route: 'desk-incident',
    state: 'filled',
    who: 'office',
    async open(page, world) {
      await go('/ban-dieu-hanh', 'Hỏng máy bơm nước')(page, world)
      await page
        .getByRole('link', { name: /Nghi rối loạn tiêu hóa/ })
        .first()
        .click()
      await page.getByText('Các bước xử lý').first().waitFor()
    },
  },
  { route: 'desk-tasks', state: 'filled', who: 'office', open: go('/ban-dieu-hanh/nhiem-vu', 'Chờ công nhận') },
  {
    route: 'desk-tasks',
    state: 'failed',
    who: 'office',
    async open(page, world) {
      noNetwork(world)
      await go('/ban-dieu-hanh/nhiem-vu', 'Không tải được')(page, world)
    },
  },
  {
    route: 'desk-task',
    state: 'filled',
    who: 'office',
    async open(page, world) {
      await go('/ban-dieu-hanh/nhiem-vu', 'Chờ công nhận')(page, world)
      await page.locator('a[href^="/ban-dieu-hanh/nhiem-vu/"]').last().click()
      await page.getByText('Diễn biến').first().waitFor()
    },
  },
]

/** The server's answer that would not take any of the sent changes. */
function refusal(sent: string): string {
  const { nonce, mutations } = JSON.parse(sent) as { nonce: string; mutations: { mid: string }[] }
  const verdicts = mutations.map(({ mid }) => ({ mid, kind: 'refused', code: 'not-allowed', details: {}, spaces: [] }))
  return JSON.stringify({ nonce, at: new Date().toISOString(), verdicts })
}

const USERNAMES = {
  officer: 'dm.saomai',
  newcomer: 'phong.cths',
  office: 'chanhvp',
  planned: 'dm.binhminh',
  commune: 'xa.saomai',
} as const

/** Signs everybody in once; contexts are then made from what was kept. */
export async function peopleOf(world: World, open: () => Promise<BrowserContext>) {
  const people = new Map<Visit['who'], BrowserContext>([['nobody', await open()]])
  for (const [who, username] of Object.entries(USERNAMES)) {
    const context = await open()
    const page = await context.newPage()
    const account: Account = world.server.account(username)
    await signIn(page, world.origin, account)
    await waitForSync(page)
    await page.close()
    people.set(who as Visit['who'], context)
  }
  return people
}
