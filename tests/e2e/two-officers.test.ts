import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import type { Account } from '#tests/support/server-process.ts'
import { inWorld } from './in-world.ts'
import { waitForSync } from './officer.ts'

const here = inWorld()

async function fillDoor(page: Page, { username, password }: Account): Promise<void> {
  await page.goto(`${here.world.origin}/dang-nhap`)
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByLabel('Máy dùng chung').check()
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

const databases = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('dau-moi:') ? [name] : [])),
  )
const today = (page: Page) => page.getByRole('link', { name: 'Hôm nay' })

async function aSharedComputer(username: string): Promise<Page> {
  const page = await (await here.browser.newContext(PHONE_CONTEXT)).newPage()
  await fillDoor(page, here.world.server.account(username))
  await today(page).waitFor()
  await waitForSync(page)
  return page
}

describe('[SE17] a shared computer', () => {
  test('keeps no database after a sign-out with nothing unsent', async () => {
    const page = await aSharedComputer('dm.saomai')
    expect(await databases(page)).toHaveLength(1)
    await page.goto(`${here.world.origin}/dang-xuat`)
    await page.getByText('Mọi thứ đã tới máy chủ').waitFor()
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.getByLabel('Tên đăng nhập').waitFor()
    await expect.poll(() => databases(page), { timeout: 10_000 }).toEqual([])
    await page.context().close()
  })

  test('lets go of an account with nothing unsent when another signs in', async () => {
    const page = await aSharedComputer('dm.saomai')
    const before = await databases(page)
    await fillDoor(page, here.world.server.account('dm.binhminh'))
    await today(page).waitFor()
    await expect.poll(async () => (await databases(page)).includes(before[0] ?? ''), { timeout: 10_000 }).toBe(false)
    expect(await databases(page)).toHaveLength(1)
    await page.context().close()
  })

  test('says how much of the one before stays, and lets the other go back or on', async () => {
    const page = await aSharedComputer('dm.saomai')
    const before = await databases(page)
    await page.getByRole('button', { name: 'Báo sự cố' }).click()
    await page.getByRole('button', { name: 'Tai nạn thương tích' }).click()
    await page.getByRole('button', { name: /^Đáng chú ý/ }).click()
    await page
      .getByText(/Đã lưu/)
      .first()
      .waitFor()

    await fillDoor(page, here.world.server.account('dm.binhminh'))
    const told = page.getByRole('alert')
    await told.waitFor()
    expect(await told.innerText()).toContain('Người dùng trước còn 1 mục chưa gửi')
    await page.getByRole('button', { name: 'Quay lại', exact: true }).click()
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('dm.binhminh')
    expect(await databases(page)).toEqual(before)

    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.getByRole('button', { name: 'Vẫn đăng nhập' }).click()
    await today(page).waitFor()
    await expect.poll(() => databases(page), { timeout: 10_000 }).toHaveLength(2)
    await page.waitForTimeout(1500)
    expect(await databases(page)).toContain(before[0])
    await page.context().close()
  })
})
