import { describe, expect, test } from 'vitest'
import { monthlyShortText } from '#domain/monthly-reports/short-text.ts'
import { docxOf } from '#features/documents/docx-file.ts'
import type { MonthlyContent } from '#features/documents/monthly-paper.ts'
import type { Paper } from '#features/documents/paper.ts'
import { monthlyPaper as words } from '#i18n/vi/monthly-paper.ts'
import { papers } from '#i18n/vi/papers.ts'
import { uuid } from '#tests/support/builders.ts'
import { unzip } from '#tests/support/zip.ts'
import { aMonthDraft, aMonthSent, monthlyPaper, NIL, RICH, UNIT_NAME } from './a-month.ts'

const textsOf = ({ blocks }: Paper) => blocks.flatMap((block) => ('text' in block ? [block.text] : []))
const headingsOf = ({ blocks }: Paper) => blocks.flatMap((block) => ('heading' in block ? [block.heading] : []))
const tablesOf = ({ blocks }: Paper) => blocks.flatMap((block) => ('table' in block ? [block.table] : []))
const under = (paper: Paper, heading: string) => {
  const start = paper.blocks.findIndex((block) => 'heading' in block && block.heading === heading) + 1
  const rest = paper.blocks.slice(start)
  const end = rest.findIndex((block) => 'heading' in block)
  return rest.slice(0, end < 0 ? rest.length : end).flatMap((block) => ('text' in block ? [block.text] : []))
}
const unzipped = async (paper: Paper) => unzip(Buffer.from(await (await docxOf(paper)).arrayBuffer()))

