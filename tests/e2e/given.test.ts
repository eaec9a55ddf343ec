import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '#domain/time.ts'
import { launchBrowser, PHONE_CONTEXT, temporaryFolder } from '#tests/support/browser/launch.ts'
import { type ClockedServer, startClockedServer } from '#tests/support/clocked-server.ts'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { confirm, see, signIn, waitForSync, waitForWorker, waitUntilSent } from './officer.ts'

/** A brief for a meeting, lived by a clock that the test sets: due before 12 November 2026 begins in Hanoi. */
const hanoi = (wall: string): Instant => new Date(`${wall}+07:00`).toISOString() as Instant
const AREA = '/ban-dieu-hanh/giao-viec'
const TITLE = 'Họp giao ban về an toàn trường học (minh họa)'
const ANSWER = 'Trường có 12 camera, 2 hỏng. Kiến nghị thay trong tháng (minh họa).'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: ClockedServer
let proxy: FaultProxy
let browser: Awaited<ReturnType<typeof launchBrowser>>
const pages: Page[] = []

beforeAll(async () => {
  folder = await temporaryFolder('given')
  server = await startClockedServer(folder.path, hanoi('2026-11-10T08:00:00'))
  proxy = await startFaultProxy(Number(new URL(server.origin).port))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await proxy.close()
  await server.close()
  await folder.remove()
})

async function aPerson(username: string, context: Promise<BrowserContext>): Promise<Page> {
  const page = await (await context).newPage()
  page.setDefaultTimeout(20_000)
  await page.clock.install({ time: Date.parse(server.now()) })
  pages.push(page)
  await signIn(page, proxy.origin, server.account(username))
  await waitForSync(page)
  return page
}
const aPhone = async (username: string): Promise<Page> => {
  const page = await aPerson(username, browser.newContext(PHONE_CONTEXT))
  await waitForWorker(page)
  await page.reload()
  return page
}

async function itIs(wall: string): Promise<void> {
  server.setTime(hanoi(wall))
  for (const page of pages) await page.clock.setSystemTime(Date.parse(server.now()))
}

async function open(page: Page, path: string, words: string | RegExp): Promise<void> {
  await page.goto(`${proxy.origin}${path}`)
  await see(page, words)
}

/** Everything is sent, and the news of others is here. */
async function sync(page: Page): Promise<void> {
  await open(page, '/dong-bo', 'Liên lạc với máy chủ')
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await waitUntilSent(page)
}

/** The unit's page of the task, from the news of Hôm nay. */
async function openTask(page: Page): Promise<void> {
  await sync(page)
  await open(page, '/', TITLE)
  await page.getByRole('link', { name: TITLE }).first().click()
  await see(page, 'Cần làm gì')
}

async function answer(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: 'Trả lời' }).click()
  await page.locator('textarea').fill(words)
  await see(page, 'Đã lưu nháp lúc')
  await page.getByRole('button', { name: 'Gửi trả lời' }).click()
  await see(page, 'Chờ gửi')
}

