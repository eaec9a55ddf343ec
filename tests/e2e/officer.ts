import type { Page } from 'playwright-core'
import type { Account } from '#tests/support/server-process.ts'
import { type OnDevice, readDevice } from './on-device.ts'

/** What a person does with the app, by the words that they read on it. */

export async function signIn(page: Page, origin: string, { username, password }: Account): Promise<void> {
  await page.goto(`${origin}/`)
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('link', { name: 'Hôm nay' }).waitFor()
}

/** Waits for words. @throws with what was there instead, which says more than the time that passed */
export async function see(page: Page, words: string | RegExp): Promise<void> {
  await page
    .getByText(words)
    .filter({ visible: true })
    .first()
    .waitFor()
    .catch(async (error: unknown) => {
      const { pathname } = new URL(page.url())
      throw new Error(`${pathname}: no “${words}” in:\n${await page.locator('body').innerText()}`, { cause: error })
    })
}

/** The app is on the phone whole: from now on it starts without a network. */
export async function waitForWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

/** The first sync has been applied: the unit's own records and the office's number are here. */
export async function waitForSync(page: Page): Promise<void> {
  await page
    .getByText(/Cập nhật lúc|Đã gửi hết/)
    .first()
    .waitFor({ timeout: 20_000 })
}

export interface Told {
  text: string
  category?: string
  severity?: string
  place?: string
  people?: string
  photos?: { name: string; mimeType: string; buffer: Buffer }[]
}

/** From any tab to the page before "Gửi báo cáo". Seven taps and one sentence, counted by `taps`. */
export async function writeIncident(page: Page, told: Told): Promise<void> {
  await page.getByRole('button', { name: 'Báo sự cố' }).click()
  await answerSteps(page, told)
}

async function answerSteps(page: Page, told: Told): Promise<void> {
  const {
    text,
    category = 'Tai nạn thương tích',
    severity = 'Đáng chú ý',
    place = 'Trong trường',
    people = '1 người',
  } = told
  await page.getByRole('button', { name: category }).click()
  await page.getByRole('button', { name: new RegExp(`^${severity}`) }).click()
  if (severity.includes('ghiêm trọng') || severity === 'Nghiêm trọng')
    await page.getByRole('button', { name: /^Đã gọi lúc/ }).click()
  await page.getByRole('button', { name: place }).click()
  await page.getByRole('button', { name: people, exact: true }).click()
  await page.locator('textarea').first().fill(text)
  await choosePhotos(page, told.photos ?? [])
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await page.getByRole('button', { name: 'Gửi báo cáo' }).waitFor()
}

export async function choosePhotos(page: Page, photos: { name: string; mimeType: string; buffer: Buffer }[]) {
  if (photos.length === 0) return
  await page.locator('input[type=file]').last().setInputFiles(photos)
  await page
    .getByRole('button', { name: 'Che mặt' })
    .nth(photos.length - 1)
    .waitFor({ timeout: 20_000 })
}

export const send = (page: Page) => page.getByRole('button', { name: 'Gửi báo cáo' }).click()

/** Files an incident, and waits for the words that promise its survival and for its page. */
export async function fileIncident(page: Page, told: Told): Promise<void> {
  await writeIncident(page, told)
  await send(page)
  await page.getByText('Đã lưu trên máy này').first().waitFor()
  // on its way out of the form the browser goes back: whoever leads it elsewhere meanwhile would be brought back too
  await page.waitForURL(/\/bao-cao\//)
}

/** What this browser keeps of one account, read beside the app. */
export const onDevice = (page: Page): Promise<OnDevice> => page.evaluate(readDevice)

/** Nothing of the account waits any more: the server has it all and said so. */
export async function waitUntilSent(page: Page, timeout = 40_000): Promise<void> {
  const end = Date.now() + timeout
  for (;;) {
    const left = await onDevice(page)
    if (left.outbox === 0 && left.photosWaiting === 0) return
    if (Date.now() > end) throw new Error(`still waiting after ${timeout} ms: ${JSON.stringify(left)}`)
    await page.waitForTimeout(100)
  }
}

/** Confirms a question of the desk, and waits until the act is kept: its dialog stays with every word until then. */
export async function confirm(page: Page, name = 'Xác nhận'): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name }).click()
  await dialog.waitFor({ state: 'hidden' })
}
