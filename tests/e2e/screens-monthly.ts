import { go, monthly, noNetwork, type Visit } from './screens.ts'

/** A month's report: its parts, the last look, and nothing to report, before it is sent and after. */
export const MONTHLY: readonly Visit[] = [
  { route: 'monthly', state: 'empty', who: 'planned', open: monthly('', 'Các phần của báo cáo') },
  { route: 'monthly', state: 'being written', who: 'planned', open: monthly('', 'Các phần của báo cáo', 0) },
  { route: 'monthly', state: 'sent back', who: 'planned', open: monthly('', 'Văn phòng Sở trả lại', 1) },
  { route: 'monthly', state: 'accepted', who: 'planned', open: monthly('', 'Văn phòng Sở đánh giá: Đạt', 4) },
  {
    route: 'monthly',
    state: 'waiting',
    who: 'planned',
    async open(page, world) {
      noNetwork(world)
      await monthly('/tinh-hinh', 'Đã theo dõi những nguồn nào', 8)(page, world)
      await page.locator('textarea').first().fill('Dư luận ổn định trong tháng (minh họa).')
      await page.getByRole('link', { name: 'Xong' }).click()
      await page.getByText('Chờ gửi').first().waitFor()
    },
  },
  {
    route: 'monthly',
    state: 'not found',
    who: 'planned',
    open: go('/bao-cao-thang/2026-13', 'Kỳ báo cáo không có thật'),
  },
  { route: 'monthly', state: 'too early', who: 'planned', open: go('/bao-cao-thang/2099-05', 'Kỳ này chưa tới') },
  ...(
    [
      ['tinh-hinh', 'Đã theo dõi những nguồn nào'],
      ['so-lieu', 'Tổng số tin, bài'],
      ['van-de', 'Thêm vấn đề'],
      ['kho-khan', 'Khó khăn, đề xuất'],
      ['kiem-tra', 'Kiểm tra lần cuối'],
      ['duyet', 'Không có bản nào chờ duyệt'],
      ['hai-ban', 'Không còn chỗ nào có hai bản'],
      ['da-gui', 'Chưa gửi bản nào'],
      ['khong-phat-sinh', 'không phát sinh vấn đề'],
    ] as const
  ).map(
    ([path, words]): Visit => ({
      route: 'monthly-part',
      state: path,
      who: 'planned',
      open: monthly(`/${path}`, words),
    }),
  ),
  {
    route: 'monthly-part',
    state: 'nothing arose, to be chosen',
    who: 'planned',
    async open(page, world) {
      noNetwork(world)
      await monthly('/minh-chung', 'Thêm minh chứng', 10)(page, world)
      await page.getByRole('button', { name: 'Thêm minh chứng' }).click()
      await page.getByLabel('Loại').selectOption({ label: 'Tin trên báo, đài' })
      await page.getByLabel('Tên, nội dung ngắn').fill('Tin về ngày hội đọc sách (minh họa)')
      await page.getByRole('link', { name: 'Xong' }).click()
      await page.getByRole('link', { name: 'Quay lại' }).click()
      // in line, and so on the disk, before the page is left for good
      await page.getByText('Chờ gửi').first().waitFor()
      await monthly('/van-de', 'Thêm vấn đề', 10)(page, world)
      await page.getByRole('checkbox', { name: 'Không phát sinh trong kỳ' }).check()
      await page.getByText('Đã lưu nháp lúc').waitFor()
    },
  },
  {
    route: 'monthly-part',
    state: 'nothing arose, with what was noted',
    who: 'planned',
    open: monthly('/khong-phat-sinh', 'Tin về ngày hội đọc sách (minh họa)', 10),
  },
  {
    route: 'monthly-part',
    state: 'a sent version',
    who: 'planned',
    open: monthly('/da-gui', 'Biên nhận hợp lệ', 4),
  },
  {
    route: 'monthly-part',
    state: 'sent',
    who: 'planned',
    async open(page, world) {
      noNetwork(world)
      await monthly('/khong-phat-sinh', 'không phát sinh vấn đề', 9)(page, world)
      await page.getByRole('button', { name: /đồng ý, gửi/ }).click()
      await page.getByText('Ba mốc giờ').first().waitFor()
    },
  },
  {
    route: 'monthly-item',
    state: 'new',
    who: 'planned',
    async open(page, world) {
      await monthly('/van-de', 'Thêm vấn đề')(page, world)
      await page.getByRole('button', { name: 'Thêm vấn đề' }).click()
      await page.getByLabel('Tên vấn đề').waitFor()
    },
  },
]
