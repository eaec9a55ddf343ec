import { describe, expect, test } from 'vitest'
import { type Due, duesOf, PLAIN_CALENDAR } from '#domain/agenda/due.ts'
import type { Day } from '#domain/deadlines/days.ts'
import type { DutyLedger } from '#domain/deadlines/ledger.ts'
import type { AccountId, Mid } from '#domain/ids.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import type { MonthlySummary } from '#domain/monthly-reports/summary-record.ts'
import { sendPiece, withdrawConsent } from '#domain/pieces/unit-acts.ts'
import type { Paper } from '#features/documents/paper.ts'
import { yearPaper } from '#features/documents/year-paper.ts'
import { aBody, aContext, at, decided, type INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'
import { anArticle, anExample, PIECE, pieceAfter } from '#tests/support/pieces.ts'
import { anIncidentInTwoReports } from './an-incident.ts'

const day = (text: string) => text as Day
const unit = { id: UNIT, type: 'attached_unit' as const, validFrom: day('2020-01-01'), validTo: null, successors: [] }
const rule = { form: 'monthly' as const, unitTypes: ['attached_unit' as const], from: day('2024-01-01'), to: null }
const NOW = at('2026-11-23T03:00:00Z')

const duesWith = (
  reports: ReadonlyMap<string, MonthlySummary>,
  ledgers: ReadonlyMap<string, DutyLedger> = new Map(),
): Due[] =>
  duesOf(
    { calendar: PLAIN_CALENDAR, rules: { periodPolicy: 'cut15_14', rules: [rule] }, plans: new Map() },
    {
      unitId: UNIT,
      facts: { unit: { ...unit, name: 'Trường Sao Mai (minh họa)' }, predecessors: [] },
      assignments: [],
      given: [],
      tasks: new Map(),
      ledgers,
      reports,
      progress: new Map(),
    },
    { from: day('2026-01-01'), to: day('2026-12-31') },
    NOW,
  )

const [first, second] = duesWith(new Map())
if (first?.kind !== 'duty' || second?.kind !== 'duty') throw new Error('no duty')
/** The office noted that February came on paper. */
const noted: DutyLedger = {
  id: second.obligation.id,
  unitId: UNIT,
  form: 'monthly',
  of: '2026-02',
  timeline: [
    {
      id: uuid(0xf1) as Mid,
      by: { accountId: uuid(0xf2) as AccountId, name: 'Người ở văn phòng (minh họa)', role: 'office_clerk' },
      stamps: {
        written: at('2026-02-24T02:00:00Z'),
        committed: at('2026-02-24T02:00:00Z'),
        zoneMinutes: 420,
        skewMs: 0,
        received: at('2026-02-24T02:00:00Z'),
      },
      kind: 'arrived',
      on: day('2026-02-23'),
      way: 'paper',
      note: '',
    },
  ],
}
const sent: MonthlySummary = {
  id: first.obligation.id,
  unitId: UNIT,
  unitName: 'Trường Sao Mai (minh họa)',
  of: '2026-01' as MonthlySummary['of'],
  code: 'BT-2026-0001',
  state: 'received',
  versions: 1,
  arrivals: [at('2026-01-18T02:00:00Z')],
  changed: at('2026-01-18T02:00:00Z'),
  nil: false,
  kept: 0,
  word: null,
}
const restricted = decided(reportIncident, undefined, {
  incidentId: uuid(0xbb) as typeof INCIDENT,
  unitId: UNIT,
  body: aBody({ category: 'child_abuse' }),
  photos: [],
})
const key = { pieceId: PIECE, unitId: UNIT, photos: [] }
const sending = (mid: number) => aContext({ mid: uuid(mid) as Mid, received: at('2026-11-20T02:00:00Z') })
const article = pieceAfter(
  sendPiece,
  pieceAfter(sendPiece, undefined, { ...key, body: anArticle() }, sending(0xe1)),
  { ...key, body: anArticle({ title: 'Ngày hội đọc sách, bản sửa (minh họa)' }) },
  sending(0xe2),
)
const retired = pieceAfter(
  withdrawConsent,
  pieceAfter(sendPiece, undefined, { ...key, body: anExample() }, sending(0xe3)),
  { pieceId: PIECE, note: '' },
  sending(0xe4),
)
const paper = yearPaper(
  {
    year: 2026,
    unitName: 'Trường Sao Mai (minh họa)',
    dues: duesWith(new Map([[first.obligation.id, sent]]), new Map([[noted.id, noted]])),
    incidents: [anIncidentInTwoReports(), restricted],
    pieces: [article, retired],
    asOf: NOW,
  },
  { departmentName: 'Sở Ví Dụ (minh họa)', at: NOW },
)
const tables = ({ blocks }: Paper) => blocks.flatMap((block) => ('table' in block ? [block.table] : []))

describe('[DC3] the year book', () => {
  test('has each duty of the year once, with the moment and the number that the server gave', () => {
    const [duties] = tables(paper)
    expect(duties?.rows).toHaveLength(12)
    expect(new Set(duties?.rows.map(([, what]) => what)).size).toBe(12)
    expect(duties?.rows[0]?.slice(1)).toEqual([
      'Báo cáo dư luận tháng 1/2026',
      'trước 20/01/2026',
      '09:00, 18/01/2026',
      'BT-2026-0001',
      'Đúng hạn',
    ])
    expect(duties?.rows[2]?.slice(3, 5)).toEqual(['–', '–'])
  })

  test('has what came another way as the office noted it, which is no receipt of the server [DL17]', () => {
    const february = tables(paper)[0]?.rows[1]
    expect(february?.slice(3)).toEqual(['–', '–', 'Trễ 4 ngày. Văn phòng Sở đã nhận ngày 23/02/2026 (bản giấy)'])
  })

  test('says in words what is missing, and how old it is', () => {
    const texts = paper.blocks.flatMap((block) => ('text' in block ? [block.text] : []))
    expect(texts).toContain('Không có.')
    expect(texts.some((text) => text.includes('cập nhật từ máy chủ lúc 10:00, 23/11/2026'))).toBe(true)
  })

  test('names no kind of a restricted matter', () => {
    const incidents = tables(paper).at(-2)
    expect(incidents?.rows.map((row) => row[1])).toEqual([
      'Ngộ độc thực phẩm (2 lần báo)',
      'Sự việc chỉ người được phép xem (1 lần báo)',
    ])
    expect(JSON.stringify(paper)).not.toContain('Xâm hại')
  })

  test('has each article and example once, under its last title; none of what must not be used any more', () => {
    expect(tables(paper).at(-1)?.rows).toEqual([
      [
        '1',
        'Tin: Ngày hội đọc sách, bản sửa (minh họa) (2 bản)',
        '09:00, 20/11/2026',
        expect.stringMatching(/^TB-2026-/),
        'Đã gửi',
      ],
      ['2', 'Người tốt, việc tốt', '09:00, 20/11/2026', expect.stringMatching(/^TB-2026-/), 'Không dùng nữa'],
    ])
    expect(JSON.stringify(paper)).not.toContain(anExample().title)
  })
})
