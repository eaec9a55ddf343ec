import { describe, expect, it } from 'vitest'
import { bulletsIn } from '#domain/plans/bullets.ts'
import { documentNumber } from '#domain/plans/document-numbers.ts'
import { quartersIn } from '#domain/plans/quarters.ts'
import { unitReader } from '#domain/plans/unit-list.ts'
import { DEFAULT_UNIT_NAMES } from '#domain/plans/unit-names.ts'
import { searchKey } from '#domain/text.ts'
import { byRule, itemOf, preview, problemsOf, SAMPLE } from '#tests/support/plans.ts'

const read = preview(SAMPLE)
const { plan } = read
const units = unitReader(DEFAULT_UNIT_NAMES)
const codesIn = (text: string) => units(text).units.map(({ code }) => code)
const at = (rule: Parameters<typeof byRule>[1]) => byRule(read, rule).map(({ item, line }) => [item, line])
/** The sample with one of its lines put otherwise. */
const withLine = (no: number, change: (line: string) => string) =>
  SAMPLE.split('\n')
    .map((line, i) => (i + 1 === no ? change(line) : line))
    .join('\n')

describe('the thirty irregularities of the appendix', () => {
  it('[PL1] a header repeated after a page break is dropped', () => {
    expect(at('header-repeated')).toEqual([
      [null, 45],
      [null, 52],
      [null, 56],
    ])
    expect(JSON.stringify(plan)).not.toMatch(/stt/i)
  })

  it('[PL2] a row without number and time goes on with the item above, cell by cell', () => {
    expect(itemOf(plan, 'II.2').lines).toEqual([43, 46])
    expect(itemOf(plan, 'III.1').lines).toEqual([50, 53])
    expect(at('row-continued')).toEqual([
      ['II.2', 46],
      ['II.2', 46],
      ['III.1', 53],
      ['III.1', 53],
      ['III.1', 53],
    ])
  })

  it('[PL3] a full row without a number is an item, numbered by its position', () => {
    expect(itemOf(plan, 'II.4').title).toBe('Bồi dưỡng thầy cô')
    expect(byRule(read, 'number-missing')).toEqual([
      { item: 'II.4', line: 48, raw: '', proposed: '4', rule: 'number-missing' },
    ])
  })

  it('[PL4] a Roman numeral and a title begin a group, and numbers begin again at 1', () => {
    expect(plan.groups.map(({ roman, line }) => [roman, line])).toEqual([
      ['I', 38],
      ['II', 41],
      ['III', 49],
      ['IV', 54],
    ])
    expect(plan.groups.map(({ items }) => items.map(({ no }) => no))).toEqual([[1, 2], [1, 2, 3, 4], [1], [1, 2, 3]])
  })

  it('[PL5] a group whose first item is on the next page keeps it', () => {
    expect(plan.groups[3]).toMatchObject({ roman: 'IV', line: 54, items: [{ no: 1, lines: [57] }, {}, {}] })
  })

  it('[PL6] tags go, closed or not, and nothing of them is left to be run', () => {
    expect(JSON.stringify(plan)).not.toMatch(/[<>]/)
    expect(byRule(read, 'tags-stripped')).toHaveLength(8)
    const bad = withLine(39, (line) =>
      line.replace('Giới thiệu', '<img src=x onerror="alert(1)"><<b>script>alert(2)</script> Giới thiệu <ul style="x'),
    )
    expect(itemOf(preview(bad).plan, 'I.1').product).toBe(
      'alert(2) Giới thiệu quy định mới bằng lời dễ hiểu cho phụ huynh.',
    )
  })

  it('[PL7] a title that the page cuts is joined, here to the title of its group', () => {
    expect(itemOf(plan, 'III.1').title).toBe('Huy động nguồn lực cho nhà trường')
    expect(itemOf(plan, 'III.1').title).toBe(plan.groups[2]?.title)
  })

  it('[PL8] a product that is cut mid-phrase is joined with a space and begins no bullet', () => {
    expect(itemOf(plan, 'II.2').bullets).toEqual([
      'Tin về tuyển sinh đầu cấp.',
      'Tin về sách giáo khoa lớp 5, lớp 9, lớp 12 và tài liệu của địa phương.',
      'Tin về ngày hội đọc sách.',
    ])
    expect(byRule(read, 'row-continued')[0]).toMatchObject({
      raw: 'giáo khoa lớp 5, lớp ⏎ 9, lớp 12 và tài',
      proposed: 'giáo khoa lớp 5, lớp 9, lớp 12 và tài',
    })
  })

  it('[PL9] leads that stand on two pages are one list in order', () => {
    expect(itemOf(plan, 'II.2').leads).toEqual(['GDMN-TH', 'GDTrH-TX', 'VPS', 'QLCL', 'KHTC'])
  })

  it('[PL10] a misspelt unit is read by the table of aliases, and the correction is shown', () => {
    expect(byRule(read, 'unit-alias').filter(({ item }) => item !== null)).toEqual([
      { item: 'II.2', line: 43, raw: 'Phòng GDTriH-TX', proposed: 'Phòng GDTrH-TX', rule: 'unit-alias' },
    ])
  })

  it('[PL11] a word that looks mistyped stays, with a suggestion beside it', () => {
    expect(itemOf(plan, 'III.1').product).toContain('tuyến trình')
    expect(byRule(read, 'word-suggested')).toEqual([
      { item: 'III.1', line: 53, raw: 'tuyến trình', proposed: 'tiến trình', rule: 'word-suggested' },
    ])
  })

  it('[PL12] units are split by their names, whatever stands between them and inside them', () => {
    expect(itemOf(plan, 'II.4').leads).toEqual(['TCCB', 'GDTrH-TX'])
    expect(itemOf(plan, 'IV.1').leads).toEqual(['QLCL', 'GDTrH-TX', 'TTRA'])
    expect(itemOf(plan, 'IV.2').leads).toEqual(['QLCL', 'VPS', 'GDTrH-TX'])
    expect(codesIn('Phòng Kế hoạch - Tài chính-Phòng GDMN - TH Thanh tra Sở và phòng TCCB')).toEqual([
      'KHTC',
      'GDMN-TH',
      'TTRA',
      'TCCB',
    ])
    expect(at('separators-mixed')).toEqual([
      ['IV.1', 57],
      ['IV.2', 58],
    ])
    expect(units('Phòng GDMN-THCS').unknown).toEqual([{ at: 0, raw: 'Phòng GDMN-THCS' }])
  })

  it('[PL13] a double dash is one bullet', () => {
    expect(itemOf(plan, 'II.4').bullets).toEqual(['Tin về lớp bồi dưỡng hè.', 'Tin về câu lạc bộ giáo viên.'])
    expect(byRule(read, 'dash-doubled')).toEqual([
      { item: 'II.4', line: 48, raw: '– - Tin về câu', proposed: '- Tin về câu', rule: 'dash-doubled' },
    ])
  })

  it('[PL14] a dash between years, inside a word or a name begins no bullet', () => {
    expect(itemOf(plan, 'I.2').bullets).toEqual([
      'Bài về lớp học hạnh phúc năm học 2023 - 2024.',
      'Bài về thư viện xanh giai đoạn 2021- 2030',
      'Phóng sự “Một ngày ở trường”, tin ảnh,...',
    ])
    expect(itemOf(plan, 'IV.3').bullets).toHaveLength(2)
    expect(bulletsIn('- Tỉnh Bà Rịa - Vũng Tàu năm 2024 - Tin ngắn').pieces).toEqual([
      'Tỉnh Bà Rịa - Vũng Tàu năm 2024',
      'Tin ngắn',
    ])
  })

  it('[PL15] coordinators with or without a full stop; a class that is not named is not added', () => {
    expect(itemOf(plan, 'I.1').coordinators).toEqual(['CAC_PHONG', 'PGD', 'DVTT'])
    expect(itemOf(plan, 'I.2').coordinators).toEqual(['CAC_PHONG', 'PGD', 'DVTT'])
    expect(itemOf(plan, 'II.1').coordinators).toEqual(['CAC_PHONG', 'PGD'])
  })

  it.each([
    ['Quý I, II, III, IV', [1, 2, 3, 4]],
    ['Quý I, II, III', [1, 2, 3]],
    ['Quý II, III.', [2, 3]],
    ['Quý I - IV', [1, 2, 3, 4]],
    ['Quý II đến quý IV', [2, 3, 4]],
    ['quý iii và iv', [3, 4]],
    ['Cả năm', [1, 2, 3, 4]],
    ['Quý IV, I, I', [1, 4]],
  ])('[PL16] %s is a set of quarters', (text, quarters) => {
    expect(quartersIn(text)).toEqual({ ok: true, value: quarters })
  })

  it.each([
    ['Quý V'],
    ['Quý I, V'],
    ['Quý IV - I'],
    ['Quý I - V'],
    ['Quý'],
    ['hằng tháng'],
    ['Quý I - II - III'],
    ['5'],
  ])('[PL16] %s is refused', (text) => {
    expect(quartersIn(text).ok).toBe(false)
  })

  it('[PL17] section numbers that jump are a warning', () => {
    expect(read.warnings).toContainEqual({ code: 'section-jump', line: 25, details: { found: 'IV', expected: 'III' } })
  })

  it('[PL18] a blank number and day are null and make a draft; both together make it issued', () => {
    expect(plan).toMatchObject({ number: null, date: null, year: 2024, status: 'draft' })
    expect(read.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['number-blank', 'date-blank']))
    const issued = preview(SAMPLE.replace('Số:', 'Số: 07/KHSGDĐT').replace('ngày tháng 02', 'ngày 26 tháng 02'))
    expect(issued.plan).toMatchObject({ number: '07/KH-SGDĐT', date: '2024-02-26', status: 'issued' })
    expect(problemsOf(SAMPLE.replace('ngày tháng 02', 'ngày 31 tháng 02'))).toEqual([
      { code: 'date-wrong', line: 5, details: { found: '31/02/2024' } },
    ])
  })

  it('[PL19] the lines of heading and place may be missing', () => {
    const bare = SAMPLE.split('\n').slice(6).join('\n')
    expect(preview(bare).plan).toMatchObject({ title: 'Kế hoạch truyền thông năm 2024', year: 2024, status: 'draft' })
  })

  it('[PL20] a paragraph that the page breaks is joined where the next line begins in lower case', () => {
    expect(byRule(read, 'paragraph-joined')).toEqual([
      { item: null, line: 17, raw: 'chính ⏎ sách', proposed: 'chính sách', rule: 'paragraph-joined' },
    ])
  })

  it('[PL21] marks of bold type go, and "KT." gets its space', () => {
    expect(read.document.signature).toEqual(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'])
    const named = preview(SAMPLE.replace('Người Số Hai (minh họa)', '**Người Số Hai (minh họa)**'))
    expect(byRule(named, 'bold-stripped').at(-1)).toMatchObject({ raw: '**', proposed: '' })
    expect(JSON.stringify(named)).not.toContain('Người Số Hai')
  })

  it('[PL22] no phone number is imported, from the text or from a cell', () => {
    expect(at('phone-left-out')).toEqual([[null, 27]])
    const cell = preview(
      withLine(39, (line) => line.replace('Giới thiệu', 'Gọi 0900.000.001 hoặc +84 900 000 002, giới thiệu')),
    )
    expect(itemOf(cell.plan, 'I.1').product).toMatch(/^Gọi hoặc , giới thiệu/)
    const split = preview(withLine(43, (line) => line.replace('lớp\t', 'lớp 0900 000\t')).replace('<p>9,', '<p>003 9,'))
    for (const preview of [read, cell, split]) expect(JSON.stringify(preview.plan)).not.toMatch(/900.?000/)
    expect(JSON.stringify([read, cell])).not.toMatch(/900.?000/)
    expect(JSON.stringify(read)).not.toContain('Người Số Một')
  })

  it('[PL23] numbers of documents are known with and without their hyphen', () => {
    expect(read.document.references.map(({ number }) => number)).toEqual(['12/KH-BGDĐT', '13/KH-BGDĐT', '01-CT/TW'])
    expect(byRule(read, 'document-number')).toMatchObject([{ raw: '13/KHBGDĐT', proposed: '13/KH-BGDĐT' }])
    expect(['09/2017/NĐ-CP', '07/CT-TTg', '2045/UBND-VP'].map(documentNumber)).toEqual([
      '09/2017/NĐ-CP',
      '07/CT-TTg',
      '2045/UBND-VP',
    ])
  })

  it('[PL24] the place is written as it should be', () => {
    expect(read.document.place).toBe('Bà Rịa - Vũng Tàu')
    expect(byRule(read, 'place-alias')).toMatchObject([{ line: 5, raw: 'Bà Rịa-Vũng Tàu' }])
  })

  it('[PL25] one channel under several names is one', () => {
    expect(read.document.channels).toEqual(['portal', 'fanpage'])
    expect(byRule(read, 'channel-alias').map(({ raw }) => raw)).toEqual([
      'cổng thông tin điện tử của Sở GDĐT',
      'Website Sở',
      'trang thông tin điện tử của Sở',
    ])
  })

  it('[PL26] "Phòng TCCB (Công nghệ thông tin)" is the personnel division with a duty', () => {
    expect(read.document.functions).toEqual([{ unit: 'TCCB', function: 'CNTT', line: 23 }])
    expect(codesIn('Phòng TCCB (CNTT); Phòng Tổ chức cán bộ')).toEqual(['TCCB', 'TCCB'])
    expect(units('Phòng TCCB (lái xe)').unknown).toHaveLength(1)
  })

  it('[PL27] NFD is read as NFC, and either spelling of the tone is found', () => {
    const decomposed = preview(SAMPLE.normalize('NFD'))
    expect(decomposed.plan).toEqual(plan)
    expect(byRule(decomposed, 'text-composed')).toHaveLength(1)
    const product = itemOf(plan, 'II.3').product
    expect(product).toContain('hoà nhập, lớp hòa nhập')
    expect(searchKey(product)).toContain(`${searchKey('hòa nhập')}, lop ${searchKey('hoà nhập')}`)
    expect(codesIn('Phòng Kế hoạch-Tài chính'.normalize('NFC').toUpperCase())).toEqual(['KHTC'])
  })

  it('[PL28] curly quotes and ellipses stay', () => {
    expect(itemOf(plan, 'I.2').product).toContain('“Một ngày ở trường”, tin ảnh,...')
    expect(itemOf(plan, 'IV.1').product).toContain('những điểm mới...')
  })

  it('[PL29] five tabs a row, or the line is named', () => {
    expect(problemsOf(withLine(42, (line) => line.replace('\t', ' ')))).toEqual([
      { code: 'tabs-wrong', line: 42, details: { tabs: 4, wanted: 5 } },
    ])
    expect(problemsOf(withLine(47, (line) => `${line}\t`))).toEqual([
      { code: 'tabs-wrong', line: 47, details: { tabs: 6, wanted: 5 } },
    ])
    expect(preview(SAMPLE.replaceAll('\n', '\r\n')).plan).toEqual(plan)
  })

  it('[PL30] a title may repeat: an item is known by its place', () => {
    expect(read.warnings).toContainEqual({ code: 'title-repeated', line: 50, details: { item: 'III.1', same: 'III' } })
    expect(preview(SAMPLE.replace('Tuyển sinh đầu năm học', 'Kỳ thi cuối cấp')).plan.groups[3]?.items).toHaveLength(3)
  })
})
