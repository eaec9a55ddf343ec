import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { paintPhoto } from '#tests/support/browser/paint.ts'
import { tellsLittleRoom } from './little-room.ts'
import { choosePhotos, fileIncident, signIn, waitForSync, waitUntilSent } from './officer.ts'
import { openTask, refuseSent, type Visit, waiting } from './screens.ts'
import type { World } from './world.ts'

/** Changes what this device keeps, beside the app, as time or a fault would. `work` runs in the page and stands for itself. */
const inDatabase = (page: Page, change: { store: string; put?: object; each?: object }) =>
  page.evaluate(async ({ store: name, put, each }) => {
    const account = (await indexedDB.databases()).find((one) => one.name?.startsWith('dau-moi:'))?.name
    if (!account) throw new Error('no account has a database here')
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(account)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const tx = db.transaction(name, 'readwrite')
    const store = tx.objectStore(name)
    if (put) store.put(put)
    if (each) {
      const all = store.getAll()
      all.onsuccess = () => {
        for (const row of all.result) store.put({ ...row, ...each })
      }
    }
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve
      tx.onerror = () => reject(tx.error)
    })
    db.close()
  }, change)

const HOUR = 3_600_000

/** A report that many rounds left behind although they got through. */
const stuck = (path: string) => async (page: Page, world: World) => {
  await waiting(page, world)
  await inDatabase(page, { store: 'outbox', each: { passed: { rounds: 9, since: Date.now() - 2 * HOUR } } })
  await page.goto(`${world.origin}${path}`)
  await page.getByText('chưa được máy chủ trả lời').waitFor()
}

/** Rows that the device's storage spoilt. */
const broken = (path: string, words: string) => async (page: Page, world: World) => {
  await page.goto(`${world.origin}/`)
  await waitForSync(page)
  for (const n of [1, 2]) await inDatabase(page, { store: 'drafts', put: { id: `hong-${n}`, savedAt: 7 } })
  await page.goto(`${world.origin}${path}`)
  await page.getByText(words).waitFor()
}

async function aProduct(page: Page, world: World, title: string): Promise<void> {
  await openTask('?muc=overdue', 'san-pham')(page, world)
  await page.getByLabel('Loại sản phẩm').selectOption('news')
  await page.getByLabel('Tên sản phẩm').fill(title)
  await choosePhotos(page, [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(page, 800, 600) }])
}

/** A product that was sent and that the server would not take. */
async function refusedProduct(page: Page, world: World): Promise<void> {
  await aProduct(page, world, 'Bản tin ngày hội đọc sách (minh họa)')
  refuseSent(world)
  await page.getByRole('button', { name: 'Thêm sản phẩm' }).click()
  await page.getByText('Diễn biến').first().waitFor()
  await page.goto(`${world.origin}/can-sua`)
  await page.getByRole('button', { name: 'Sửa và gửi lại: Thêm sản phẩm' }).first().waitFor()
}

/** An officer whose post ends while a report of theirs waits on the phone. */
async function reportOutside(page: Page, world: World): Promise<void> {
  const context = await page.context().browser()?.newContext(PHONE_CONTEXT)
  if (!context) throw new Error('no browser')
  const phone = await context.newPage()
  await signIn(phone, world.origin, world.server.account('dm.daohaixanh'))
  await waitForSync(phone)
  world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await fileIncident(phone, { text: 'Bão làm tốc mái hai phòng học, không ai bị thương (minh họa).' })
  const db = new DatabaseSync(join(world.server.dataDir, 'dau-moi.db'))
  const grant = db
    .prepare(
      `select g.* from role_grants g join units u on u.id = g.unit_id and u.department = g.department
       where u.code = 'DAO-HX' and g.role = 'focal_point'`,
    )
    .get() as Record<string, string>
  const yesterday = new Date(Date.now() - 48 * HOUR).toISOString().slice(0, 10)
  db.prepare('update role_grants set valid_to = ? where id = ?').run(yesterday, grant.id as string)
  // they work elsewhere today
  const other = db.prepare(`select id from units where code = 'TH-SM'`).get() as { id: string }
  db.prepare(
    'insert into role_grants select department, ?, account_id, role, ?, ?, null from role_grants where id = ?',
  ).run(randomUUID(), other.id, yesterday, grant.id as string)
  db.close()
  world.proxy.heal()
  await phone.reload()
  await waitUntilSent(phone)
  await context.close()
}

let isReported = false
const outside = async (page: Page, world: World) => {
  if (!isReported) await reportOutside(page, world)
  isReported = true
  await page.goto(`${world.origin}/ban-dieu-hanh`)
  await page.getByRole('heading', { name: /Nhận ngoài vai trò/ }).waitFor()
}

const deskIncident = async (page: Page, world: World) => {
  await page.goto(`${world.origin}/ban-dieu-hanh`)
  await page
    .getByRole('link', { name: /Nghi rối loạn tiêu hóa/ })
    .first()
    .click()
  await page.getByLabel('Viết ý kiến').waitFor()
}

