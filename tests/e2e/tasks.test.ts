import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { inWorld } from './in-world.ts'
import { confirm, waitForWorker } from './officer.ts'

const here = inWorld()

/** How many products the page of a task counts. */
const productsOf = async (page: Page): Promise<number> =>
  Number(/\d+/.exec((await page.getByText(/^Sản phẩm \(\d+\)$/).textContent()) ?? '')?.[0])

const RESULT = 'Đã tổ chức một buổi sinh hoạt dưới cờ, ba lớp tham gia (minh họa).'

describe('[TK7] a task from the phone to the office and back', () => {
  test('a result is written without a network, survives a restart, arrives, is returned and accepted', async () => {
    const officer = await here.aPerson('dm.binhminh')
    await waitForWorker(officer)
    await officer.goto(`${here.world.origin}/nhiem-vu?quy=4`)
    await officer.getByRole('link', { name: /An toàn trường học/ }).click()
    await officer.getByText('Cần làm gì').waitFor()
    const address = new URL(officer.url()).pathname

    // half-written, then the app is gone: the words are there again
    await officer.goto(`${here.world.origin}${address}/ket-qua`)
    await officer.locator('textarea').fill(RESULT)
    await officer.getByText('Đã lưu nháp lúc').waitFor()
    await officer.goto(`${here.world.origin}/`)
    await officer.goto(`${here.world.origin}${address}/ket-qua`)
    await officer.getByText('Đã lưu nháp lúc').waitFor()
    expect(await officer.locator('textarea').inputValue()).toBe(RESULT)

    // without a network it is kept here and says so
    here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    await officer.getByRole('button', { name: 'Gửi kết quả' }).click()
    await officer.getByText('Chờ gửi').first().waitFor()
    await officer.getByText('Đã báo cáo').first().waitFor()
    await officer.goto(`${here.world.origin}/`)
    await officer.getByRole('link', { name: /Kết quả nhiệm vụ/ }).waitFor()
    here.world.proxy.heal()
    await officer.goto(`${here.world.origin}${address}`)
    await officer.getByText('Đã tới máy chủ lúc').first().waitFor({ timeout: 20_000 })

    // the office sends it back, with a reason
    const office = await here.aPerson('chanhvp')
    await office.goto(`${here.world.origin}/ban-dieu-hanh/nhiem-vu`)
    await office.getByRole('link', { name: /An toàn trường học.*Bình Minh/s }).click()
    await office.getByText(RESULT).waitFor()
    await office.getByRole('button', { name: 'Trả lại' }).click()
    await office.getByRole('button', { name: 'Xác nhận' }).click()
    await office.getByText('Vui lòng nhập: Lý do.').waitFor()
    await office.getByLabel('Lý do').fill('Xin gửi kèm đường dẫn bài viết.')
    await confirm(office)
    await office.getByText('không còn chờ Văn phòng').first().waitFor()

    await officer.goto(`${here.world.origin}${address}`)
    await officer.getByText('Xin gửi kèm đường dẫn bài viết.').first().waitFor({ timeout: 20_000 })

    // a product without a proper link is told, and nothing that was typed goes
    const there = await productsOf(officer)
    await officer.getByRole('link', { name: 'Thêm sản phẩm' }).click()
    await officer.getByLabel('Loại sản phẩm').selectOption('news')
    await officer.getByLabel('Tên sản phẩm').fill('Tin về buổi sinh hoạt')
    await officer.getByLabel(/Đường dẫn/).fill('truong')
    await officer.getByRole('button', { name: 'Thêm sản phẩm' }).click()
    await officer.getByText('Chưa gửi được').waitFor()
    expect(await officer.title()).toMatch(/^Lỗi: /)
    expect(await officer.getByLabel('Tên sản phẩm').inputValue()).toBe('Tin về buổi sinh hoạt')
    await officer.getByLabel(/Đường dẫn/).fill('https://thpt-binhminh.example/tin/1')
    await officer.getByRole('button', { name: 'Thêm sản phẩm' }).dblclick()
    await officer.getByText(`Sản phẩm (${there + 1})`).waitFor()
    await officer.getByRole('link', { name: 'Báo cáo kết quả' }).click()
    await officer.getByText(`Kèm ${there + 1} sản phẩm`).waitFor()
    await officer.locator('textarea').fill('Đã bổ sung đường dẫn.')
    await officer.getByRole('button', { name: 'Gửi kết quả' }).click()
    await officer.getByText('Đã tới máy chủ lúc').first().waitFor({ timeout: 20_000 })

    await office.goto(`${here.world.origin}${address.replace('/nhiem-vu', '/ban-dieu-hanh/nhiem-vu')}`)
    await office.getByRole('button', { name: 'Công nhận hoàn thành' }).click()
    await confirm(office)
    await office.getByText('không còn chờ Văn phòng').first().waitFor()
    await officer.getByText('Hoàn thành').first().waitFor({ timeout: 20_000 })
    expect(await productsOf(officer)).toBe(there + 1)
  })

  test('[DL10] without a network and with the server stopped, the deadlines are there', async () => {
    const officer = await here.aPerson('dm.binhminh')
    await waitForWorker(officer)
    await officer.reload()
    await officer.getByText('Cần làm trước').waitFor()
    await here.world.server.stop()
    try {
      await officer.goto(`${here.world.origin}/han-nop`)
      await officer.getByText('Sau đó').waitFor()
      expect(await officer.locator('.due').count()).toBeGreaterThan(3)
      await officer.goto(`${here.world.origin}/`)
      await officer.getByText('Cần làm trước').waitFor()
    } finally {
      await here.world.server.start()
    }
  })
})
