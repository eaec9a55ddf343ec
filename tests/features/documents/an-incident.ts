import type { Incident } from '#domain/incidents/incident.ts'
import { reportIncident, supplementIncident } from '#domain/incidents/report.ts'
import { aBody, aContext, at, decided, INCIDENT, UNIT } from '#tests/support/builders.ts'

const none = { deceased: null, critical: null, hospitalised: null, treatedAndReleased: null, monitoredAtHome: null }

/** An invented poisoning in two reports, with something under each heading of the paper. */
export function anIncidentInTwoReports(): Incident {
  const people = {
    ...aBody().people,
    band: '3+' as const,
    total: 28,
    outcome: { ...none, hospitalised: 9, treatedAndReleased: 12, unharmed: 7 },
  }
  const first = aBody({
    category: 'food_poisoning',
    severity: 3,
    urgency: 'thuong_khan',
    whatHappened: 'Sau bữa trưa bán trú, nhiều em đau bụng và nôn. Trường đã đưa các em đến trạm y tế.',
    people: { ...people, total: 21, outcome: { ...none, hospitalised: 9, unharmed: 12 } },
    call: { made: true, at: at('2026-11-19T06:20:00Z'), note: '' },
  })
  const more = aBody({
    ...first,
    people,
    cause: 'Nghi do món đậu sốt (chờ kết quả kiểm nghiệm).',
    actions: [
      { at: at('2026-11-19T06:10:00Z'), text: 'Gọi trạm y tế, đưa 9 em đi khám.' },
      { at: at('2026-11-19T06:45:00Z'), text: 'Niêm phong mẫu thức ăn lưu.' },
    ],
    agencies: ['health', 'peoples_committee'],
    parentsInformed: 'partly',
    media: { pressContacted: false, published: false, spread: 'local_groups', rumours: '', statementMade: null },
    assessment: 'Sức khỏe các em đã ổn định.',
    proposals: 'Đề nghị Sở cử người phối hợp với ngành y tế.',
    nextUpdateDue: at('2026-11-19T10:00:00Z'),
  })
  const filed = decided(reportIncident, undefined, { incidentId: INCIDENT, unitId: UNIT, body: first, photos: [] })
  return decided(
    supplementIncident,
    filed,
    { incidentId: INCIDENT, report: 'update', body: more, photos: [] },
    aContext(),
  )
}
