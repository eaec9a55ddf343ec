import type { Day } from '#domain/deadlines/days.ts'
import type { GivingId, UnitId } from '#domain/ids.ts'
import type { GivenBody } from '#domain/tasks/giving.ts'
import { UNIT, uuid } from '#tests/support/builders.ts'

export const GIVING = uuid(0x91) as GivingId

export const anEvent = (change: Partial<GivenBody> = {}): GivenBody => ({
  kind: 'event',
  title: 'Ngày hội đọc sách (minh họa)',
  from: '2026-12-10' as Day,
  to: '2026-12-12' as Day,
  hour: '',
  place: 'Thư viện tỉnh (minh họa)',
  ask: 'Mỗi đơn vị đăng một tin và một ảnh (minh họa).',
  before: '2026-12-16' as Day,
  ...change,
})

export const aBrief = (change: Partial<GivenBody> = {}): GivenBody => ({
  kind: 'brief',
  title: 'Giao ban tháng 11 (minh họa)',
  from: '2026-11-25' as Day,
  to: '2026-11-25' as Day,
  hour: '14:00',
  place: '',
  ask: 'Tình hình bán trú: số học sinh, khó khăn, kiến nghị (minh họa).',
  before: '2026-11-24' as Day,
  ...change,
})

export const toUnits = (unitIds: UnitId[] = [UNIT], body: GivenBody = aBrief()) => ({
  givingId: GIVING,
  unitIds,
  body,
})
