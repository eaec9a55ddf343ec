import type { Page } from 'playwright-core'
import { see } from './officer.ts'
import { noNetwork, type Visit } from './screens.ts'
import type { World } from './world.ts'

/** What the browser answers when it is asked whether the app may show messages. */
const permissionIs = (page: Page, permission: NotificationPermission) =>
  page.addInitScript((given) => {
    Object.defineProperty(Notification, 'permission', { get: () => given })
  }, permission)

/** The device was signed in as one that several people use, and somebody is there just now: else it would lock. */
const isShared = (page: Page) =>
  page.addInitScript((key) => {
    const active = localStorage.getItem(key)
    if (active !== null) localStorage.setItem(key, JSON.stringify({ ...JSON.parse(active), shared: true }))
    localStorage.setItem('dau-moi:seen', String(Date.now()))
  }, 'dau-moi:active')

const seen = async (page: Page, world: World, words: string) => {
  await page.goto(`${world.origin}/nhac-viec`)
  await see(page, 'Sắp nhắc')
  await page.getByText(words).first().scrollIntoViewIfNeeded()
}

/** The page of reminders, as browser, network and device let it be. The last makes its person's device a shared one. */
export const REMINDERS: readonly Visit[] = [
  {
    route: 'reminders',
    state: 'not asked yet',
    who: 'planned',
    async open(page, world) {
      await permissionIs(page, 'default')
      await seen(page, world, 'Bật nhắc trên máy này')
    },
  },
  {
    route: 'reminders',
    state: 'offline',
    who: 'planned',
    async open(page, world) {
      await permissionIs(page, 'default')
      noNetwork(world)
      await seen(page, world, 'Cần có mạng để bật hoặc tắt.')
    },
  },
  {
    route: 'reminders',
    state: 'refused by the browser',
    who: 'planned',
    async open(page, world) {
      await permissionIs(page, 'denied')
      await seen(page, world, 'Máy này đã từ chối hiện thông báo.')
    },
  },
  {
    route: 'reminders',
    state: 'shared device',
    who: 'commune',
    async open(page, world) {
      await isShared(page)
      await seen(page, world, 'Máy dùng chung thì không bật nhắc.')
    },
  },
]