describe('[GV1, GV2, GV3, DL1, DL4] a brief before a meeting, given to two units', () => {
  test('one answers offline and is on time by its arrival, the other comes a second too late; the office reads both', async () => {
    const office = await aPerson('vanphong', browser.newContext({ viewport: { width: 1280, height: 900 } }))
    await open(office, `${AREA}/moi`, 'Đã chọn 0 đơn vị')
    await office.getByRole('radio', { name: /^Nội dung họp/ }).check()
    await office.getByLabel('Tên cuộc họp').fill(TITLE)
    await office.getByLabel('Ngày họp').fill('12/11/2026')
    await office.getByLabel(/^Giờ bắt đầu/).fill('14h')
    await office.getByLabel('Cần đơn vị cho biết gì').fill('Số camera, số hỏng, kiến nghị (minh họa).')
    await office.getByLabel('Trả lời trước ngày').fill('13/11/2026')
    await office.getByRole('checkbox', { name: /Trường THPT Bình Minh/ }).check()
    await office.getByRole('checkbox', { name: /Trường Tiểu học Sao Mai/ }).check()
    // half-written, then the page is gone: everything is there again
    await see(office, 'Đã lưu nháp lúc')
    await office.goto(`${proxy.origin}${AREA}`)
    await open(office, `${AREA}/moi`, 'Đã chọn 2 đơn vị')
    await office.getByRole('button', { name: 'Giao cho 2 đơn vị' }).click()
    await see(office, 'Phải có trả lời trước ngày họp.')
    await office.getByLabel('Trả lời trước ngày').fill('12/11/2026')
    await office.getByRole('button', { name: 'Giao cho 2 đơn vị' }).dblclick()
    await see(office, '0/2 đã trả lời')
    expect(await office.getByRole('link', { name: new RegExp(TITLE.slice(0, 20)) }).count()).toBe(1)

    const one = await aPhone('dm.binhminh')
    const two = await aPhone('dm.saomai')
    await openTask(one)
    await openTask(two)
    await see(two, /14:00 ngày 12\/11\/2026/)

    // both write without a network; the first is back in it a second before the day begins, the second a second after
    await itIs('2026-11-11T21:00:00')
    proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    await answer(one, ANSWER)
    await answer(two, 'Trường chưa có camera (minh họa).')
    await two.goto('about:blank')
    await itIs('2026-11-11T23:59:59')
    proxy.heal()
    await sync(one)
    await itIs('2026-11-12T00:00:01')
    await sync(two)

    await open(office, AREA, '2/2 đã trả lời')
    await see(office, '1 trễ hạn')
    await office.getByRole('link', { name: new RegExp(TITLE.slice(0, 20)) }).click()
    await see(office, ANSWER)
    const late = office.getByRole('article').filter({ hasText: 'Trường chưa có camera' })
    await late.getByText('Trễ 1 ngày').waitFor()
    const onTime = office.getByRole('article').filter({ hasText: ANSWER })
    await onTime.getByText('Đúng hạn').waitFor()

    // sent back with a reason, it is the unit's again
    await onTime.getByRole('link', { name: /^Mở: / }).click()
    await office.getByRole('button', { name: 'Trả lại' }).click()
    await office.getByLabel('Lý do').fill('Xin ghi rõ số tiền (minh họa).')
    await confirm(office)
    // among what was said of the task: it is kept, and may be left
    await see(office, 'Xin ghi rõ số tiền (minh họa).')
    await sync(office)
    await sync(one)
    await open(one, '/', 'Xin ghi rõ số tiền (minh họa).')
  })

  test('[GV3, GV4] the office changes the day and asks again; both units read it on Hôm nay', async () => {
    const [office, one] = pages
    if (!office || !one) throw new Error('nobody is here')
    await open(office, AREA, TITLE)
    await office.getByRole('link', { name: new RegExp(TITLE.slice(0, 20)) }).click()
    await office.getByRole('button', { name: 'Nhắc 1 đơn vị chưa trả lời' }).click()
    await confirm(office)
    await see(office, /Đã nhắc 1 đơn vị/)
    await office.getByRole('link', { name: 'Thay đổi' }).click()
    await office.getByLabel('Ngày họp').fill('16/11/2026')
    await office.getByLabel('Trả lời trước ngày').fill('15/11/2026')
    await office.getByLabel('Lý do thay đổi').fill('Họp lùi sang tuần sau (minh họa).')
    await office.getByRole('button', { name: 'Gửi thay đổi tới các đơn vị' }).click()
    await see(office, /Sở thay đổi yêu cầu: Họp lùi/)
    await sync(office)
    await sync(one)
    await open(one, '/', 'Họp lùi sang tuần sau (minh họa).')
    await see(one, new RegExp(`Mong đơn vị trả lời “${TITLE.slice(0, 12)}`))
    await one.getByRole('link', { name: TITLE }).first().click()
    await see(one, /trước ngày 15\/11/)
  })
})
