import { createECDH, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Instant, instantOf } from '#domain/time.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { launchBrowser, PHONE_CONTEXT, temporaryFolder } from '#tests/support/browser/launch.ts'
import { type ClockedServer, startClockedServer } from '#tests/support/clocked-server.ts'
import { fileIncident, see, signIn, waitForSync, waitUntilSent } from './officer.ts'

/**
 * The report of November 2026: figures from 15 October to 14 November, due before 20 November in Hanoi. Server and
 * browsers live it by a clock that the test sets; nothing else in them is told that it is not today.
 */
const OF = '2026-11'
const MINUTE = 60_000

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: ClockedServer
let browser: Awaited<ReturnType<typeof launchBrowser>>
const phones: Phone[] = []

interface Phone {
  page: Page
  /** how far its clock is ahead of the world's, ms */
  ahead: number
}

beforeAll(async () => {
  folder = await temporaryFolder('month')
  server = await startClockedServer(folder.path, hanoi('2026-10-14T09:00:00'))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await folder.remove()
})

/** What a clock on a wall in Hanoi shows. */
function hanoi(wall: string): Instant {
  return new Date(`${wall}+07:00`).toISOString() as Instant
}

const HOUR = 60 * MINUTE

/** Every hour until then the server looks whom it is to remind, as it does each minute of a day. */
async function hoursPass(until: string): Promise<void> {
  const end = Date.parse(hanoi(until))
  for (let at = Math.ceil((Date.parse(server.now()) + 1) / HOUR) * HOUR; at <= end; at += HOUR) {
    server.setTime(instantOf(at))
    await server.remind()
  }
}

