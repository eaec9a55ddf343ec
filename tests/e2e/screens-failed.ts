import type { Page } from 'playwright-core'
import type { Visit } from './screens.ts'
import type { World } from './world.ts'

/** The device's storage refuses to open, as a full or damaged disk makes it. */
export const storageRefuses = (page: Page) =>
  page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      const error = new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError')
      const request = Object.assign(new EventTarget(), { result: null, error, onerror: null as unknown })
      setTimeout(() => {
        const event = Object.defineProperty(new Event('error', { cancelable: true }), 'target', { value: request })
        if (typeof request.onerror === 'function') request.onerror(event)
        request.dispatchEvent(event)
      }, 5)
      return request as unknown as IDBOpenDBRequest
    }
  })

const serverIsDown = (world: World, path: RegExp) =>
  world.proxy.fault('GET', path, {
    kind: 'foreign',
    status: 503,
    type: 'application/json',
    body: () => JSON.stringify({ error: { code: 'unavailable' } }),
  })

const here = (route: string, path: string, who: Visit['who'] = 'officer'): Visit => ({
  route,
  state: 'failed',
  who,
  async open(page, world) {
    await storageRefuses(page)
    await page.goto(`${world.origin}${path}`)
    await page.getByText('chưa mở được phần lưu').filter({ visible: true }).first().waitFor()
  },
})

const there = (who: Visit['who'], route: string, path: string, asked: RegExp): Visit => ({
  route,
  state: 'server down',
  who,
  async open(page, world) {
    serverIsDown(world, asked)
    await page.goto(`${world.origin}${path}`)
    await page.getByText('Không tải được').filter({ visible: true }).first().waitFor()
  },
})

const ANY = '00000000-0000-4000-8000-000000000000'

/** Every screen that can fail to read the device or the server, when it does: plain words, what to do, never a blank. [ST13] */
export const FAILED: readonly Visit[] = [
  here('today', '/'),
  here('reports', '/bao-cao'),
  here('incident', `/bao-cao/${ANY}`),
  here('deadlines', '/han-nop', 'planned'),
  here('deadlines-month', '/han-nop/thang', 'planned'),
  here('tasks', '/nhiem-vu', 'planned'),
  here('task', `/nhiem-vu/${ANY}`, 'planned'),
  here('attention', '/can-sua'),
  here('incident-form', `/su-co/${ANY}/loai`),
  here('sync-status', '/dong-bo'),
  here('sign-out', '/dang-xuat'),
  there('office', 'desk', '/ban-dieu-hanh', /^\/api\/office/),
  there('office', 'desk-incident', `/ban-dieu-hanh/su-co/${ANY}`, /^\/api\/office/),
  here('pieces', '/tin-bai', 'planned'),
  here('reminders', '/nhac-viec', 'planned'),
  there('office', 'desk-pieces', '/ban-dieu-hanh/tin-bai', /^\/api\/office/),
  there('office', 'desk-tasks', '/ban-dieu-hanh/nhiem-vu', /^\/api\/office/),
  there('office', 'desk-duties', '/ban-dieu-hanh/han', /^\/api\/office/),
]
