import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { EXIF_MARK, paintPhoto, paintTurned } from '#tests/support/browser/paint.ts'
import {
  choosePhotos,
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

const ROOT = join(import.meta.dirname, '../..')

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
  phone = await browser.newContext({ ...PHONE_CONTEXT, acceptDownloads: true })
  page = await phone.newPage()
  page.setDefaultTimeout(10_000)
  await signIn(page, world.origin, world.server.account('dm.daohaixanh'))
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

const home = () => page.goto(`${world.origin}/`)

/** What the bytes of a JPEG are, whatever they say of how to turn them. Runs in the page. */
async function lookAt(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), { imageOrientation: 'none' })
  const { width, height } = picture
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(picture, 0, 0)
  const colourAt = (y: number) => {
    const [red = 0, , blue = 0] = context.getImageData(width / 2, y, 1, 1).data
    return red > blue ? 'red' : 'blue'
  }
  return { width, height, top: colourAt(height / 4), bottom: colourAt((height * 3) / 4) }
}

describe('the main job, end to end', () => {
  test('[UX2] an incident takes seven taps and one sentence, offline', async () => {
    await home()
    await world.proxy.down()
    // counted by the page itself, not by whoever taps
    await page.evaluate(() => {
      Object.assign(globalThis, { taps: 0 })
      addEventListener(
        'click',
        ({ isTrusted, detail }) => {
          if (isTrusted && detail > 0) (globalThis as unknown as { taps: number }).taps += 1
        },
        true,
      )
    })
    await page.getByRole('button', { name: 'Báo sự cố' }).tap()
    await page.getByRole('button', { name: 'Tai nạn thương tích' }).tap()
    await page.getByRole('button', { name: /^Đáng chú ý/ }).tap()
    await page.getByRole('button', { name: 'Trong trường' }).tap()
    await page.getByRole('button', { name: '1 người', exact: true }).tap()
    await page.locator('textarea').first().focus()
    await page.keyboard.insertText('Một học sinh trượt chân ở sân, đã sơ cứu (minh họa).')
    await page.getByRole('button', { name: 'Kiểm tra' }).tap()
    // what the page says in the moment in which it says that it is saved: a moment later its own page is opened
    await page.evaluate(() => {
      const look = () => {
        const text = document.querySelector('main')?.innerText ?? ''
        if (!text.includes('Đã lưu trên máy này')) return
        Object.assign(globalThis, { said: text })
        watcher.disconnect()
      }
      const watcher = new MutationObserver(look)
      watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
    })
    await page.getByRole('button', { name: 'Gửi báo cáo' }).tap()
    await page.waitForFunction(() => 'said' in globalThis)
    expect(await page.evaluate(() => (globalThis as unknown as { taps: number }).taps)).toBe(7)
    expect(await page.evaluate(() => (globalThis as unknown as { said: string }).said)).toContain('Chờ gửi')
    await page.waitForURL(/\/bao-cao\//)
    await page.locator('main').getByText('Chờ gửi').first().waitFor()
    await world.proxy.up()
    await waitUntilSent(page)
  })

  test('a phone that is slow to go back out of the form ends on the report, not in the form', async () => {
    const slow = await page.context().newPage()
    await slow.addInitScript((ms) => {
      const { go } = History.prototype
      History.prototype.go = function (by) {
        setTimeout(() => go.call(this, by), ms)
      }
    }, 900)
    await slow.goto(world.origin)
    await fileIncident(slow, { text: 'Mái che sân bị tốc, không ai bị thương (minh họa).' })
    await slow.waitForTimeout(2_000)
    expect(new URL(slow.url()).pathname).toMatch(/^\/bao-cao\//)
    await slow.goBack()
    expect(new URL(slow.url()).pathname).toBe('/')
    await slow.close()
    await waitUntilSent(page)
  })

  test('[RC5] with two photos; the receipt file is checked by the app, in the public page and on the command line', async () => {
    await home()
    const text = 'Cây đổ ở cổng trường lúc tan học, không ai bị thương (minh họa).'
    const photos = [
      { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(page) },
      { name: 'b.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(page, 1200, 1600) },
    ]
    await fileIncident(page, { text, photos })
    await waitUntilSent(page)
    const [found] = await world.office.findBy(text)
    expect(await world.office.verify(found?.id ?? '')).toEqual({ reports: 1, photos: 2 })
    await page.getByText('Biên nhận hợp lệ').first().waitFor()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: /Tải biên nhận/ })
        .first()
        .click(),
    ])
    const file = join(world.folder, 'bien-nhan.json')
    await download.saveAs(file)
    const told = readFileSync(file, 'utf8')
    for (const { base64 } of (JSON.parse(told) as { photos: { base64: string }[] }).photos)
      expect(Buffer.from(base64, 'base64').includes(EXIF_MARK)).toBe(false)

    const stranger = await browser.newContext(PHONE_CONTEXT)
    const publicPage = await stranger.newPage()
    const check = async (content: string, words: string) => {
      await publicPage.goto(`${world.origin}/bien-nhan`)
      const buffer = Buffer.from(content)
      await publicPage
        .locator('input[type=file]')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer })
      await publicPage.getByText(words, { exact: true }).first().waitFor()
    }
    await check(told, 'Biên nhận hợp lệ')
    await check(told.replace('Cây đổ', 'Cây gãy'), 'Biên nhận không hợp lệ')
    await stranger.close()

    const verify = (path: string) =>
      spawnSync(process.execPath, ['sync-server/cli/admin.ts', 'receipt', 'verify', path], {
        cwd: ROOT,
        encoding: 'utf8',
      })
    expect(verify(file)).toMatchObject({ status: 0 })
  })

  test('[PH4] a photo arrives upright, at most 1600 pixels, without a trace of camera and place', async () => {
    await home()
    const photos = join(world.folder, 'data', 'photos')
    const stored = () =>
      existsSync(photos)
        ? readdirSync(photos, { recursive: true }).filter((name) => /[0-9a-f]{12}$/.test(`${name}`))
        : []
    const before = new Set(stored())
    const taken = await paintTurned(page)
    expect(taken.includes(EXIF_MARK)).toBe(true)
    const text = 'Kính cửa sổ phòng học bị vỡ, không ai bị thương (minh họa).'
    await fileIncident(page, { text, photos: [{ name: 'c.jpg', mimeType: 'image/jpeg', buffer: taken }] })
    await waitUntilSent(page)
    const [name] = stored().filter((one) => !before.has(one))
    const bytes = readFileSync(join(photos, `${name}`))
    for (const trace of [EXIF_MARK, 'Exif']) expect(bytes.includes(trace), trace).toBe(false)
    expect(await page.evaluate(lookAt, bytes.toString('base64'))).toEqual({
      width: 1200,
      height: 1600,
      top: 'red',
      bottom: 'blue',
    })
  })

  test('[OF1] the office receives it, and the officer sees that', async () => {
    await home()
    const text = 'Mất nước ở khu bán trú, đang dùng nước dự trữ (minh họa).'
    await fileIncident(page, { text, category: 'Thiên tai' })
    await waitUntilSent(page)
    const [found] = await world.office.findBy(text)
    const office = await browser.newContext({ viewport: DESKTOP, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    const desk = await office.newPage()
    desk.setDefaultTimeout(10_000)
    await signIn(desk, world.origin, world.server.account('vanphong'))
    await desk.goto(`${world.origin}/ban-dieu-hanh/su-co/${found?.id}`)
    await desk.getByText(text).first().waitFor()
    await desk.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
    await expect.poll(async () => (await world.office.findBy(text))[0]?.state, { timeout: 15_000 }).toBe('received')
    // by the poke, without a touch of the phone
    await page.getByText('Đã tiếp nhận').first().waitFor({ timeout: 15_000 })
    await expect.poll(() => page.locator('main').innerText(), { timeout: 10_000 }).toMatch(/Số đến \d+/i)
    await office.close()
  })

  test('[DR2] a draft killed in mid-sentence is offered again at the same step', async () => {
    await home()
    await page.getByRole('button', { name: 'Báo sự cố' }).click()
    await page.getByRole('button', { name: 'Cháy, nổ' }).click()
    await page.getByRole('button', { name: /^Thông thường/ }).click()
    await page.getByRole('button', { name: 'Cổng trường' }).click()
    await page.getByRole('button', { name: 'Không có ai' }).click()
    await page.locator('textarea').first().pressSequentially('Khói ở nhà xe, đã dập', { delay: 5 })
    await page.waitForTimeout(500)
    await page.goto('about:blank')
    await home()
    await page.getByText('Viết tiếp').first().click()
    await expect.poll(() => page.locator('textarea').first().inputValue()).toBe('Khói ở nhà xe, đã dập')
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await send(page)
    await waitUntilSent(page)
  })

  test.each(['1970-01-02T03:04:05Z', '2038-01-19T03:14:07Z'])(
    '[TM2] a phone set to %s can file an incident',
    async (now) => {
      const context = await browser.newContext(PHONE_CONTEXT)
      const odd = await context.newPage()
      odd.setDefaultTimeout(15_000)
      await odd.clock.install({ time: now })
      await signIn(odd, world.origin, world.server.account('dm.binhminh'))
      const text = `Đồng hồ máy sai, năm ${now.slice(0, 4)} (minh họa).`
      await fileIncident(odd, { text })
      await waitUntilSent(odd)
      expect(await world.office.findBy(text)).toHaveLength(1)
      await odd.goto(`${world.origin}/`)
      await odd.getByText('Đồng hồ của máy đang sai').first().waitFor()
      await context.close()
    },
  )

  test('[SE1] two accounts on one browser see nothing of each other', async () => {
    const context = await browser.newContext(PHONE_CONTEXT)
    const one = await context.newPage()
    one.setDefaultTimeout(10_000)
    await signIn(one, world.origin, world.server.account('dm.binhminh'))
    await waitForSync(one)
    await one.getByRole('button', { name: 'Báo sự cố' }).click()
    await one.getByRole('button', { name: 'Đuối nước' }).click()
    await one.getByText('Mức độ nào?').first().waitFor()
    world.proxy.fault('POST', /push/, { kind: 'drop-request' })
    const secret = 'Chuyện riêng của trường một (minh họa).'
    await one.goto(`${world.origin}/`)
    await fileIncident(one, { text: secret })
    await one.goto(`${world.origin}/dang-xuat`)
    await one.getByRole('button', { name: 'Để lại trên máy này' }).click()
    await one.getByLabel('Mật khẩu', { exact: true }).waitFor()

    await signIn(one, world.origin, world.server.account('dm.saomai'))
    await waitForSync(one)
    for (const path of ['/', '/bao-cao', '/dong-bo', '/can-sua']) {
      await one.goto(`${world.origin}${path}`)
      await one.waitForTimeout(300)
      const shown = await one.locator('body').innerText()
      expect(shown).not.toContain('Chuyện riêng')
      expect(shown).not.toContain('Đuối nước')
      expect(shown).not.toContain('báo cáo chờ gửi')
    }
    world.proxy.heal()
    expect(await world.office.findBy(secret)).toEqual([])

    await one.goto(`${world.origin}/dang-xuat`)
    await one.getByRole('button', { name: 'Đăng xuất', exact: true }).click()
    await signIn(one, world.origin, world.server.account('dm.binhminh'))
    await expect.poll(async () => (await world.office.findBy(secret)).length, { timeout: 20_000 }).toBe(1)
    await one.goto(`${world.origin}/`)
    await one.getByText('Viết tiếp').first().waitFor()
    await context.close()
  })

  test('[PH3] what is no photo is refused in words, and the report goes on', async () => {
    await home()
    await writeIncident(page, { text: 'Ảnh hỏng thử (minh họa).' })
    await page.goBack()
    await page.getByText('Chọn ảnh').first().waitFor()
    const png = (width: number, height: number) => {
      const head = Buffer.alloc(33)
      head.write('\x89PNG\r\n\x1a\n', 'latin1')
      head.writeUInt32BE(13, 8)
      head.write('IHDR', 12)
      head.writeUInt32BE(width, 16)
      head.writeUInt32BE(height, 20)
      return head
    }
    const bad: [string, Buffer, RegExp][] = [
      ['rong.jpg', Buffer.alloc(0), /Tệp rỗng/],
      ['chu.jpg', Buffer.from('không phải ảnh'), /không phải ảnh JPEG/],
      ['anh.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), /không phải ảnh JPEG/],
      ['bom.png', png(20_000, 10_000), /quá nhiều điểm ảnh/],
      ['to.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(61 * 1024 * 1024)]), /lớn hơn 60 MB/],
      ['hong.png', png(100, 100), /bị hỏng/],
    ]
    for (const [name, buffer, words] of bad) {
      const mimeType = name.endsWith('svg') ? 'image/svg+xml' : 'image/jpeg'
      if (buffer.length > 50_000_000) {
        const { writeFileSync } = await import('node:fs')
        const path = join(world.folder, name)
        writeFileSync(path, buffer)
        await page.locator('input[type=file]').last().setInputFiles(path)
      } else await page.locator('input[type=file]').last().setInputFiles({ name, mimeType, buffer })
      await page.getByText(words).first().waitFor()
    }
    await choosePhotos(page, [{ name: 'tot.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(page) }])
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await send(page)
    await waitUntilSent(page)
    expect(await onDevice(page)).toMatchObject({ outbox: 0 })
  })
})
