import { expect, test } from 'vitest'
import { emptyDetails } from '#domain/incidents/details.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import { changeOf } from '#features/incident/report-args.ts'
import { detailsParts } from '#features/incident/supplement/details/parts.tsx'
import { labels } from '#i18n/vi/labels.ts'
import type { DraftRow } from '#storage/tables.ts'
import { at, INCIDENT, UNIT } from '#tests/support/builders.ts'

const NOW = at('2026-11-19T06:00:00Z')

test('[IN8] every sub-form is drawn, and nothing else', () =>
  expect(Object.keys(detailsParts).toSorted()).toEqual(Object.keys(emptyDetails).toSorted()))

test('[IN8] a sub-form that was opened and left empty says nothing, and is not sent', () => {
  const sent = (body: Partial<DraftRow['body']>) => {
    const draft: DraftRow = {
      id: INCIDENT,
      incidentId: INCIDENT,
      unitId: UNIT,
      report: 'update',
      body: { ...emptyDraft(NOW), ...body },
      step: 'bo-sung',
      createdAt: NOW,
      savedAt: NOW,
    }
    return changeOf(draft, [], labels).args.body.details
  }
  expect(sent({ category: 'drowning', details: emptyDetails.drowning })).toBeNull()
  expect(sent({ category: 'drowning', details: null })).toBeNull()
  expect(sent({ category: 'facility', details: { ...emptyDetails.drowning, water: 'sea' } })).toBeNull()
  const answered = { ...emptyDetails.drowning, supervised: false }
  expect(sent({ category: 'drowning', details: answered })).toEqual(answered)
})