/** The phone lets itself be reminded. A browser without a screen has no push service: its part is played here. */
async function letRemind(page: Page, endpoint: string): Promise<void> {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const given = { p256dh: keys.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
  const status = await page.evaluate(
    async ({ endpoint, given }) => {
      const account = (await indexedDB.databases())
        .map(({ name }) => /^dau-moi:(.+)$/.exec(name ?? '')?.[1])
        .find((id) => id !== undefined)
      const body = JSON.stringify({ nonce: 'nonce-of-the-test-1', account, endpoint, keys: given })
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/reminders/push', { method: 'POST', headers, body })).status
    },
    { endpoint, given },
  )
  expect(status).toBe(200)
}

/** It is so late now, for the server and, each by its own clock, for the phones. */
async function itIs(wall: string): Promise<void> {
  server.setTime(hanoi(wall))
  for (const { page, ahead } of phones) await page.clock.setSystemTime(Date.parse(server.now()) + ahead)
}

async function aPhone(username: string, { ahead = 0, ...options }: BrowserContextOptions & { ahead?: number } = {}) {
  const context = await browser.newContext({ ...PHONE_CONTEXT, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.clock.install({ time: Date.parse(server.now()) + ahead })
  phones.push({ page, ahead })
  await signIn(page, server.origin, server.account(username))
  await waitForSync(page)
  return page
}

async function open(page: Page, path: string, words: string | RegExp): Promise<void> {
  await page.goto(`${server.origin}${path}`)
  await see(page, words)
}

const report = (page: Page, path: string, words: string | RegExp) => open(page, `/bao-cao-thang/${OF}${path}`, words)

/** The news of others is here. */
async function hearNews(page: Page): Promise<void> {
  await open(page, '/dong-bo', 'Liên lạc với máy chủ')
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await waitUntilSent(page)
}

const OFFICERS_PHONE = 'https://fcm.googleapis.com/fcm/send/minh-hoa-1'
const remindersOf = (endpoint: string): string[] =>
  server.pushed.filter((message) => message.endpoint === endpoint).map(({ at }) => formatDayTime(at))

describe('[DL1, DL4, MR6, MR5, MR4, TM2, RM1, RM2, RM3, RM4, RM5] one month, lived', () => {
  test('by one unit to the last second and by another to the first second after it', async () => {
    const officer = await aPhone('dm.binhminh')
    const head = await aPhone('hieutruong')

    // the day before: there is no such report yet; on the 15th it is there
    await report(officer, '', 'Kỳ này chưa tới')
    await itIs('2026-10-15T08:00:00')
    await report(officer, '', 'Các phần của báo cáo')
    await letRemind(officer, OFFICERS_PHONE)

    // what happens during the month is noted in two taps, and fills the report by itself
    await itIs('2026-10-20T10:12:00')
    await open(officer, '/minh-chung/moi', 'Tin báo tích cực')
    await officer.getByRole('button', { name: 'Tin báo tiêu cực' }).click()
    await see(officer, 'Đã ghi vào báo cáo tháng 11')
    await waitUntilSent(officer)
    await itIs('2026-10-28T15:40:00')
    await open(head, '/minh-chung/moi', 'Tin báo tích cực')
    await head.getByRole('button', { name: 'Phản ánh của người dân' }).click()
    await see(head, 'Đã ghi vào báo cáo tháng 11')
    await waitUntilSent(head)
    await itIs('2026-11-10T07:25:00')
    await open(officer, '/', 'Báo sự cố')
    await fileIncident(officer, { text: 'Một em trượt ngã ở sân, đã sơ cứu (minh họa).' })
    await waitUntilSent(officer)

    // the window opens on a Sunday: the phone is reminded of it on Monday morning, and Hôm nay says the same
    await itIs('2026-11-14T20:00:00')
    await hoursPass('2026-11-16T08:00:00')
    expect(remindersOf(OFFICERS_PHONE)).toEqual(['08:00, 16/11/2026'])
    // some minutes later: the server's clock stands while the phone's runs on, which holds it for fast
    await itIs('2026-11-16T08:05:00')
    await hearNews(officer)
    await open(officer, '/', 'Đã đến kỳ, có thể gửi từ hôm nay')

    // the period is over: the words are written
    await itIs('2026-11-16T08:30:00')
    await report(officer, '/so-lieu', 'Theo minh chứng: 1')
    await report(officer, '/tinh-hinh', 'Đã theo dõi những nguồn nào')
    await officer
      .getByLabel('Tình hình chung')
      .fill('Dư luận ổn định, phụ huynh quan tâm an toàn sân trường (minh họa).')
    await officer.getByRole('link', { name: 'Xong' }).click()
    await see(officer, 'Các phần của báo cáo')
    await report(officer, '/van-de', 'Thêm vấn đề')
    await officer.getByRole('button', { name: 'Thêm vấn đề' }).click()
    await officer.getByLabel('Tên vấn đề').fill('Sân trường trơn khi mưa (minh họa)')
    await officer.getByLabel('Đã xử lý thế nào').fill('Đã trải thảm chống trượt (minh họa).')
    await officer.getByRole('link', { name: 'Xong' }).click()
    await see(officer, 'Sân trường trơn khi mưa (minh họa)')
    await waitUntilSent(officer)

    // the head approves on a phone of their own
    await hoursPass('2026-11-17T14:00:00')
    await itIs('2026-11-17T14:00:00')
    await report(officer, '/kiem-tra', 'Kiểm tra lần cuối')
    await see(officer, 'Trình duyệt trong ứng dụng')
    await officer.getByRole('radio', { name: 'Trình duyệt trong ứng dụng' }).check()
    await officer.getByRole('button', { name: 'Trình duyệt' }).click()
    await see(officer, 'Đang chờ Thủ trưởng duyệt')
    await waitUntilSent(officer)
    await itIs('2026-11-18T07:05:00')
    await hearNews(head)
    await report(head, '', 'Đang chờ Thủ trưởng duyệt')
    await head.getByRole('link', { name: 'Xem và duyệt' }).click()
    await see(head, 'Sân trường trơn khi mưa')
    await see(head, /SC-2026-/)
    await head.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await see(head, 'Thủ trưởng đã duyệt')
    await waitUntilSent(head)

    // the last day is told in the morning, and once more in the afternoon since no phone said that it had shown it
    await hoursPass('2026-11-19T23:00:00')
    expect(remindersOf(OFFICERS_PHONE)).toEqual([
      '08:00, 16/11/2026',
      '08:00, 17/11/2026',
      '08:00, 19/11/2026',
      '15:00, 19/11/2026',
    ])

    // another phone of the officer, far away and a day fast: by its own clock the deadline is over
    await itIs('2026-11-19T23:50:00')
    const away = await aPhone('dm.binhminh', { timezoneId: 'America/Los_Angeles', ahead: 26 * 60 * MINUTE })
    await open(away, '/', 'Đồng hồ của máy đang sai')
    await report(away, '/kiem-tra', 'Bản được duyệt đúng như bản này')
    expect(await away.getByText('Đã quá hạn').count()).toBe(0)
    await itIs('2026-11-19T23:59:59')
    await away.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await see(away, 'Ba mốc giờ')
    await waitUntilSent(away)
    await report(away, '/da-gui', /Nhận lúc .*, mã BT-2026-/)
    await see(away, 'Biên nhận hợp lệ')
    const stamps = await away.locator('section[aria-labelledby="form-stamps"]').innerText()
    expect(stamps).toMatch(/Bắt đầu viết \(giờ máy\)\s+10:12, 20\/10\/2026/)
    expect(stamps).toMatch(/Bấm gửi \(giờ máy\)\s+01:59, 21\/11\/2026/)
    expect(stamps).toMatch(/Máy chủ nhận\s+23:59, 19\/11\/2026/)

    // anybody can check its receipt in a browser alone, and sees what was sent
    const saving = away.waitForEvent('download')
    await away.getByRole('button', { name: 'Lưu biên nhận' }).click()
    const receipt = join(folder.path, 'bien-nhan.json')
    await (await saving).saveAs(receipt)
    const anybody = await (await browser.newContext(PHONE_CONTEXT)).newPage()
    await open(anybody, '/bien-nhan', 'Chọn tệp biên nhận')
    const asked: string[] = []
    anybody.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await anybody.locator('input[type=file]').setInputFiles(receipt)
    await see(anybody, 'Biên nhận hợp lệ')
    await see(anybody, 'Sân trường trơn khi mưa (minh họa)')
    expect(asked.filter((request) => !/^GET \/assets\//.test(request))).toEqual([])

    // one second after midnight, from a phone whose clock is right
    await itIs('2026-11-19T23:55:00')
    const late = await aPhone('xa.saomai')
    await report(late, '/khong-phat-sinh', 'không phát sinh vấn đề')
    await itIs('2026-11-20T00:00:01')
    await late.getByRole('button', { name: /đồng ý, gửi/ }).click()
    await see(late, 'Ba mốc giờ')
    await waitUntilSent(late)

    // what was sent is reminded of no more; at night nobody was
    await hoursPass('2026-11-23T20:00:00')
    expect(remindersOf(OFFICERS_PHONE)).toHaveLength(4)

    // the same in everybody's eyes
    await itIs('2026-11-23T20:30:00')
    for (const [page, words] of [
      [officer, 'Đúng hạn'],
      [late, 'Trễ 1 ngày'],
    ] as const) {
      await hearNews(page)
      await open(page, `/han-nop/thang?m=${OF}`, words)
    }
    const office = await aPhone('chanhvp')
    await open(office, `/ban-dieu-hanh/han?mau=monthly&ky=${OF}`, 'Trễ 1 ngày')
    await office
      .getByRole('link', { name: /THPT Bình Minh/ })
      .first()
      .click()
    await see(office, 'Đúng hạn')
    await see(office, 'Máy chủ nhận')
    const seen = await office.locator('main').innerText()
    expect(seen).toMatch(/Bắt đầu viết \(giờ máy\)\s+10:12, 20\/10\/2026/)
    expect(seen).toMatch(/Máy chủ nhận\s+23:59, 19\/11\/2026/)
    await itIs('2026-11-23T20:35:00')
    await office.getByRole('button', { name: 'Tiếp nhận' }).click()
    await see(office, 'Đã tiếp nhận')
    await waitUntilSent(office)
  })
})
