import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SyncFacts } from '#domain/sync/status.ts'
import { clockWords, statusWords, summaryWords } from '#i18n/sync-words.ts'
import { vi } from '#i18n/texts.ts'
import { at } from '#tests/support/builders.ts'

const t = vi
const NOW = Date.parse('2026-11-19T08:00:00Z')
const QUIET: SyncFacts = {
  phase: 'idle',
  reports: 0,
  acts: 0,
  photos: 0,
  drafts: 0,
  refused: 0,
  sending: false,
  pulling: null,
  lastSync: at('2026-11-19T07:20:00Z'),
}
const line = (change: Partial<SyncFacts>) => summaryWords(t, { ...QUIET, ...change }, NOW).text

test('[SW1] chip and line of each fact, as ux.md has them', () => {
  const words = (status: Parameters<typeof statusWords>[1]) => {
    const { chip, line } = statusWords(t, status, NOW)
    return `${chip} | ${line}`
  }
  expect(words({ kind: 'draft', savedAt: at('2026-11-19T07:32:00Z') })).toBe(
    'Nháp | Chỉ có trên máy này. Lưu lúc 14:32',
  )
  expect(words({ kind: 'queued' })).toBe('Chờ gửi | Đã lưu trên máy này. Chưa tới máy chủ')
  expect(words({ kind: 'signed-out' })).toBe('Chờ gửi | Đăng nhập lại để gửi. Báo cáo vẫn còn trên máy')
  expect(words({ kind: 'sending' })).toMatch(/^Đang gửi \| /)
  expect(words({ kind: 'arrived', at: at('2026-11-19T07:41:00Z'), code: 'SC-2026-0007' })).toBe(
    'Đã tới máy chủ | Nhận lúc 14:41, mã SC-2026-0007',
  )
  const by = { accountId: '' as never, name: 'Hà', role: 'office_clerk' as const }
  const received = at('2026-11-19T07:50:00Z')
  expect(words({ kind: 'office', state: 'received', by, at: received, reason: '' })).toBe(
    `Đã tiếp nhận | Hà (${t.labels.role.office_clerk}), 14:50`,
  )
  expect(words({ kind: 'office', state: 'info_requested', by, at: received, reason: 'Cần số liệu' })).toMatch(
    /^Yêu cầu bổ sung \| Hà .*14:50: Cần số liệu$/,
  )
  expect(words({ kind: 'refused', code: 'reason-missing', details: {} })).toBe(
    'Cần sửa | Cần ghi lý do. Nội dung vẫn còn nguyên',
  )
})

test('[SW1] the words "Đã tới máy chủ" stand on no other fact', () => {
  const others = [
    { kind: 'draft', savedAt: at('2026-11-19T07:32:00Z') },
    { kind: 'queued' },
    { kind: 'sending' },
    { kind: 'signed-out' },
    { kind: 'unsaved' },
  ] as const
  for (const status of others) expect(statusWords(t, status, NOW).chip).not.toBe('Đã tới máy chủ')
})

test('[SW2] the summary in its three forms', () => {
  expect(line({ phase: 'no-network', reports: 2 })).toBe('Ngoại tuyến · 2 báo cáo chờ gửi')
  expect(line({ drafts: 1 })).toBe('Cập nhật lúc 14:20')
  expect(line({})).toMatch(/^Đã gửi hết/)
  expect(line({ lastSync: null })).not.toMatch(/Đã gửi/)
})

test('[SW2] never "Đã gửi hết" while anything waits, is written, was refused or cannot be sent', () => {
  const facts = fc.record({
    phase: fc.constantFrom('idle', 'working', 'no-network', 'server-trouble', 'signed-out', 'account-disabled'),
    reports: fc.nat(3),
    acts: fc.nat(2),
    photos: fc.nat(2),
    drafts: fc.nat(2),
    refused: fc.nat(2),
    sending: fc.boolean(),
    pulling: fc.constantFrom(null, 3),
    lastSync: fc.constantFrom(null, at('2026-11-19T07:20:00Z')),
  })
  fc.assert(
    fc.property(facts, (drawn) => {
      const { text, tone } = summaryWords(t, drawn as SyncFacts, NOW)
      const open = drawn.reports + drawn.acts + drawn.photos + drawn.drafts + drawn.refused
      if (text.includes('Đã gửi hết')) {
        expect(open).toBe(0)
        expect(drawn.lastSync).not.toBeNull()
        expect(['idle', 'working']).toContain(drawn.phase)
      }
      if (tone === 'ok') expect(text).toContain('Đã gửi hết')
      if (drawn.reports > 0) expect(text).toContain(`${drawn.reports} báo cáo chờ gửi`)
    }),
  )
})

test('[TM3] the clock is spoken of from two minutes on, and in which direction', () => {
  expect(clockWords(t, null)).toBeNull()
  expect(clockWords(t, 119_000)).toBeNull()
  expect(clockWords(t, 120_000)).toEqual({ fast: false, gap: '2 phút' })
  expect(clockWords(t, -3 * 3_600_000)).toEqual({ fast: true, gap: '3 giờ' })
  expect(clockWords(t, 40 * 365 * 86_400_000)?.gap).toBe('14600 ngày')
})
