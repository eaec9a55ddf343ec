import { expect, test } from 'vitest'
import type { RecordStatus } from '#domain/sync/status.ts'
import { found, type ListItem } from '#features/reports/list-items.ts'
import { at } from '#tests/support/builders.ts'

const item = (key: string, text: string, status: RecordStatus = { kind: 'queued' }): ListItem => ({
  key,
  href: `/bao-cao/${key}`,
  title: text,
  status,
  at: at('2026-11-19T07:00:00Z'),
  reportedAt: null,
  text,
})
const keys = (items: ListItem[]) => items.map(({ key }) => key)

test('[TX2] "bao luc" finds "Bạo lực", and what has the very marks comes first', () => {
  const items = [item('a', 'Bạo lực học đường'), item('b', 'bao luc'), item('c', 'Ngộ độc'), item('d', 'Đuối nước')]
  expect(keys(found(items, 'all', 'bao luc'))).toEqual(['b', 'a'])
  expect(keys(found(items, 'all', 'bạo lực'))).toEqual(['a', 'b'])
  expect(keys(found(items, 'all', 'duoi'))).toEqual(['d'])
  expect(keys(found(items, 'all', ' '))).toEqual(['a', 'b', 'c', 'd'])
})

test('[UI3] each filter shows its own states and together they show all', () => {
  const by = { accountId: '' as never, name: '', role: 'office_clerk' as const }
  const items = [
    item('draft', 'x', { kind: 'draft', savedAt: at('2026-11-19T07:00:00Z') }),
    item('queued', 'x'),
    item('sending', 'x', { kind: 'sending' }),
    item('signed-out', 'x', { kind: 'signed-out' }),
    item('arrived', 'x', { kind: 'arrived', at: null, code: null }),
    item('office', 'x', { kind: 'office', state: 'received', by, at: at('2026-11-19T07:00:00Z'), reason: '' }),
    item('refused', 'x', { kind: 'refused', code: 'malformed', details: {} }),
  ]
  expect(keys(found(items, 'draft', ''))).toEqual(['draft'])
  expect(keys(found(items, 'queued', ''))).toEqual(['queued', 'sending', 'signed-out'])
  expect(keys(found(items, 'arrived', ''))).toEqual(['arrived', 'office'])
  expect(keys(found(items, 'refused', ''))).toEqual(['refused'])
  expect(found(items, 'all', '')).toHaveLength(items.length)
})
