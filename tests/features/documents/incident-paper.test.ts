import { describe, expect, test } from 'vitest'
import { docxOf } from '#features/documents/docx-file.ts'
import { incidentPaper } from '#features/documents/incident-paper.ts'
import { at } from '#tests/support/builders.ts'
import { unzip } from '#tests/support/zip.ts'
import { anIncidentInTwoReports } from './an-incident.ts'

const FRAME = { departmentName: 'Sở Giáo dục và Đào tạo tỉnh Ví Dụ (minh họa)', at: at('2026-02-06T20:00:00Z') }
const paper = incidentPaper(anIncidentInTwoReports(), FRAME)
const headings = paper.blocks.flatMap((block) => ('heading' in block ? [block.heading] : []))
const texts = paper.blocks.flatMap((block) => ('text' in block ? [block.text] : []))

describe('[DC1] the quick report as a paper', () => {
  test('has the seven parts in their order and ends with "./."', () => {
    expect(headings.map((heading) => heading.slice(0, 2))).toEqual(['1.', '2.', '3.', '4.', '5.', '6.', '7.'])
    expect(texts.at(-1)).toMatch(/sẽ tiếp tục báo cáo bổ sung\.\/\.$/)
  })

  test('bears the day in Hanoi with its leading zeros, the urgency, and no number yet', () => {
    expect(paper.placeAndDate).toBe('……………, ngày 07 tháng 02 năm 2026')
    expect(incidentPaper(anIncidentInTwoReports(), { ...FRAME, at: at('2026-11-09T01:00:00Z') }).placeAndDate).toBe(
      '……………, ngày 09 tháng 11 năm 2026',
    )
    expect(paper.urgency).toBe('Thượng khẩn')
    expect(paper.number).toBe('Số:         /BC-………')
  })

  test('counts every report, the newest in words', () => {
    const table = paper.blocks.flatMap((block) => ('table' in block ? [block.table] : []))[0]
    expect(table?.rows.map((row) => row.at(-1))).toEqual(['21', '28'])
    expect(texts.some((text) => text.startsWith('28 người'))).toBe(true)
  })

  test('its file is named without a word of the content', () => expect(paper.fileName).toMatch(/^[a-zA-Z0-9-]+$/))
})

describe('[DC2] the Word file', () => {
  test('is A4 in Times New Roman with the margins of the decree and numbers from the second page on', async () => {
    const files = unzip(Buffer.from(await (await docxOf(paper)).arrayBuffer()))
    const document = files.get('word/document.xml') ?? ''
    const styles = files.get('word/styles.xml') ?? ''
    expect(styles).toContain('w:ascii="Times New Roman"')
    expect(document).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/)
    expect(document).toMatch(/<w:pgMar[^>]*w:top="1134"[^>]*w:right="1134"[^>]*w:bottom="1134"[^>]*w:left="1701"/)
    expect(document).toContain('<w:titlePg')
    const headers = [...files].filter(([name]) => /^word\/header\d/.test(name)).map(([, xml]) => xml.includes('PAGE'))
    expect(headers.toSorted()).toEqual([false, true])
    for (const text of [paper.issuer, paper.kind, paper.subject, ...headings]) expect(document).toContain(text)
  })

  test('holds what an officer wrote as text, whatever it is', async () => {
    const odd = { ...paper, subject: 'Về <w:p> & "những" thứ khác\u0007' }
    const document = unzip(Buffer.from(await (await docxOf(odd)).arrayBuffer())).get('word/document.xml') ?? ''
    expect(document).toContain('Về &lt;w:p&gt; &amp; ')
    // a control character is no XML: a reader would refuse the whole file
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  })
})
