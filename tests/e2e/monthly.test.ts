import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { addMonths } from '#domain/agenda/month.ts'
import { monthOf } from '#domain/deadlines/obligation-id.ts'
import { instantOf } from '#domain/time.ts'
import { monthsBack } from '#server/cli/demo/demo-months.ts'
import { unzip } from '#tests/support/zip.ts'
import { inWorld } from './in-world.ts'
import { confirm, see, waitUntilSent } from './officer.ts'

const here = inWorld()

afterEach(() => here.world.proxy.heal())

/** Months back from this one, behind those that the demo has reports of: each test writes a report of its own. */
function monthBack(back: number): string {
  const now = new Date()
  return monthOf(addMonths({ year: now.getUTCFullYear(), month: now.getUTCMonth() + 1 }, -6 - back))
}

const open = async (page: Page, path: string, words: string) => {
  await page.goto(`${here.world.origin}/bao-cao-thang/${path}`)
  await see(page, words)
}
const OVERVIEW = 'Dư luận ổn định, phụ huynh quan tâm bữa ăn bán trú và tuyển sinh (minh họa).'

async function write(page: Page, of: string, part: string, label: string, text: string): Promise<void> {
  await page.goto(`${here.world.origin}/bao-cao-thang/${of}/${part}`)
  await page.getByLabel(label).first().fill(text)
  await page.getByRole('link', { name: 'Xong' }).click()
  await page.getByText('Các phần của báo cáo').waitFor()
}

async function addIssue(page: Page, of: string, title: string): Promise<void> {
  await open(page, `${of}/van-de`, 'Thêm vấn đề')
  await page.getByRole('button', { name: 'Thêm vấn đề' }).click()
  await page.getByLabel('Tên vấn đề').fill(title)
  await page.getByLabel('Đã xử lý thế nào').fill('Đã trả lời tại cuộc họp phụ huynh (minh họa).')
  await page.getByRole('link', { name: 'Xong' }).click()
  await page.getByText(title).first().waitFor()
}

/** Back in the network until everything is there and the news is here. */
async function heal(...pages: Page[]): Promise<void> {
  here.world.proxy.heal()
  for (const page of pages) {
    await page.goto(`${here.world.origin}/dong-bo`)
    await page.getByRole('button', { name: 'Gửi ngay' }).click()
    await waitUntilSent(page)
  }
}