/** What went wrong by itself, what came back, and what came in by a side door. The last ones spoil their person's device. */
export const TROUBLE: readonly Visit[] = [
  {
    route: 'task-form',
    state: 'product with a picture',
    who: 'planned',
    async open(page, world) {
      await aProduct(page, world, 'Tin về buổi sinh hoạt dưới cờ (minh họa)')
      await page.getByRole('button', { name: 'Che mặt' }).first().scrollIntoViewIfNeeded()
    },
  },
  {
    route: 'attention',
    state: 'product',
    who: 'planned',
    async open(page, world) {
      await refusedProduct(page, world)
      await page.getByText('Toàn bộ nội dung').first().click()
    },
  },
  {
    route: 'attention',
    state: 'form begun',
    who: 'planned',
    async open(page, world) {
      await refusedProduct(page, world)
      await aProduct(page, world, 'Sản phẩm đang viết dở (minh họa)')
      await page.getByText('Đã lưu nháp lúc').waitFor()
      await page.goto(`${world.origin}/can-sua`)
      await page.getByRole('button', { name: 'Sửa và gửi lại: Thêm sản phẩm' }).first().click()
      await page.getByText('đang có nội dung khác viết dở').waitFor()
    },
  },
  { route: 'today', state: 'stuck', who: 'officer', open: stuck('/') },
  { route: 'sync-status', state: 'stuck', who: 'officer', open: stuck('/dong-bo') },
  {
    route: 'desk',
    state: 'outside of a role',
    who: 'office',
    async open(page, world) {
      await outside(page, world)
      // five tabs: none of them in a second row, where "Báo sự cố" would hide the first
      for (const width of [320, 360]) {
        await page.setViewportSize({ width, height: 640 })
        const tops = await page
          .locator('.tab')
          .evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top))
        if (tops.length !== 5 || new Set(tops).size !== 1) throw new Error(`tabs at ${width} px: ${tops.join(', ')}`)
      }
    },
  },
  {
    route: 'desk-incident',
    state: 'outside of a role',
    who: 'office',
    async open(page, world) {
      await outside(page, world)
      await page
        .getByRole('link', { name: /Đảo Hải Xanh/ })
        .first()
        .click()
      await page.getByText('Người gửi không còn vai trò').waitFor()
    },
  },
  {
    route: 'desk-incident',
    state: 'comment missing',
    who: 'office',
    async open(page, world) {
      await deskIncident(page, world)
      await page.getByRole('button', { name: 'Gửi ý kiến' }).click()
      await page.locator('.field-error').waitFor()
      await page.getByLabel('Viết ý kiến').scrollIntoViewIfNeeded()
    },
  },
  {
    route: 'desk-incident',
    state: 'comment waiting',
    who: 'office',
    async open(page, world) {
      await deskIncident(page, world)
      world.proxy.fault('POST', /^\/api\/push/, { kind: 'drop-request' })
      await page.getByLabel('Viết ý kiến').fill('Trường cho biết thêm tình hình ăn bán trú ngày mai. (minh họa)')
      await page.getByRole('button', { name: 'Gửi ý kiến' }).click()
      const said = page.locator('.timeline').getByText('Trường cho biết thêm tình hình').first()
      await said.waitFor()
      await said.scrollIntoViewIfNeeded()
    },
  },
  {
    route: 'today',
    state: 'nearly full',
    who: 'newcomer',
    async open(page, world) {
      await tellsLittleRoom(page)
      await page.goto(`${world.origin}/`)
      await page.getByText('Báo cáo vẫn được lưu').waitFor()
    },
  },
  { route: 'today', state: 'rows set aside', who: 'newcomer', open: broken('/', 'mục trên máy này bị hỏng') },
  {
    route: 'sync-status',
    state: 'rows set aside',
    who: 'newcomer',
    async open(page, world) {
      await broken('/dong-bo', 'mục trên máy này bị hỏng')(page, world)
      await page.getByRole('button', { name: 'Bỏ các mục này' }).click()
      await page.getByRole('button', { name: 'Giữ lại' }).waitFor()
    },
  },
  {
    route: 'today',
    state: 'outdated',
    who: 'newcomer',
    async open(page, world) {
      await page.goto(`${world.origin}/`)
      await waitForSync(page)
      await inDatabase(page, { store: 'meta', put: { key: 'minWriterSchema', value: 99 } })
      await page.reload()
      await page.getByText('Cần cập nhật ứng dụng').first().waitFor()
    },
  },
  {
    route: 'sync-status',
    state: 'outdated',
    who: 'newcomer',
    async open(page, world) {
      await page.goto(`${world.origin}/dong-bo`)
      await page.getByText('Cần cập nhật ứng dụng để').first().waitFor()
    },
  },
]
