import type { Page } from 'playwright-core'
import type { Visit } from './screens.ts'
import type { World } from './world.ts'

const LIST = '/ban-dieu-hanh/han'

async function openList(page: Page, world: World, query = ''): Promise<void> {
  await page.goto(`${world.origin}${LIST}${query}`)
  await page.getByText('Đã nộp').first().waitFor()
}

async function openUnit(page: Page, world: World, unit: RegExp, query = ''): Promise<void> {
  await openList(page, world, query)
  await page.getByRole('link', { name: unit }).first().click()
  await page.getByText('Văn phòng Sở đã ghi').first().waitFor()
}

const dialog = (act: string): Visit => ({
  route: 'desk-duty',
  state: `asking ${act}`,
  who: 'office',
  async open(page, world) {
    await openUnit(page, world, /Sao Mai/)
    await page.getByRole('button', { name: act, exact: true }).click()
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    if (act !== 'Ghi nhận đã tới') await page.getByText('Vui lòng nhập: Lý do.').first().waitFor()
  },
})

/** The office's page of what the units owe, in its states. */
export const DUTIES: readonly Visit[] = [
  { route: 'desk-duties', state: 'filled', who: 'office', open: (page, world) => openList(page, world) },
  {
    route: 'desk-duties',
    state: 'empty',
    who: 'office',
    async open(page, world) {
      await page.goto(`${world.origin}${LIST}?mau=monthly&ky=2001-01`)
      await page.getByText('Kỳ này không có đơn vị nào phải nộp').first().waitFor()
    },
  },
  { route: 'desk-duty', state: 'filled', who: 'office', open: (page, world) => openUnit(page, world, /Sao Mai/) },
  {
    route: 'desk-duty',
    state: 'not found',
    who: 'office',
    async open(page, world) {
      await page.goto(`${world.origin}${LIST}/x`)
      await page.getByText('Không có hạn nộp này').first().waitFor()
    },
  },
  dialog('Gia hạn'),
  dialog('Miễn nộp'),
  {
    route: 'desk-duty',
    state: 'waiting',
    who: 'office',
    async open(page, world) {
      await openUnit(page, world, /Sao Mai/)
      world.proxy.fault('POST', /^\/api\/push/, { kind: 'drop-request' })
      await page.getByRole('button', { name: 'Gia hạn', exact: true }).click()
      await page.getByLabel('Hạn mới: trước ngày').fill('28/12/2026')
      await page.getByLabel('Lý do').fill('Mưa lũ, mất điện (minh họa)')
      await page.getByRole('button', { name: 'Xác nhận' }).click()
      await page.getByText('chờ gửi').filter({ visible: true }).first().waitFor()
    },
  },
]