describe('[DC1] a month’s report as a paper', () => {
  const paper = monthlyPaper(aMonthSent(RICH))

  test('has the six parts of the form in their order and ends with "./."', () => {
    const { overview, issues, incidents, forecast, examples, difficulties } = words
    expect(headingsOf(paper)).toEqual([overview, issues, incidents, forecast, examples, difficulties])
    expect(textsOf(paper).at(-1)).toMatch(/tháng 11 năm 2026 của Trường Tiểu học Sao Mai \(minh họa\)\.\/\.$/)
    expect(paper).toMatchObject({
      kind: 'BÁO CÁO',
      subject: 'Tình hình dư luận về giáo dục tháng 11 năm 2026',
      to: 'Sở Giáo dục và Đào tạo tỉnh Ví Dụ (minh họa) (qua Văn phòng Sở)',
      recipients: ['- Như trên;', '- Lưu: VT.'],
      fileName: 'bao-cao-thang-2026-11-ban-1',
    })
  })

  test('its table tells issue, source, level, handling and result of each', () => {
    const [table] = tablesOf(paper)
    expect(table?.columns.map(({ title }) => title)).toEqual(['TT', 'Vấn đề', 'Nguồn', 'Mức độ', 'Xử lý', 'Kết quả'])
    expect(table?.rows).toEqual([
      [
        '1',
        'Tuyển sinh lớp 6 theo tuyến (minh họa)\n(Tuyển sinh; phát hiện ngày 22/10/2026)\nPhụ huynh hỏi vì sao nhà gần trường mà khác tuyến.',
        'Phản ánh của người dân',
        'Vừa',
        'Đăng hỏi - đáp, trả lời tại 03 cuộc họp phụ huynh.\nPhụ trách: Ban tuyển sinh',
        'Đã giải quyết\nThông tin: đúng một phần',
      ],
      [
        '2',
        'Bữa ăn bán trú (minh họa)\n(Bán trú; phát hiện ngày 10/11/2026; tiếp tục từ kỳ trước)',
        'Mạng xã hội',
        'Cao',
        'Phối hợp y tế kiểm tra bếp ăn.',
        'Đang giải quyết',
      ],
    ])
  })

  test('nothing that was written is left out of its part', () => {
    expect(under(paper, words.overview)).toEqual([
      RICH.overview,
      'Nguồn đã theo dõi: báo chí, đường dây nóng.',
      'Tin, bài về đơn vị: 11 (tích cực 6, trung tính 3, tiêu cực 2).',
      'Phản ánh, kiến nghị: 9 (đã giải quyết 7, còn tồn 2).',
    ])
    expect(under(paper, words.issues)).toEqual([
      'Đường dẫn của vấn đề 2: https://bao.example/bai-1',
      'Đường dẫn của vấn đề 2: https://bao.example/bai-2',
    ])
    expect(under(paper, words.incidents)).toEqual([
      'Số sự cố trong kỳ: 1.',
      '- SC-2026-0007 · Trượt ngã trong sân, ngày 10/11/2026.',
    ])
    expect(under(paper, words.forecast)).toEqual([
      '- Thu các khoản tự nguyện cuối học kỳ (dự kiến tháng 12/2026; mức rủi ro: cao).',
      'Chuẩn bị: Công khai mức thu, trả lời câu hỏi trên trang của trường.',
    ])
    expect(under(paper, words.examples)).toEqual([
      '- Tổ bảo vệ trẻ qua đường (minh họa) (tập thể; đã gửi tin, bài về Sở).',
      'Tin, bài đơn vị đã đăng: 4; đã gửi về Sở: 1.',
    ])
    expect(under(paper, words.difficulties)).toEqual([
      `Khó khăn: ${RICH.difficulties}`,
      `Đề xuất, kiến nghị: ${RICH.proposals}`,
      'Đề xuất về vấn đề 2: Đề nghị Sở hướng dẫn mẫu công khai thực đơn.',
      expect.stringMatching(/^Báo cáo đã gửi .* mã BT-2026-\d{4}, bản 1, máy chủ nhận lúc 00:30, 19\/11\/2026\.$/),
      expect.stringMatching(/\.\/\.$/),
    ])
  })

  test('the day is that of the server in Hanoi; a number below ten has its zero; what is not known is left open', () => {
    expect(paper.placeAndDate).toBe('……………, ngày 19 tháng 11 năm 2026')
    expect(paper.number).toBe('Số: 09/BC-THSM')
    expect(monthlyPaper(aMonthSent({ ...RICH, docNumber: '' })).number).toBe(papers.numberOfReport)
  })

  test('[DC4] who approved signs; a word by voice that nobody confirmed names nobody', () => {
    expect(paper).toMatchObject({ signer: 'THỦ TRƯỞNG ĐƠN VỊ', signerName: '', mark: null })
    expect(monthlyPaper(aMonthSent(RICH, { isConfirmed: true })).signerName).toBe('Vũ Quốc Dũng (minh họa)')
  })

  test('nothing arose: one sentence, without the six parts', () => {
    const nil = monthlyPaper(aMonthSent(NIL))
    expect(headingsOf(nil)).toEqual([])
    expect(textsOf(nil).at(-1)).toBe(
      'Trong kỳ từ ngày 15/10/2026 đến hết ngày 14/11/2026, đơn vị không phát sinh vấn đề dư luận cần báo cáo./.',
    )
    const carried = Object.fromEntries(Object.entries(RICH).filter(([path]) => path.includes(uuid(0x152))))
    const followed = monthlyPaper(aMonthSent({ ...NIL, ...carried }))
    expect(headingsOf(followed)).toEqual([words.followed])
    expect(tablesOf(followed)[0]?.rows).toHaveLength(1)
    expect(textsOf(followed)).toContain('Đề xuất về vấn đề 1: Đề nghị Sở hướng dẫn mẫu công khai thực đơn.')
  })

  test('[MR13] nothing arose, and what else was noted stands in it: incidents, figures, a proposal', () => {
    const noted = Object.fromEntries(
      Object.entries(RICH).filter(([path]) => /^(?:counters|sources|evidence|proposals|incidents)/.test(path)),
    )
    const nil = monthlyPaper(aMonthSent({ ...noted, nil: true }))
    const sentence =
      'Trong kỳ từ ngày 15/10/2026 đến hết ngày 14/11/2026, đơn vị không phát sinh vấn đề dư luận cần báo cáo.'
    expect(under(nil, words.issues)).toEqual([sentence])
    expect(under(nil, words.overview)).toContain('Tin, bài về đơn vị: 11 (tích cực 6, trung tính 3, tiêu cực 2).')
    expect(under(nil, words.incidents)).toEqual([
      'Số sự cố trong kỳ: 1.',
      '- SC-2026-0007 · Trượt ngã trong sân, ngày 10/11/2026.',
    ])
    expect(under(nil, words.difficulties)).toContain(`Đề xuất, kiến nghị: ${RICH.proposals}`)
    expect(tablesOf(nil)).toEqual([])
    expect(textsOf(nil).at(-1)).toMatch(/\.\/\.$/)
    const carried = Object.fromEntries(Object.entries(RICH).filter(([path]) => path.includes(uuid(0x152))))
    const followed = monthlyPaper(aMonthSent({ ...noted, ...carried, nil: true }))
    expect(under(followed, words.issues)[0]).toBe(`${sentence} ${words.followed}:`)
    expect(tablesOf(followed)[0]?.rows).toHaveLength(1)
    expect(under(followed, words.difficulties)).toContain(
      'Đề xuất về vấn đề 1: Đề nghị Sở hướng dẫn mẫu công khai thực đơn.',
    )
  })

  test('[DC4] a draft says so, and bears neither day nor name', () => {
    expect(monthlyPaper(aMonthDraft(RICH))).toMatchObject({
      mark: 'BẢN NHÁP',
      placeAndDate: papers.placeAndDateOpen,
      signerName: '',
      fileName: 'bao-cao-thang-2026-11-nhap',
    })
  })
})