describe('a month’s report of one unit on two phones', () => {
  test('[MR1, MR3] both write it without a network: one report, both inputs there, or both values shown', async () => {
    const of = monthBack(1)
    const one = await here.aPhone('dm.binhminh')
    const two = await here.aPhone('hieutruong')
    here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    await write(one, of, 'tinh-hinh', 'Tình hình chung', OVERVIEW)
    await addIssue(one, of, 'Bữa ăn bán trú (minh họa)')
    await write(
      two,
      of,
      'tinh-hinh',
      'Tình hình chung',
      'Thủ trưởng viết: tháng này yên ổn, không có gì đáng lo (minh họa).',
    )
    await write(two, of, 'kho-khan', 'Khó khăn', 'Đầu mối kiêm nhiệm (minh họa).')
    await two.getByText('Chờ gửi').first().waitFor()
    // the second phone is put away until the first has sent: which of the two comes first decides whose words stand
    await two.goto('about:blank')
    await heal(one, two)
    await heal(one)

    await open(one, `${of}/kiem-tra`, OVERVIEW)
    await one.getByText('Đầu mối kiêm nhiệm (minh họa).').waitFor()
    await one.getByText('Bữa ăn bán trú (minh họa)').first().waitFor()
    // [V38] whoever would send now is told, too, and reads what the other wrote
    await open(one, `${of}/kiem-tra`, 'Có 1 chỗ hai người cùng viết')
    await one.getByRole('link', { name: 'Xem hai bản' }).click()
    await see(one, 'Thủ trưởng viết')
    await see(one, 'Người viết chọn bản nào dùng')
    await open(two, of, 'Có 1 chỗ hai người cùng viết')
    await two.getByRole('link', { name: 'Xem hai bản' }).click()
    await two.getByText(OVERVIEW).waitFor()
    await two.getByText('Thủ trưởng viết').waitFor()
    await two.getByRole('button', { name: 'Ghép cả hai' }).click()
    await two.getByText('Không còn chỗ nào có hai bản').waitFor()
    await heal(two)
    await heal(one)
    await open(one, `${of}/kiem-tra`, 'Thủ trưởng viết')
    await one.getByText(OVERVIEW).waitFor()
  })

  test('[MR3] one takes an item out while the other writes into it: both are told, and it comes back with all its words', async () => {
    const of = monthBack(6)
    const title = 'Xe đưa đón học sinh (minh họa)'
    const words = 'Đã làm việc với nhà xe (minh họa).'
    const one = await here.aPhone('dm.binhminh')
    const two = await here.aPhone('hieutruong')
    await addIssue(one, of, title)
    await heal(one, two)
    // the second phone has nothing to send: that it has the news is seen by the news
    await open(two, `${of}/van-de`, title)
    const toItem = async (page: Page) => {
      await open(page, `${of}/van-de`, title)
      await page.getByRole('link', { name: title }).click()
      await page.getByLabel('Đã xử lý thế nào').waitFor()
    }
    here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    await toItem(one)
    await one.getByRole('button', { name: 'Bỏ mục này' }).click()
    await see(one, 'Đã bỏ (1)')
    await toItem(two)
    await two.getByLabel('Đã xử lý thế nào').fill(words)
    await two.getByRole('link', { name: 'Xong' }).click()
    await see(two, title)
    await heal(one, two)
    await heal(one)

    await open(one, of, 'Có 1 mục đã bỏ mà người khác đã viết')
    await open(two, `${of}/kiem-tra`, 'Có 1 mục đã bỏ mà người khác đã viết')
    await two.getByRole('link', { name: title }).click()
    await see(two, 'Mục này đã bỏ, không được gửi đi')
    await two.getByRole('button', { name: 'Lấy lại' }).click()
    await two.getByRole('link', { name: 'Xong' }).click()
    await see(two, title)
    await open(two, `${of}/kiem-tra`, words)
    expect(await two.getByText('mục đã bỏ mà người khác').count()).toBe(0)
  })

  test('[MR4] [MR9] one sends while the other still writes: what is frozen is what its sender saw, the rest is the next version, which tells what changed', async () => {
    const of = monthBack(2)
    const one = await here.aPhone('dm.binhminh')
    const two = await here.aPhone('hieutruong')
    await write(one, of, 'tinh-hinh', 'Tình hình chung', OVERVIEW)
    await addIssue(one, of, 'Khoản thu tự nguyện (minh họa)')
    await heal(one, two)

    // the first phone is put away, so that nothing can tell it what the second writes
    await one.goto('about:blank')
    await write(two, of, 'kho-khan', 'Đề xuất, kiến nghị', 'Tập huấn cho đầu mối (minh họa).')
    await waitUntilSent(two)
    // the first phone has not heard of it and sends what it sees
    here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
    await open(one, `${of}/kiem-tra`, 'Khoản thu tự nguyện (minh họa)')
    expect(await one.getByText('Tập huấn cho đầu mối').count()).toBe(0)
    await one.getByRole('button', { name: 'Gửi báo cáo' }).dblclick()
    await one.getByText('Ba mốc giờ').waitFor()
    await one.getByText('Đã lưu trên máy này').first().waitFor()
    await heal(one)

    await open(one, `${of}/da-gui`, 'Bản 1 đã gửi')
    await one
      .getByText(/Nhận lúc .*, mã BT-/)
      .first()
      .waitFor()
    expect(await one.getByText('Tập huấn cho đầu mối').count()).toBe(0)
    await one
      .getByText('Chữ ký hợp lệ')
      .or(one.getByText('Biên nhận hợp lệ'))
      .or(one.getByText('hợp lệ'))
      .first()
      .waitFor()
    await heal(two)
    await open(two, of, 'khác bản đã gửi')
    await two.getByRole('link', { name: 'Xem bản đã gửi' }).click()
    await two.getByText('Bản 1 đã gửi').waitFor()
    expect(await two.getByText('Tập huấn cho đầu mối').count()).toBe(0)
    // the head confirms the recorded word, and the rest goes as the next version
    await two.goto(`${here.world.origin}/`)
    const told = two.locator(`a[href^="/bao-cao-thang/${of}"]`, { hasText: 'Đã gửi theo lời đồng ý của bạn' })
    await told.click()
    await see(two, 'Có ghi rằng bạn đã đồng ý')
    await two.getByRole('button', { name: 'Đúng, tôi đã đồng ý' }).click()
    await two.getByText('Thủ trưởng đã xác nhận lời đồng ý').first().waitFor()
    await open(two, `${of}/kiem-tra`, 'Tập huấn cho đầu mối')
    await two.getByRole('button', { name: 'Gửi bản 2' }).click()
    await two.getByText('Bản 2 đã gửi').first().waitFor()
    await two.getByText('Khác bản 1').waitFor()
    await two.getByText('Nay: Tập huấn cho đầu mối (minh họa).').waitFor()
    await waitUntilSent(two)
  })

  test('[MR5, DR5] words outlive the page at once; a paste of two megabytes is told and kept', async () => {
    const of = monthBack(3)
    const page = await here.aPhone('dm.binhminh')
    await open(page, `${of}/tinh-hinh`, 'Đã theo dõi những nguồn nào')
    await page.getByLabel('Tình hình chung').fill('nửa câu')
    await page.getByText('Đã lưu nháp lúc').waitFor()
    await page.goto(`${here.world.origin}/bao-cao-thang/${of}/tinh-hinh`)
    await page.getByText('Đã theo dõi những nguồn nào').waitFor()
    expect(await page.getByLabel('Tình hình chung').inputValue()).toBe('nửa câu')
    await page.getByLabel('Tình hình chung').evaluate((box: HTMLTextAreaElement) => {
      const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
      setter?.call(box, 'a'.repeat(2_000_000))
      box.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await page.getByText('Phần này quá dài').waitFor()
    await page.getByRole('link', { name: 'Xong' }).click()
    await open(page, `${of}/kiem-tra`, 'dài 2000000 ký tự')
    await page.goto(`${here.world.origin}/bao-cao-thang/${of}/tinh-hinh`)
    await page.getByText('Phần này quá dài').waitFor()
    expect((await page.getByLabel('Tình hình chung').inputValue()).length).toBe(2_000_000)
  })

  test('[MR6] evidence in two taps fills the figures; nothing to report in two taps', async () => {
    const page = await here.aPhone('dm.binhminh')
    await page.goto(`${here.world.origin}/bao-cao`)
    await page.getByRole('link', { name: 'Ghi minh chứng' }).click()
    await page.getByRole('button', { name: 'Tin báo tiêu cực' }).click()
    await page.getByText('Đã ghi vào báo cáo').waitFor()
    await page.getByLabel('Dán đường dẫn').fill('https://www.facebook.com/truong/posts/1')
    await page.getByRole('button', { name: 'Bài trên mạng xã hội' }).click()
    // until then the way leads to the one that was noted before
    await expect.poll(() => page.getByLabel('Dán đường dẫn').inputValue()).toBe('')
    await page.getByRole('link', { name: 'Xem và bổ sung' }).click()
    await page.waitForURL(/minh-chung\/[0-9a-f]{8}/)
    expect(await page.getByLabel('Đường dẫn', { exact: true }).inputValue()).toBe(
      'https://www.facebook.com/truong/posts/1',
    )
    const of = /bao-cao-thang\/([\d-]+)/.exec(page.url())?.[1] ?? ''
    await open(page, `${of}/so-lieu`, 'Theo minh chứng: 1')

    const quiet = monthBack(4)
    await open(page, quiet, 'Các phần của báo cáo')
    await page.getByRole('link', { name: 'Không phát sinh trong kỳ' }).click()
    await page.getByRole('button', { name: 'Thủ trưởng đã đồng ý, gửi' }).click()
    await page.getByText('Bản 1 đã gửi').waitFor()
    await waitUntilSent(page)
    await open(page, `${quiet}/khong-phat-sinh`, 'Đơn vị đã có báo cáo kỳ')
    // what was sent is what the draft says: nothing is left for a next version [MR4]
    await open(page, quiet, 'Không phát sinh trong kỳ')
    await see(page, 'Xem bản đã gửi')
    expect(await page.getByText('khác bản đã gửi').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Kiểm tra và gửi' }).count()).toBe(0)
  })

  test('[MR13, V24] with evidence and no issue nothing to report is chosen where the rule leads, and again after a return', async () => {
    const of = monthBack(5)
    const page = await here.aPhone('dm.binhminh')
    await open(page, `${of}/minh-chung`, 'Thêm minh chứng')
    await page.getByRole('button', { name: 'Thêm minh chứng' }).click()
    await page.getByLabel('Loại').selectOption({ label: 'Tin trên báo, đài' })
    await page.getByLabel('Tên, nội dung ngắn').fill('Tin về ngày hội đọc sách (minh họa)')
    await page.getByRole('link', { name: 'Xong' }).click()
    await see(page, 'Tin về ngày hội đọc sách (minh họa)')
    await write(page, of, 'tinh-hinh', 'Tình hình chung', OVERVIEW)
    await open(page, `${of}/kiem-tra`, 'Chưa gửi được, xin xem lại')
    await page.getByRole('link', { name: /^Chưa có vấn đề nào/ }).click()
    await page.getByRole('checkbox', { name: 'Không phát sinh trong kỳ' }).check()
    await see(page, 'Đã lưu nháp lúc')
    // with an issue it can only be taken back, and the rule leads to where that is done
    await addIssue(page, of, 'Khoản thu đầu năm (minh họa)')
    await open(page, `${of}/kiem-tra`, 'Bỏ chọn hoặc bỏ vấn đề')
    await page.getByRole('link', { name: /^Đã chọn "Không phát sinh"/ }).click()
    await page.getByRole('link', { name: /Khoản thu đầu năm/ }).click()
    await page.getByRole('button', { name: 'Bỏ mục này' }).click()
    await see(page, 'Đã bỏ (1)')
    expect(await page.getByRole('checkbox', { name: 'Không phát sinh trong kỳ' }).isChecked()).toBe(true)
    await open(page, `${of}/kiem-tra`, 'Tin về ngày hội đọc sách (minh họa)')
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await page.getByText('Bản 1 đã gửi').waitFor()
    await waitUntilSent(page)
    await open(page, of, 'Xem bản đã gửi')
    expect(await page.getByText('khác bản đã gửi').count()).toBe(0)

    await page.goto(`${here.world.origin}/han-nop/thang?m=${of}`)
    const href = await page.locator('a[href^="/bao-cao-thang/"]').first().getAttribute('href')
    const unit = /u=([\w-]+)/.exec(href ?? '')?.[1] ?? ''
    const office = await here.aPhone('chanhvp')
    await office.goto(`${here.world.origin}/ban-dieu-hanh/han/monthly:${unit}:${of}`)
    await office.getByRole('button', { name: 'Trả lại' }).click()
    await office.getByLabel('Lý do chung').fill('Xin xác nhận lại là không phát sinh (minh họa).')
    await confirm(office, 'Trả lại')
    await office.getByText('Trả lại').first().waitFor()
    await waitUntilSent(office)
    await heal(page)
    await open(page, of, 'Văn phòng Sở trả lại')
    await page.getByRole('link', { name: 'Không phát sinh trong kỳ', exact: true }).click()
    await see(page, 'Tin về ngày hội đọc sách (minh họa)')
    await page.getByRole('button', { name: 'Thủ trưởng đã đồng ý, gửi' }).click()
    await page.getByText('Bản 2 đã gửi').first().waitFor()
    await waitUntilSent(page)
  })

  test('[MR8] the office receives it, sends it back with a reason on a field, and sees what the next version changed', async () => {
    const of = monthBack(1)
    const officer = await here.aPhone('dm.binhminh')
    await open(officer, `${of}/kiem-tra`, 'Bữa ăn bán trú (minh họa)')
    await officer.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await officer.getByText('Bản 1 đã gửi').waitFor()
    await waitUntilSent(officer)
    await officer.goto(`${here.world.origin}/han-nop/thang?m=${of}`)
    const href = await officer.locator('a[href^="/bao-cao-thang/"]').first().getAttribute('href')
    const unit = /u=([\w-]+)/.exec(href ?? '')?.[1] ?? ''

    const office = await here.aPhone('chanhvp')
    await office.goto(`${here.world.origin}/ban-dieu-hanh/han/monthly:${unit}:${of}`)
    await office.getByText('Máy chủ nhận').first().waitFor()
    await office.getByRole('button', { name: 'Tiếp nhận' }).click()
    await office.getByText('Đã tiếp nhận').first().waitFor()
    await office.getByRole('button', { name: 'Trả lại' }).click()
    await office.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
    await office.getByText('Nêu lý do trả lại').waitFor()
    await office.getByLabel('Phần cần sửa').selectOption({ label: 'Tình hình chung' })
    await office.getByLabel('Lý do: Tình hình chung').fill('Xin nêu rõ nguồn thông tin (minh họa).')
    // too many words: the dialog says so and stays, with all of them
    await office.getByLabel('Lý do chung').fill('x'.repeat(1001))
    await office.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
    await office.getByText('dài quá 1000 ký tự').waitFor()
    expect(await office.getByLabel('Lý do: Tình hình chung').inputValue()).toContain('Xin nêu rõ nguồn')
    // [DR10] out of sight by Escape, there again with the fields that were picked
    await office.keyboard.press('Escape')
    await office.getByRole('dialog').waitFor({ state: 'hidden' })
    await office.getByRole('button', { name: 'Trả lại' }).click()
    await office.getByLabel('Lý do: Tình hình chung').waitFor()
    expect(await office.getByLabel('Lý do: Tình hình chung').inputValue()).toContain('Xin nêu rõ nguồn')
    expect((await office.getByLabel('Lý do chung').inputValue()).length).toBe(1001)
    await office.getByLabel('Lý do chung').fill('')
    await confirm(office, 'Trả lại')
    await office.getByText('Trả lại').first().waitFor()
    await waitUntilSent(office)

    await heal(officer)
    await open(officer, of, 'Văn phòng Sở trả lại')
    await officer.getByText('Bị trả lại, cần sửa').waitFor()
    await write(officer, of, 'tinh-hinh', 'Tình hình chung', `${OVERVIEW} Nguồn: họp phụ huynh (minh họa).`)
    await open(officer, `${of}/kiem-tra`, 'Nguồn: họp phụ huynh')
    await officer.getByRole('button', { name: 'Gửi bản 2' }).click()
    await officer.getByText('Bản 2 đã gửi').first().waitFor()
    await waitUntilSent(officer)
    await office.reload()
    await office.getByText('Khác bản 1').waitFor()
    await office
      .getByText(/Nguồn: họp phụ huynh/)
      .first()
      .waitFor()

    // [MR5] of the first version, too, the head still says whether the word was theirs
    const head = await here.aPhone('hieutruong')
    await open(head, `${of}/da-gui`, 'Bản 2 đã gửi')
    await head.getByRole('link', { name: 'Bản 1 đã gửi' }).click()
    await see(head, 'Có ghi rằng bạn đã đồng ý')
    await head.getByRole('button', { name: 'Đúng, tôi đã đồng ý' }).click()
    await see(head, 'Thủ trưởng đã xác nhận lời đồng ý')
    await waitUntilSent(head)
  })

  test('[DC2, DC4, SX1] with nothing reachable a sent report becomes a Word file, and a draft one that says so', async () => {
    const page = await here.aPhone('dm.binhminh')
    // the page has been seen once: what makes papers is on the phone with the rest
    here.world.proxy.fault('*', /^\//, { kind: 'drop-request' })
    const saved = async (back: number, words: RegExp) => {
      await page.goto(`${here.world.origin}/van-ban/thang/${monthsBack(instantOf(Date.now()), back).of}`)
      await page.getByText(words).first().waitFor()
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Tải tệp Word' }).click()
      const file = await download
      const path = join(here.world.folder, file.suggestedFilename())
      await file.saveAs(path)
      return { name: file.suggestedFilename(), files: unzip(readFileSync(path)) }
    }
    const sent = await saved(2, /^BÁO CÁO$/)
    expect(sent.name).toMatch(/^bao-cao-thang-\d{4}-\d{2}-ban-1\.docx$/)
    expect(sent.files.get('word/document.xml')).toContain('Ùn tắc trước cổng trường')
    expect(sent.files.get('word/styles.xml')).toContain('Times New Roman')
    await page.getByRole('button', { name: 'Sao chép nội dung ngắn' }).waitFor()
    const draft = await saved(0, /^BẢN NHÁP$/)
    expect(draft.name).toMatch(/-nhap\.docx$/)
    const headers = [...draft.files].filter(([name]) => /^word\/header\d/.test(name))
    expect(headers.every(([, xml]) => xml.includes('BẢN NHÁP'))).toBe(true)
  })
})
