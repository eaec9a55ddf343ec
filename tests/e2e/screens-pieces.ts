import type { Page } from 'playwright-core'
import type { Visit } from './screens.ts'
import type { World } from './world.ts'

/** Articles and role models: the unit's pages, and the desk of a place that they were sent to. */

const ANY = '00000000-0000-4000-8000-000000000000'

const go = (path: string, words: string | RegExp) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}${path}`)
  await page.getByText(words).filter({ visible: true }).first().waitFor()
}

const open = (list: string, title: RegExp, words: string) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}${list}`)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: words }).first().waitFor()
}

const form = (name: string, words: string) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}/tin-bai/moi/${name}`)
  await page.getByText('Chọn ảnh').first().waitFor()
  await page.getByText(words).first().waitFor()
}

/** An article that was sent without a network. */
const waits = async (page: Page, world: World) => {
  world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await form('soan-bai', 'Gửi tới')(page, world)
  await page.getByRole('radio', { name: 'Tin', exact: true }).check()
  await page.getByLabel('Tiêu đề').fill('Ngày hội đọc sách (minh họa)')
  await page.getByLabel('Nội dung').fill('Sáng thứ Bảy, trường mở ngày hội đọc sách (minh họa).')
  await page.getByRole('button', { name: 'Gửi', exact: true }).click()
  await page.getByText('Chờ gửi').first().waitFor()
}

/** What the places did, on the first page and in the year book. */
const toldOn = (path: string, words: string) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}${path}`)
  const heading = page.getByText(words).first()
  await heading.waitFor()
  await heading.scrollIntoViewIfNeeded()
}

export const PIECES: readonly Visit[] = [
  { route: 'today', state: 'articles answered', who: 'planned', open: toldOn('/', 'Tin bài của đơn vị') },
  {
    route: 'year-book',
    state: 'articles',
    who: 'planned',
    open: toldOn('/so-nam', 'IV. Tin bài, gương điển hình đã gửi'),
  },
  { route: 'pieces', state: 'empty', who: 'newcomer', open: go('/tin-bai', 'Chưa gửi tin bài nào') },
  { route: 'pieces', state: 'filled', who: 'planned', open: go('/tin-bai', /Trả lại của rơi/) },
  { route: 'piece', state: 'published', who: 'planned', open: open('/tin-bai', /thư viện xanh/, 'Nơi nhận') },
  { route: 'piece', state: 'example', who: 'planned', open: open('/tin-bai', /Trả lại của rơi/, 'Nơi nhận') },
  { route: 'piece', state: 'waiting', who: 'planned', open: waits },
  { route: 'piece', state: 'not found', who: 'planned', open: go(`/tin-bai/${ANY}`, 'Không có tin bài này') },
  { route: 'piece-form', state: 'article', who: 'planned', open: form('soan-bai', 'Gửi tới') },
  {
    route: 'piece-form',
    state: 'example, errors',
    who: 'planned',
    async open(page, world) {
      await form('soan-guong', 'Gửi tới')(page, world)
      await page.getByRole('radio', { name: 'Một người', exact: true }).check()
      await page
        .getByRole('group', { name: /dưới 16 tuổi/ })
        .getByRole('radio', { name: 'Có' })
        .check()
      await page.getByRole('button', { name: 'Gửi', exact: true }).click()
      await page.getByText('Chưa gửi được, xin xem lại:').waitFor()
    },
  },
  { route: 'piece-form', state: 'not found', who: 'planned', open: go('/tin-bai/x/y', 'Không có tin bài này') },
  { route: 'desk-pieces', state: 'filled', who: 'office', open: go('/ban-dieu-hanh/tin-bai', 'Chờ trả lời') },
  {
    route: 'desk-piece',
    state: 'filled',
    who: 'office',
    open: open('/ban-dieu-hanh/tin-bai', /Trả lại của rơi/, 'Nơi nhận'),
  },
  {
    route: 'desk-piece',
    state: 'asking',
    who: 'office',
    async open(page, world) {
      await open('/ban-dieu-hanh/tin-bai', /Vườn rau/, 'Nơi nhận')(page, world)
      await page.getByRole('button', { name: 'Ghi nơi đăng' }).click()
      await page.getByRole('dialog').getByLabel('Kênh đăng').waitFor()
    },
  },
  {
    route: 'desk-piece',
    state: 'not found',
    who: 'office',
    open: go(`/ban-dieu-hanh/tin-bai/${ANY}`, 'Không có tin bài này'),
  },
]
