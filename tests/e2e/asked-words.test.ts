import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addMonths } from '#domain/agenda/month.ts'
import { monthOf } from '#domain/deadlines/obligation-id.ts'
import { inWorld } from './in-world.ts'
import { confirm, fileIncident, onDevice, see, waitUntilSent } from './officer.ts'

const here = inWorld()

interface Asked {
  /** opens the page of the act anew */
  open(): Promise<void>
  /** the button that asks */
  act: string
  label: string
  /** the button that gives up */
  cancel: string
}

/** Writes in the dialog, and leaves it by Escape, by an end of the page, and by its second button. */
async function survives(page: Page, words: string, { open, act, label, cancel }: Asked): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label)
  const ask = async () => {
    await page.getByRole('button', { name: act, exact: true }).click()
    await field.waitFor()
  }
  await open()
  await ask()
  await field.fill(words)
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'hidden' })
  await ask()
  expect(await field.inputValue()).toBe(words)

  // given up: nothing is left of it
  await page.getByRole('dialog').getByRole('button', { name: cancel }).click()
  await field.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await onDevice(page)).forms).toBe(0)
  await ask()
  expect(await field.inputValue()).toBe('')

  // the page ends while the dialog is open
  await field.fill(words)
  await expect.poll(async () => (await onDevice(page)).forms).toBe(1)
  await page.goto('about:blank')
  await open()
  await ask()
  expect(await field.inputValue()).toBe(words)
}

describe('[DR10] what a dialog asks for', () => {
  test('at the desk: it outlives Escape and the page, and leaves with the act', async () => {
    const page = await here.aPerson('chanhvp')
    const words = 'Xin ghi thêm số phòng học bị ảnh hưởng (minh họa).'
    await page.goto(`${here.world.origin}/ban-dieu-hanh`)
    await page.getByRole('link', { name: /Gió giật tốc mái/ }).click()
    await see(page, 'Yêu cầu bổ sung')
    const address = page.url()
    const open = async () => {
      await page.goto(address)
    }
    await survives(page, words, { open, act: 'Yêu cầu bổ sung', label: 'Cần bổ sung gì?', cancel: 'Thôi' })
    await confirm(page)
    expect((await onDevice(page)).forms).toBe(0)
    await see(page, words)
    await page.getByRole('button', { name: 'Yêu cầu bổ sung', exact: true }).click()
    expect(await page.getByLabel('Cần bổ sung gì?').inputValue()).toBe('')
  })

  test('on the phone: why a report is withdrawn', async () => {
    const page = await here.aPhone('dm.saomai')
    const words = 'Báo nhầm, đã xác minh lại (minh họa).'
    await fileIncident(page, { text: 'Có khói ở bếp ăn, đã kiểm tra (minh họa).' })
    await waitUntilSent(page)
    const address = page.url()
    const open = async () => {
      await page.goto(address)
    }
    await survives(page, words, { open, act: 'Rút báo cáo', label: 'Vì sao rút báo cáo?', cancel: 'Thôi' })
    await confirm(page, 'Rút báo cáo')
    await see(page, 'Đã rút báo cáo')
    expect((await onDevice(page)).forms).toBe(0)
    await waitUntilSent(page)
  })

  test('[MR5] of the head: why a month is not approved; its officer reads it', async () => {
    const now = new Date()
    const of = monthOf(addMonths({ year: now.getUTCFullYear(), month: now.getUTCMonth() + 1 }, -8))
    const page = (path = '') => `${here.world.origin}/bao-cao-thang/${of}${path}`
    const officer = await here.aPhone('dm.binhminh')
    await officer.goto(page('/tinh-hinh'))
    await officer.getByLabel('Tình hình chung').first().fill('Dư luận ổn định trong tháng (minh họa).')
    await officer.getByRole('link', { name: 'Xong' }).click()
    await see(officer, 'Các phần của báo cáo')
    await officer.goto(page('/kiem-tra'))
    await officer.getByRole('link', { name: /^Chưa có vấn đề nào/ }).click()
    await officer.getByRole('checkbox', { name: 'Không phát sinh trong kỳ' }).check()
    await see(officer, 'Đã lưu nháp lúc')
    await officer.goto(page('/kiem-tra'))
    await officer.getByRole('radio', { name: 'Trình duyệt trong ứng dụng' }).check()
    await officer.getByRole('button', { name: 'Trình duyệt' }).click()
    await see(officer, 'Đang chờ Thủ trưởng duyệt')
    await waitUntilSent(officer)

    const head = await here.aPhone('hieutruong')
    const words = 'Cần nói rõ nguồn thông tin (minh họa).'
    const open = async () => {
      await head.goto(page('/duyet'))
      await see(head, 'Dư luận ổn định trong tháng (minh họa).')
    }
    await survives(head, words, { open, act: 'Chưa đồng ý', label: 'Lý do', cancel: 'Thôi' })
    await confirm(head, 'Chưa đồng ý')
    await waitUntilSent(head)
    expect((await onDevice(head)).forms).toBe(0)
    await officer.goto(page())
    await see(officer, words)
  })
})
