import { describe, expect, test } from 'vitest'
import { planShortText } from '#domain/unit-plans/short-text.ts'
import { docxOf } from '#features/documents/docx-file.ts'
import type { Paper } from '#features/documents/paper.ts'
import { papers } from '#i18n/vi/papers.ts'
import { unitPlanPaper as words } from '#i18n/vi/unit-plan-paper.ts'
import { PLAN_FIELDS } from '#tests/support/unit-plan.ts'
import { unzip } from '#tests/support/zip.ts'
import { aPlanDraft, aPlanSent, planPaper } from './a-plan.ts'

const textsOf = ({ blocks }: Paper) => blocks.flatMap((block) => ('text' in block ? [block.text] : []))
const headingsOf = ({ blocks }: Paper) => blocks.flatMap((block) => ('heading' in block ? [block.heading] : []))
const PARTS = [words.objectives, words.lines, words.means, words.budget, words.crisis, words.people]

describe('[DC1] a unit’s plan as a paper', () => {
  const paper = planPaper(aPlanSent())

  test('has its six parts in order, is addressed to nobody and ends with "./."', () => {
    expect(headingsOf(paper)).toEqual(PARTS)
    expect(paper).toMatchObject({
      kind: 'KẾ HOẠCH',
      subject: 'Truyền thông về giáo dục năm 2024',
      to: null,
      number: 'Số: 12/KH-MINHHOA',
      placeAndDate: '……………, ngày 09 tháng 3 năm 2024',
      fileName: 'ke-hoach-2024-ban-1',
    })
    expect(paper.recipients.at(0)).toBe('- Sở Giáo dục và Đào tạo tỉnh Ví Dụ (minh họa) (để báo cáo);')
    expect(paper.recipients.at(-1)).toBe('- Lưu: VT.')
    expect(textsOf(paper).at(-1)).toMatch(/năm 2024 của Trường Tiểu học Sao Mai \(minh họa\)\.\/\.$/)
  })

  test('its table tells work, products, time, who and cost of each line, and the sum', () => {
    const [table] = paper.blocks.flatMap((block) => ('table' in block ? [block.table] : []))
    expect(table?.rows).toEqual([
      [
        '1',
        'Phổ biến chính sách mới (minh họa)\n(Mục I.1, Kế hoạch của Sở)\nChỉ tiêu: Mỗi quý ít nhất 02 tin',
        '8 tin, bài\n4 bản tin\nKênh: trang thông tin của đơn vị',
        'Quý I, II, III, IV\nTừ 15/03 đến 20/12',
        'Tổ Văn phòng\nPhối hợp: Tổ chuyên môn',
        '0',
      ],
      [
        '2',
        'Tuyển sinh đầu cấp (minh họa)\n(Mục IV.2, Kế hoạch của Sở)\nChỉ tiêu: 100% phụ huynh lớp cuối cấp',
        '300 tờ rơi\n1 sự kiện\nKênh: họp phụ huynh, họp đơn vị',
        'Quý II, III\nTừ 13/04 đến 31/07',
        'Ban tuyển sinh',
        '3.000.000',
      ],
      [
        '3',
        'Ngày hội đọc sách của trường (minh họa)',
        '1 video\n1 sự kiện\nKênh: loa phát thanh',
        'Quý II\nTừ 21/04 đến 23/04',
        'Thư viện',
        '1.500.000',
      ],
      ['', 'Cộng', '', '', '', '4.500.000'],
    ])
  })

  test('nothing that was written is left out', () => {
    const texts = textsOf(paper)
    for (const text of [
      '- 100% phụ huynh nhận được thông tin tuyển sinh (minh họa).',
      '- Mỗi tháng có ít nhất 02 tin trên trang của trường (minh họa).',
      'Tổng kinh phí dự kiến: 4.500.000 đồng, nguồn: chi thường xuyên.',
      PLAN_FIELDS.crisis,
      'Đầu mối truyền thông: Cô Đầu Mối (minh họa), Thư viện (minh họa) (Quyết định 00/QĐ-MINHHOA).',
      'Người phát ngôn: Cô Hiệu Trưởng (minh họa), Hiệu trưởng.',
    ])
      expect(texts).toContain(text)
    expect(texts.some((text) => /mã KH-\d{4}-\d{4}, bản 1, máy chủ nhận lúc 00:30, 09\/03\/2024\.$/.test(text))).toBe(
      true,
    )
  })

  test('[DC4] the head who confirmed signs; a draft is marked and bears neither day nor name', () => {
    expect(paper).toMatchObject({ mark: null, signerName: 'Vũ Quốc Dũng (minh họa)' })
    expect(planPaper(aPlanDraft())).toMatchObject({
      mark: 'BẢN NHÁP',
      placeAndDate: papers.placeAndDateOpen,
      signerName: '',
      fileName: 'ke-hoach-2024-nhap',
    })
    const empty = planPaper(aPlanDraft({}))
    expect(headingsOf(empty)).toEqual(PARTS)
    expect(empty.number).toBe(words.numberOpen)
  })

  test('[DC2] the Word file is A4 in Times New Roman with the margins and sizes of the decree, its parts in order', async () => {
    const files = unzip(Buffer.from(await (await docxOf(paper)).arrayBuffer()))
    const [document, styles] = [files.get('word/document.xml') ?? '', files.get('word/styles.xml') ?? '']
    expect(styles).toMatch(/<w:rFonts[^>]*w:ascii="Times New Roman"/)
    expect(document).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/)
    expect(document).toMatch(/<w:pgMar[^>]*w:top="1134"[^>]*w:right="1134"[^>]*w:bottom="1134"[^>]*w:left="1701"/)
    expect(document).not.toContain(papers.to)
    const order = [
      papers.nation,
      'KẾ HOẠCH<',
      paper.subject,
      ...PARTS,
      papers.recipients,
      paper.signer,
      paper.signerName,
    ]
    const places = order.map((text) => document.indexOf(text))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})

describe('[SX1] the short text of a unit’s plan', () => {
  const { sent } = aPlanSent()
  if (!sent) throw new Error('nothing was sent')
  const { plan, version } = sent

  test('tells how much of what, and not one word that was typed', () => {
    expect(planShortText(plan, version, words.short)).toBe(
      '[KẾ HOẠCH TRUYỀN THÔNG NĂM 2024] Trường Tiểu học Sao Mai (minh họa): 3 nội dung; 315 sản phẩm; kinh phí 4.500.000 đồng. Mã KH-2026-0007, bản 1. Chi tiết trên ứng dụng.',
    )
  })

  test('has at most 300 characters, whatever the unit is called, and says when it has not arrived', () => {
    const unitName = 'Trường '.repeat(28).trim()
    expect(planShortText({ ...plan, unitName }, version, words.short).length).toBeLessThanOrEqual(300)
    const waiting = { ...version, stamps: { ...version.stamps, received: null } }
    expect(planShortText(plan, waiting, words.short)).toContain('chưa tới máy chủ')
  })
})
