import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { inWorld } from './in-world.ts'
import { signIn } from './officer.ts'

const here = inWorld()

async function tryPassword(page: Page, username: string, password: string): Promise<string> {
  await page.goto(`${here.world.origin}/dang-nhap`)
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  return page.getByRole('alert').first().innerText()
}

describe('[SE2] the door', () => {
  test('a wrong password and an unknown name are told alike; ten of them slow this device down, and nobody else', async () => {
    const context = await here.browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    const wrong = await tryPassword(page, 'dm.saomai', 'không phải mật khẩu')
    const unknown = await tryPassword(page, 'khong.co.ai', 'không phải mật khẩu')
    expect(wrong).toBe(unknown)
    const said: string[] = []
    for (let n = 0; n < 10; n += 1) said.push(await tryPassword(page, 'dm.saomai', `sai ${n}`))
    expect(said.at(-1)).toMatch(/chờ \d+ (giây|phút)/)
    await context.close()

    const known = await here.browser.newContext(PHONE_CONTEXT)
    const other = await known.newPage()
    await signIn(other, here.world.origin, here.world.server.account('dm.binhminh'))
    await known.close()
  })

  test('a wrong activation code is refused in words', async () => {
    const context = await here.browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    await page.goto(`${here.world.origin}/kich-hoat`)
    await page.getByLabel('Tên đăng nhập').fill('dm.daohaixanh')
    await page.getByLabel('Mã kích hoạt').fill('SAI-SAI-SAI')
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('một câu dễ nhớ')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('một câu dễ nhớ')
    await page.getByRole('button', { name: 'Kích hoạt và đăng nhập' }).click()
    await page.getByRole('alert').first().waitFor()
    expect(await page.getByRole('alert').first().innerText()).toMatch(/mã/i)
    expect(page.url()).toContain('/kich-hoat')
    await context.close()
  })

  test('without a network the door says so and keeps what was typed', async () => {
    const context = await here.browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    await page.goto(`${here.world.origin}/dang-nhap`)
    await page.getByLabel('Tên đăng nhập').fill('dm.saomai')
    await page.getByLabel('Mật khẩu', { exact: true }).fill('gì đó')
    await here.world.proxy.down()
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.getByText('Chưa tới được máy chủ').first().waitFor()
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('dm.saomai')
    await here.world.proxy.up()
    await context.close()
  })
})