describe('[DC2, DC4] the Word file of a month’s report', () => {
  test('is A4 in Times New Roman with the margins and sizes of the decree, its parts in order', async () => {
    const paper = monthlyPaper(aMonthSent(RICH, { isConfirmed: true }))
    const files = await unzipped(paper)
    const [document, styles] = [files.get('word/document.xml') ?? '', files.get('word/styles.xml') ?? '']
    expect(styles).toMatch(/<w:rFonts[^>]*w:ascii="Times New Roman"/)
    expect(styles).toMatch(/<w:sz w:val="28"/)
    expect([...document.matchAll(/w:rFonts[^>]*w:ascii="([^"]+)"/g)].map(([, font]) => font)).toEqual([])
    expect(document).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/)
    expect(document).toMatch(/<w:pgMar[^>]*w:top="1134"[^>]*w:right="1134"[^>]*w:bottom="1134"[^>]*w:left="1701"/)
    // half points: 11 for the list of recipients, 12 to 14 for the rest
    const sizes = new Set([...document.matchAll(/<w:sz w:val="(\d+)"/g)].map(([, size]) => Number(size)))
    expect([...sizes].toSorted()).toEqual([22, 24, 26, 28])
    const order = [
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      UNIT_NAME.toLocaleUpperCase('vi'),
      'Số: 09/BC-THSM',
      papers.nation,
      papers.motto,
      paper.placeAndDate,
      'BÁO CÁO<',
      paper.subject,
      papers.to,
      ...headingsOf(paper),
      papers.recipients,
      paper.signer,
      paper.signerName,
    ]
    const places = order.map((text) => document.indexOf(text))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(document).not.toContain('BẢN NHÁP')
  })

  test('a draft is marked above the first page and above the others', async () => {
    const files = await unzipped(monthlyPaper(aMonthDraft(RICH)))
    const headers = [...files].filter(([name]) => /^word\/header\d/.test(name)).map(([, xml]) => xml)
    expect(headers).toHaveLength(2)
    expect(headers.every((xml) => xml.includes('BẢN NHÁP'))).toBe(true)
  })
})

describe('[SX1] the short text of a month’s report', () => {
  const short = ({ sent }: MonthlyContent) => (sent ? monthlyShortText(sent.report, sent.version, words.short) : '')

  test('tells how much of what, and not one word that was typed', () => {
    expect(short(aMonthSent(RICH))).toMatch(
      /^\[BÁO CÁO DƯ LUẬN THÁNG 11\/2026\] Trường Tiểu học Sao Mai \(minh họa\): 2 vấn đề dư luận quan tâm, đã giải quyết 1; 11 tin, bài \(tiêu cực 2\); 9 phản ánh \(còn tồn 2\); 1 sự cố\. Mã BT-2026-\d{4}, bản 1\. Chi tiết trên ứng dụng\.$/,
    )
    expect(short(aMonthSent(NIL))).toContain('không phát sinh vấn đề dư luận. Mã BT-')
  })

  test('has at most 300 characters, whatever the unit is called, and says when it has not arrived', () => {
    const { sent } = aMonthSent(RICH)
    if (!sent) throw new Error('nothing was sent')
    const unitName = 'Trường '.repeat(28).trim()
    const text = monthlyShortText({ ...sent.report, unitName }, sent.version, words.short)
    expect(text.length).toBeLessThanOrEqual(300)
    const waiting = { ...sent.version, stamps: { ...sent.version.stamps, received: null } }
    expect(monthlyShortText(sent.report, waiting, words.short)).toContain('chưa tới máy chủ')
  })
})
