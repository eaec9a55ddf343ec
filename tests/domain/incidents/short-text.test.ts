import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES, isRestricted } from '#domain/incidents/category.ts'
import { reportIncident, supplementIncident } from '#domain/incidents/report.ts'
import { shortTextOf } from '#domain/incidents/short-text.ts'
import { SHORT_TEXT_MAX } from '#domain/shortened.ts'
import { formatTime } from '#i18n/dates.ts'
import { incident as words } from '#i18n/vi/incident.ts'
import { labels } from '#i18n/vi/labels.ts'
import { aBody, at, decided, INCIDENT, UNIT } from '#tests/support/builders.ts'

const vi = {
  ...words.short,
  category: labels.category,
  severity: labels.severity,
  agency: labels.agency,
  at: (instant: Parameters<typeof formatTime>[0]) => words.short.at(formatTime(instant)),
}
const anIncident = (change: Parameters<typeof aBody>[0] = {}) =>
  decided(reportIncident, undefined, { incidentId: INCIDENT, unitId: UNIT, body: aBody(change), photos: [] })

test('[SX1] the short text says who, what, how grave, whom one told and when more follows', () => {
  const incident = anIncident({
    severity: 3,
    call: { made: true, at: at('2026-11-19T06:00:00Z'), note: '' },
    agencies: ['health', 'police'],
    nextUpdateDue: at('2026-11-19T10:00:00Z'),
  })
  expect(shortTextOf(incident, vi)).toBe(
    '[BÁO CÁO NHANH - lần 1] Trường Tiểu học Sao Mai (minh họa): Ngộ độc thực phẩm lúc 12:30. Mức độ: nghiêm trọng. ' +
      'Đã báo: Y tế, Công an. Cập nhật tiếp lúc 17:00. Mã SC-2026-0007. Chi tiết trên ứng dụng.',
  )
})

test('[SX1] neither place nor people nor any free word gets into it', () => {
  const secret = 'BIMATKHONGDUOCLO'
  const text = shortTextOf(
    anIncident({
      title: secret,
      whatHappened: `${secret} ${'x'.repeat(40)}`,
      place: { kind: 'off_campus', text: secret },
      cause: secret,
      actions: [{ at: null, text: secret }],
      assessment: secret,
      agenciesReason: secret,
      media: { ...aBody().media, rumours: secret },
      people: { ...aBody().people, band: '3+', total: 7777 },
    }),
    vi,
  )
  expect(text).not.toBeNull()
  expect(text).not.toContain(secret)
  expect(text).not.toContain('7777')
  for (const place of Object.values(labels.place)) expect(text?.toLowerCase()).not.toContain(place.toLowerCase())
})

test.each(CATEGORIES.filter(isRestricted))(
  '[SX1] there is none for %s, not even after the category was changed',
  (category) => {
    const restricted = anIncident({ category })
    expect(shortTextOf(restricted, vi)).toBeNull()
    const later = decided(supplementIncident, restricted, {
      incidentId: INCIDENT,
      report: 'update',
      body: aBody({ category: 'injury' }),
      photos: [],
    })
    expect(shortTextOf(later, vi)).toBeNull()
  },
)

test('[SX1] it is never longer than 300 characters and never ends in half a letter, whatever the unit is called', () => {
  const names = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 400 })
  fc.assert(
    fc.property(names, (unitName) => {
      const text = shortTextOf({ ...anIncident({ agencies: ['health', 'police', 'parents'] }), unitName }, vi) ?? ''
      expect(text.length).toBeLessThanOrEqual(SHORT_TEXT_MAX)
      expect(text.isWellFormed()).toBe(true)
      expect(text).toContain('Chi tiết trên ứng dụng.')
    }),
    { verbose: true },
  )
})
