import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { tellsLittleRoom } from './little-room.ts'
import {
  fileIncident,
  onDevice,
  send,
  signIn,
  waitForSync,
  waitForWorker,
  waitUntilSent,
  writeIncident,
} from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let context: BrowserContext
let page: Page

beforeAll(async () => {
  world = await openWorld()
  // Playwright turns it off, and it is what phones do with every page that one goes back to
  browser = await launchBrowser({ withBackForwardCache: true })
  context = await browser.newContext(PHONE_CONTEXT)
  page = await tab()
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
  await waitForWorker(page)
})
afterEach(async () => {
  world.proxy.heal()
  await world.proxy.up()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

async function tab(): Promise<Page> {
  const made = await context.newPage()
  made.setDefaultTimeout(15_000)
  return made
}
const home = (of: Page) => of.goto(`${world.origin}/`)

async function arrivedOnce(text: string): Promise<void> {
  const found = await world.office.findBy(text)
  expect(found, text).toHaveLength(1)
  expect(await world.office.verify(found[0]?.id ?? '')).toMatchObject({ reports: 1 })
}

describe('[PR2] tabs of one account', () => {
  test('write at the same time and race to send: each report arrives once', async () => {
    const tabs = [page, await tab(), await tab()]
    const texts = tabs.map((_, n) => `Ba thẻ cùng gửi, thẻ ${n + 1} (minh họa).`)
    await Promise.all(tabs.map(home))
    await world.proxy.down()
    for (const [n, one] of tabs.entries()) await fileIncident(one, { text: texts[n] ?? '' })
    // the answers of the first pushes are lost, so that the tabs overtake one another
    world.proxy.fault('POST', /^\/api\/push/, { kind: 'drop-answer' }, 2)
    await world.proxy.up()
    await Promise.all(
      tabs.map(
        (one) =>
          one
            .getByRole('button', { name: 'Gửi ngay' })
            .first()
            .click({ timeout: 3000 })
            .catch(() => null), // another tab may have sent it already
      ),
    )
    await waitUntilSent(page)
    for (const text of texts) await arrivedOnce(text)
    for (const one of tabs.slice(1)) await one.close()
  })

  test('a frozen tab in the middle of sending holds nobody up', async () => {
    await home(page)
    const other = await tab()
    await home(other)
    const text = 'Thẻ bị đóng băng giữa lúc gửi (minh họa).'
    await writeIncident(page, { text })
    world.proxy.forget()
    world.proxy.fault('POST', /^\/api\/push/, { kind: 'delay', ms: 60_000 }, 1)
    await send(page)
    await expect.poll(() => world.proxy.exchanges.some(({ path }) => path.startsWith('/api/push'))).toBe(true)
    const session = await context.newCDPSession(page)
    await session.send('Page.enable')
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })

    await other.bringToFront()
    await other.getByRole('button', { name: 'Gửi ngay' }).first().click()
    await expect.poll(async () => (await world.office.findBy(text)).length, { timeout: 20_000 }).toBe(1)
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await page.bringToFront()
    await home(page)
    await waitUntilSent(page)
    await arrivedOnce(text)
    await other.close()
  })

  test('[DR5] a page that comes back from the back-forward cache has its words and sends them', async () => {
    // no session of another test hangs on it, and at rest it holds no lock: either would keep it out of the cache
    const own = await tab()
    await home(own)
    await waitForSync(own)
    const text = 'Đi xem trang khác rồi quay lại (minh họa).'
    await writeIncident(own, { text })
    await own.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }))
    })
    await own.goto(`${world.origin}/healthz`)
    // a page that comes back as it was does not load again
    await own.goBack({ waitUntil: 'commit' })
    await own.getByText(text).first().waitFor()
    expect(await own.evaluate(cameBack)).toEqual({ persisted: true, notRestored: [] })
    await send(own)
    await own.getByText('Đã lưu trên máy này').first().waitFor()
    await waitUntilSent(own)
    await arrivedOnce(text)
    await own.close()
  })
})

/** Whether the page is the one that was left, and what the browser says where it had to load it anew. Runs in the page. */
function cameBack(): { persisted: boolean; notRestored: string[] } {
  const { persisted = false } = globalThis as { persisted?: boolean }
  const [entry] = performance.getEntriesByType('navigation') as unknown as {
    notRestoredReasons?: { reasons: { reason: string }[] | null } | null
  }[]
  return { persisted, notRestored: entry?.notRestoredReasons?.reasons?.map(({ reason }) => reason) ?? [] }
}

/** Takes all the room that is left to this origin, down to the last kilobyte. Runs in the page. */
async function fillUp(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('filler', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const put = (bytes: number) =>
    new Promise<boolean>((resolve) => {
      const transaction = db.transaction('rows', 'readwrite')
      transaction.objectStore('rows').put(crypto.getRandomValues(new Uint8Array(bytes)))
      transaction.oncomplete = () => resolve(true)
      transaction.onabort = () => resolve(false)
    })
  for (let bytes = 65_536; bytes >= 256; bytes /= 2) for (let n = 0; n < 10_000 && (await put(bytes)); n += 1);
  db.close()
}

describe('[DR7] the room on the device', () => {
  test('runs out in the middle: nothing is claimed, the words stay, and go when there is room', async () => {
    await home(page)
    const session = await context.newCDPSession(page)
    const text = 'Máy hết chỗ lưu giữa chừng (minh họa).'
    await writeIncident(page, { text })
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin: world.origin })
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: world.origin,
      quotaSize: Math.ceil(usage) + 200_000,
    })
    await page.evaluate(fillUp)
    await send(page)
    await page.getByText('Chưa lưu được').first().waitFor()
    expect(await page.locator('body').innerText()).not.toContain('Đã lưu trên máy này')
    expect(await onDevice(page)).toMatchObject({ outbox: 0, drafts: 1 })
    expect(await world.office.findBy(text)).toEqual([])

    await session.send('Storage.overrideQuotaForOrigin', { origin: world.origin })
    await page.getByRole('button', { name: 'Thử lại' }).first().click()
    await page.getByText('Đã lưu trên máy này').first().waitFor()
    await waitUntilSent(page)
    await arrivedOnce(text)
  })

  test('[DV3] is nearly full: Hôm nay says so, and a report is saved and sent all the same', async () => {
    const full = await context.newPage()
    await tellsLittleRoom(full)
    await home(full)
    await full.getByText('Máy gần đầy bộ nhớ').waitFor()
    await full.getByText('Chỉ còn khoảng 20 MB cho ứng dụng. Báo cáo vẫn được lưu').waitFor()
    const text = 'Máy gần hết chỗ (minh họa).'
    await fileIncident(full, { text })
    await waitUntilSent(full)
    await arrivedOnce(text)
    await full.close()
  })

  test('[ST6] is emptied under the open app: it is told, and the next report is safe again', async () => {
    await home(page)
    await waitForSync(page)
    const session = await context.newCDPSession(page)
    await session.send('Storage.clearDataForOrigin', { origin: world.origin, storageTypes: 'indexeddb' })
    await home(page)
    await page.getByText('Dữ liệu trên máy này đã bị xóa mất').waitFor()
    await waitForSync(page)
    const text = 'Sau khi bộ nhớ bị dọn (minh họa).'
    await fileIncident(page, { text })
    await waitUntilSent(page)
    await arrivedOnce(text)
  })
})
